"""What things are: values, kinds, relations, records and the GraphQL surface. No I/O, nothing of ours imported."""
