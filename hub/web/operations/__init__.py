"""GraphQL over HTTP: the endpoint and its requests, and subscriptions over WebSockets and server-sent events."""
