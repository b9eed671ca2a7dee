"""Mappings of a manifest, compiled: one row in, its records, relations, figures and issues out."""
