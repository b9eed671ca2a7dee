"""Operators: the tokens that let them change the hub over HTTP, and the log of who changed what."""
