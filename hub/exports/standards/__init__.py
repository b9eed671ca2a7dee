"""Standards of the field, each in a file of its own: what the hub holds, in the terms that portals,
catalogues and registers read.
"""
