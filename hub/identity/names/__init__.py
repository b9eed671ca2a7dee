"""Names taken apart and brought to one spelling, with the words, places and hosts that names are made of."""
