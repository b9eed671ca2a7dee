"""HTTP: GraphQL over HTTP, the first page, GraphiQL, health and the SDL."""
