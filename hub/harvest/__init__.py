"""Live sources: files fetched where they are published, politely and within bounds, for loads to read."""
