"""Value types: each normalises one sort of raw value. `VALUE_TYPES` lists them all by name."""

from schema.values.catalogue import VALUE_TYPES

__all__ = ["VALUE_TYPES"]
