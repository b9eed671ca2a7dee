"""Keys that look renamed: a record went with a load while an equal one came by another key."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import yaml
from sqlalchemy import select

from hub.derive.subjects import RECORD
from hub.store.database import encoded
from hub.store.transaction import Transaction
from loaders.manifest_model import Manifest

LIMIT = 10_000
"""Records that are compared, of those that went and of those that came."""
Likenesses = Mapping[tuple[str, str], Any]
"""Rows by their kind and what they state."""
_COMPARED = (RECORD.c.kind, RECORD.c.key, RECORD.c.name, RECORD.c.path, RECORD.c.line)
_STATED = (RECORD.c.stated, RECORD.c.identifiers, RECORD.c.statements)


@dataclass(frozen=True, slots=True)
class RenamedKey:
    """A key that looks renamed. name, path, line: of the record that came."""

    kind: str
    old: str
    new: str
    name: str | None
    path: str
    line: int | None


async def renamed_keys(tx: Transaction, network: str, revision: int) -> list[RenamedKey]:
    """What looks renamed in a load, within its transaction: one record that went and one that came,
    equal but for their key.
    """
    mine = select(*_COMPARED, *_STATED).where(RECORD.c.network == network, RECORD.c.kind != "relation")
    order = (RECORD.c.kind, RECORD.c.key)
    gone = mine.where(RECORD.c.withdrawn_revision == revision).order_by(*order).limit(LIMIT)
    came = mine.where(RECORD.c.first_revision == revision, RECORD.c.withdrawn_revision.is_(None))
    before = list(await tx.execute(gone))
    after = list(await tx.execute(came.order_by(*order).limit(LIMIT))) if before else []
    renamed = list[RenamedKey]()
    for stated in (_as_stated, _without_key):
        olds, news = _alone(before, stated), _alone(after, stated)
        for likeness in olds.keys() & news.keys():
            old, new = olds[likeness], news[likeness]
            renamed.append(RenamedKey(new.kind, old.key, new.key, new.name, new.path, new.line))
        before, after = _others(before, olds, news), _others(after, news, olds)
    return sorted(renamed, key=lambda one: (one.kind, one.old))


def _alone(rows: Sequence[Any], stated: Callable[[Any], str]) -> Likenesses:
    """Rows by kind and what they state, but for those of which several state the same: which of these
    is meant would be a guess.
    """
    alike = defaultdict[tuple[str, str], list[Any]](list)
    for row in rows:
        alike[row.kind, stated(row)].append(row)
    return {likeness: found[0] for likeness, found in alike.items() if len(found) == 1}


def _others(rows: Sequence[Any], mine: Likenesses, theirs: Likenesses) -> list[Any]:
    """The rows that found none like them."""
    paired = {id(mine[likeness]) for likeness in mine.keys() & theirs.keys()}
    return [row for row in rows if id(row) not in paired]


def _as_stated(row: Any) -> str:
    return encoded([row.stated, row.identifiers, row.statements])


def _without_key(row: Any) -> str:
    """What a record states, whatever its key: addresses often end with it."""
    ending = rf'(?<=[/=#]){re.escape(quote(row.key))}(?=[/"?#&])'
    return re.sub(ending, "", _as_stated(row))


def manifest_line(manifest: Manifest, renamed: Sequence[RenamedKey]) -> str:
    """The line of network.yaml that says so, besides what it says already."""
    by_kind = {kind: dict(keys) for kind, keys in manifest.renamed.items()}
    for one in renamed:
        by_kind.setdefault(one.kind, {})[one.old] = one.new
    text: str = yaml.safe_dump({"renamed": by_kind}, default_flow_style=True, allow_unicode=True, width=float("inf"))
    return text.strip().removeprefix("{").removesuffix("}")
