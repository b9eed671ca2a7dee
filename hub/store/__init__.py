"""The store: one database, one writer at a time, any number of readers, each on one snapshot."""

from hub.store.database import Database
from hub.store.reading import Reader
from hub.store.upgrading import upgrade
from hub.store.versions import require_head, stored_version

__all__ = ["Database", "Reader", "require_head", "stored_version", "upgrade"]
