"""Subscriptions: what happens in the store, sent to whoever follows it, each event worked out once
for all who ask the same.
"""
