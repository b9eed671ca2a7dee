"""Judgements: a file beside the seeds, rows of the store, and what follows from them for the clusters they concern."""

from hub.load.judgements.applying import apply_judgements, judge, take_back_judgements, undo
from hub.load.judgements.beside_seeds import load_judgements
from hub.load.judgements.file import (
    FILE_NAME,
    NETWORK,
    fault_of,
    judgements_beside,
    read_judgements,
    whole_path,
    write_judgements,
)
from hub.load.judgements.order import moment_after
from hub.load.judgements.store import HTTP, judgement_id, judgements_of, stored_with_origins

__all__ = [
    "FILE_NAME",
    "HTTP",
    "NETWORK",
    "apply_judgements",
    "fault_of",
    "judge",
    "judgement_id",
    "judgements_beside",
    "judgements_of",
    "load_judgements",
    "moment_after",
    "read_judgements",
    "stored_with_origins",
    "take_back_judgements",
    "undo",
    "whole_path",
    "write_judgements",
]
