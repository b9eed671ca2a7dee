"""SQL text and its open values, for both databases."""
