"""Evidence for and against two records being about one thing."""
