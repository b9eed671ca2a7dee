"""The keys under which a record can be met."""
