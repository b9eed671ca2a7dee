"""The read path: a GraphQL operation becomes one SQL query per root field that builds the JSON of its answer."""
