"""Manifests opened and checked: every fault with its line and a hint."""
