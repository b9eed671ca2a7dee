"""Keep, join and serve what the networks state: store, identity, plans, HTTP, command line, exports."""
