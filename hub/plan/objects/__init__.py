"""How the fields of each GraphQL object type are built in SQL."""
