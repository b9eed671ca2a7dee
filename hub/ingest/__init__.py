"""Take what loaders read into the store: one load, one transaction, one revision; and judgements, the same way."""

from hub.ingest.judgements import judge, read_judgements, stored_judgements, undo, write_judgements
from hub.ingest.loading import check, load, load_all
from hub.ingest.report import Counts, Join, LoadReport, Step

__all__ = [
    "Counts", "Join", "LoadReport", "Step", "check", "judge", "load", "load_all", "read_judgements", "stored_judgements", "undo",
    "write_judgements",
]
