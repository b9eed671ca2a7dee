"""The store: one database, one writer at a time, any number of readers, each on one snapshot."""

from hub.store.database import Database
from hub.store.migration import drift, require_head, stored_version, upgrade
from hub.store.reading import Reader

__all__ = ["Database", "Reader", "drift", "require_head", "stored_version", "upgrade"]
