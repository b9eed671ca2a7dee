"""Entities met in texts and labels."""
