"""Which pairs of records are weighed, and which a change affects."""
