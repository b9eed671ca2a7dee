"""Judgements as JSON Lines beside the seeds, where they live in git: the one thing that no seed can bring back."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from hub.identity import Judgement, Verdict
from hub.json_faults import FAULTS, json_fault
from hub.load.judgements.order import next_moment
from loaders.directory import find_directories
from loaders.manifest_model import JUDGEMENTS
from loaders.source import Refused, SourceFile
from schema.issues import Issue, IssueCode, Place

FILE_NAME = "judgements.jsonl"
NETWORK = JUDGEMENTS
"""What stands for the network where a load brings judgements."""
_REFERENCE = re.compile(r"[a-z0-9-]+/[a-z-]+/.+", re.DOTALL)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)")


def judgements_beside(root: Path) -> Path:
    """Where judgements on what a path holds are kept: beside the seed directories, never within one,
    which is its network's own.
    """
    whole = whole_path(root)
    return (whole.parent if find_directories(root) == [root] else whole) / FILE_NAME


def whole_path(path: Path) -> Path:
    """A path from the root of the file system, by which judgements remember their file. Links in it stay: seeds are
    often deployed by leading one to another release, and the file is the same all the same.
    """
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve() would follow links, Path.absolute() leave ".."


def fault_of(judgement: Judgement) -> str | None:
    """What is wrong with the form of a judgement, in words."""
    if judgement.verdict not in set(Verdict):
        return f"the verdict is {judgement.verdict!r}, not same, different or unsure"
    if any(_REFERENCE.fullmatch(end) is None for end in (judgement.left, judgement.right)):
        return "a record is not named as network/kind/key"
    if judgement.verdict == Verdict.SAME and judgement.left.split("/")[1] != judgement.right.split("/")[1]:
        return (
            "things of different kinds are never one: an OSPO is not its organisation, state the relation ospo-of"
            " instead"
        )
    if judgement.left == judgement.right:
        return "both records are the same"
    if _MOMENT.fullmatch(judgement.at) is None or next_moment(judgement.at) is None:
        return "`at` is not a time in UTC such as 2026-05-31T07:30:00Z"
    return None if judgement.by.strip() else "`by` is empty"


def read_judgements(path: Path) -> tuple[list[Judgement], list[Issue]]:
    """The judgements of a JSON Lines file, and an issue for each line that is none; no file holds none."""
    judgements: list[Judgement] = []
    issues: list[Issue] = []
    if not path.exists():
        return judgements, issues
    try:
        for number, line in SourceFile(path.parent, path.name).lines():
            if line.strip():
                entry = _read_line(line, Place(path.name, number))
                (judgements if isinstance(entry, Judgement) else issues).append(entry)  # type: ignore[arg-type]
    except Refused as refused:
        issues.append(Issue.of(refused.code, NETWORK, Place(path.name, refused.line), refused.message))
    return judgements, issues


def _read_line(line: bytes, place: Place) -> Judgement | Issue:
    try:
        judgement = msgspec.json.decode(line, type=Judgement)
    except FAULTS as error:
        return Issue.of(IssueCode.SYNTAX, NETWORK, place, f"The line is not a judgement: {json_fault(error)}.")
    fault = fault_of(judgement)
    if fault is None:
        return judgement
    return Issue.of(IssueCode.ROW_SHAPE, NETWORK, place, f"The judgement cannot be used: {fault}.")


def write_judgements(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write judgements as JSON Lines, oldest first, each line once; the file is replaced in one step."""
    ordered = sorted(
        dict.fromkeys(judgements), key=lambda one: (one.sortable_at, one.left, one.right, one.by, one.verdict)
    )
    written = path.with_suffix(".new")
    written.write_text("".join(msgspec.json.encode(one).decode() + "\n" for one in ordered), encoding="utf-8")
    written.replace(path)
