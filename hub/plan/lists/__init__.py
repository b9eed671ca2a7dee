"""Lists of rows: filtered, ordered, counted, cut into pages."""
