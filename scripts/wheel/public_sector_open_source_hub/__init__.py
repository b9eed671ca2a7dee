"""The hub, installed: `hub`, `loaders` and `schema` lie in this package, so none of their names
meets another project's.
"""
