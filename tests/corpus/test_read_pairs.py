"""Every cluster of two networks and more that the seeds and the corpus made, looked through by names: keys and
verdicts in `read_pairs.csv`.

`read` pairs are those of clusters that were read, and pairs that were found to be two things; `waiting` ones are one
thing that no rule joins yet. The file is no estimate: the rules were made beside it (docs/identity.md tells what is).
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from hub.identity import cannot_link, cluster, context, match, subject
from hub.identity.evaluation import EvaluatedRecords, evaluate, read_pairs
from loaders.directory import open_directory, read_directory
from schema.kinds import KIND_BY_NAME
from schema.records import Record, record_id
from tests.corpus.assembling import assemble_all

PAIRS = Path(__file__).parent / "read_pairs.csv"
LABELS = Path(__file__).parent / "labels"
SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass
class Known:
    """A record as labelled pairs look for it."""

    id: str
    network: str
    kind: str
    key: str
    entity: str
    name: str
    path: str = ""
    url: str | None = None
    stated: dict[str, Any] = field(default_factory=dict)
    identifiers: tuple[Any, ...] = ()


async def _records(roots: list[Path]) -> list[Record]:
    found: dict[str, Record] = {}
    for root in roots:
        manifest, _ = open_directory(root)
        assert manifest is not None
        async for batch in read_directory(root, manifest):
            for entry in batch:
                if isinstance(entry, Record) and entry.kind in KIND_BY_NAME:
                    found.setdefault(record_id(entry.network, entry.kind, entry.key), entry)
    return list(found.values())


@pytest.fixture(scope="module")
def evaluated(corpus, tmp_path_factory):
    records = asyncio.run(_records(assemble_all(corpus, tmp_path_factory.mktemp("all"), SEEDS)))
    known = [
        subject(record_id(one.network, one.kind, one.key), one.network, one.kind, one.key, one.values, one.identifiers, one.statements)
        for one in records
    ]  # fmt: skip
    subjects = {one.id: one for one in known}
    matches = list(match(subjects))
    clusters = cluster(subjects, matches, (), lambda left, right: cannot_link(subjects[left], subjects[right]))
    entities = {member: founder for founder, members in clusters.members.items() for member in members}
    evaluated = EvaluatedRecords(subjects=subjects, context=context(known))
    evaluated.waiting = {frozenset((entities[one.left], entities[one.right])) for one in matches}
    for one in known:
        name = one.names[0] if one.names else ""
        evaluated.add(Known(one.id, one.network, one.kind, one.key, entities[one.id], name))
    return evaluated


def _report(path, evaluated):
    with path.open(encoding="utf-8", newline="") as lines:
        return evaluate(read_pairs(lines), evaluated)


@pytest.fixture(scope="module")
def report(evaluated):
    return _report(PAIRS, evaluated)


def test_no_two_things_that_were_told_apart_are_joined(report):
    assert report.wrong == ()


def test_what_was_read_as_one_thing_is_joined_and_nearly_all_else_waits(report):
    difficulties = report.groups(None)["difficulty"]
    read = difficulties["read"]
    assert read.recall is not None
    assert read.recall >= 0.98
    waiting = difficulties["waiting"]
    assert waiting.reach is not None
    assert waiting.reach >= 0.8


def test_nearly_all_pairs_name_records_that_are_there(report):
    basis = Counter(one.basis for one in report.judged)
    assert basis["records"] >= 0.97 * len(report.judged)


@pytest.mark.parametrize(
    ("name", "pairs", "recall", "reach"), [("near_names.csv", 159, 0.88, 0.95), ("shared_addresses.csv", 78, 0.8, 0.92)]
)
def test_of_pairs_that_were_drawn_unseen_none_is_joined_wrongly_and_few_are_missed(
    name, pairs, recall, reach, evaluated
):
    drawn = _report(LABELS / name, evaluated)
    assert drawn.wrong == ()
    assert len(drawn.judged) >= 0.97 * pairs
    assert drawn.total.recall is not None
    assert drawn.total.recall >= recall
    assert drawn.total.reach is not None
    assert drawn.total.reach >= reach
