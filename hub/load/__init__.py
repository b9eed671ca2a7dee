"""Take what loaders read into the store: one load, one transaction, one revision; and judgements, the same way."""

from hub.derive.changes import Join
from hub.load.judgements import judge, read_judgements, undo, write_judgements
from hub.load.loading import check, load, load_all
from hub.load.report import Counts, LoadReport, Step
from hub.load.taking_back import remove_network, undo_load
from loaders.manifest_model import ERASURES, REPAIRS

__all__ = [
    "ERASURES",
    "REPAIRS",
    "Counts",
    "Join",
    "LoadReport",
    "Step",
    "check",
    "judge",
    "load",
    "load_all",
    "read_judgements",
    "remove_network",
    "undo",
    "undo_load",
    "write_judgements",
]
