"""Subscriptions: what happens in the store, told to whoever follows it, each event worked out once for all who ask the same."""
