"""Judgements: a file beside the seeds, rows of the store, and what follows from them for the clusters they concern."""

from hub.load.judgements.applying import apply_judgements, judge, take_back_judgements, undo
from hub.load.judgements.file import (
    FILE_NAME,
    NETWORK,
    fault_of,
    judgement_files,
    judgements_beside,
    read_judgements,
    write_judgements,
)
from hub.load.judgements.store import judgement_id, judgements_of, stored_judgements

__all__ = [
    "FILE_NAME",
    "NETWORK",
    "apply_judgements",
    "fault_of",
    "judge",
    "judgement_files",
    "judgement_id",
    "judgements_beside",
    "judgements_of",
    "read_judgements",
    "stored_judgements",
    "take_back_judgements",
    "undo",
    "write_judgements",
]
