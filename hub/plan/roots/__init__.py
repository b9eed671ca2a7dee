"""The root fields of the graph, each lowered to one query."""
