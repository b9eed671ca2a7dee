"""`hub join A B` and `hub split ENTITY`: judgements from the command line."""

from dataclasses import asdict
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.explaining import A, B
from hub.cli.options import By, Json, JudgementFile, Why
from hub.cli.output import complain, counted, say, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.identity import Judgement
    from hub.review.judging import Bench
    from hub.review.lookup import Named, Stored
    from hub.store import Database

Given = tuple["list[Judgement]", int, bool]
Members = Annotated[
    list[str] | None,
    typer.Option(
        "--record",
        help="Split off this record only; may be repeated. Needed where the entity has more than two.",
        show_default=False,
    ),
]


def join(a: A, b: B, by: By, why: Why, file: JudgementFile = None, as_json: Json = False) -> None:
    """Judge two records to be the same thing, against whatever the machine says."""
    from hub.cli.stores import with_store

    _tell("join", with_store(lambda database: _join(database, a, b, by, why, file)), as_json=as_json)


def split(
    entity: A, by: By, why: Why, record: Members = None, file: JudgementFile = None, as_json: Json = False
) -> None:
    """Judge records of one entity to be different things, so that they are never joined again."""
    from hub.cli.stores import with_store

    _tell("split", with_store(lambda database: _split(database, entity, record or [], by, why, file)), as_json=as_json)


def _bench(database: "Database", by: str, file: Path | None) -> "Bench":
    from hub.review.judging import Bench, judgements_path

    return Bench(database, judgements_path(file), by)


async def _join(database: "Database", a: str, b: str, by: str, why: str, file: Path | None) -> Given:
    from hub.review.lookup import named

    bench = _bench(database, by, file)
    left, right = await named(database, a), await named(database, b)
    one, two = left.founder, right.founder if right.founder.id != left.founder.id else right.records[-1]
    judgements = [bench.judgement(one, two, "same", why, ())]
    revision = await bench.give(judgements)
    now_left, now_right = await named(database, one.reference), await named(database, two.reference)
    return judgements, revision, now_left.entity == now_right.entity


async def _split(database: "Database", entity: str, members: list[str], by: str, why: str, file: Path | None) -> Given:
    from hub.review.lookup import named, records_where

    bench = _bench(database, by, file)
    thing = await named(database, entity)
    everyone = await records_where(database, "entity = :entity", entity=thing.entity)
    off = [(await named(database, one)).founder for one in members]
    pairs = _parted(thing, everyone, off)
    judgements = [bench.judgement(one, two, "different", why, ()) for one, two in pairs]
    revision = await bench.give(judgements)
    entities = [
        ((await named(database, one.reference)).entity, (await named(database, two.reference)).entity)
        for one, two in pairs
    ]
    return judgements, revision, all(one != two for one, two in entities)


def _parted(thing: "Named", everyone: "tuple[Stored, ...]", off: "list[Stored]") -> "list[tuple[Stored, Stored]]":
    """The pairs to judge different: each record split off with each that stays."""
    if len(everyone) == 1:
        raise HubError(
            ErrorCode.JUDGEMENT_INVALID,
            f"{thing.founder.name} is a single record: there is nothing to split.",
            "See `hub explain` for what joins two things.",
        )
    if stranger := next((one for one in off if one.entity != thing.entity), None):
        raise HubError(
            ErrorCode.JUDGEMENT_INVALID,
            f"{stranger.reference} is no record of {thing.entity}.",
            f"Its records: {_listed(everyone)}.",
        )
    if not off and len(thing.records) < len(everyone):
        off = list(thing.records)
    if not off and len(everyone) > 2:  # noqa: PLR2004
        raise HubError(
            ErrorCode.USAGE,
            f"{thing.founder.name} has {len(everyone)} records.",
            f"Name those to split off with --record: {_listed(everyone)}.",
        )
    staying = [one for one in everyone if one.id not in {other.id for other in off}]
    if not off or not staying:
        return list(combinations(everyone, 2))
    return list(product(off, staying))


def _listed(records: "tuple[Stored, ...]") -> str:
    return ", ".join(one.reference for one in records)


def _tell(command: str, given: Given, *, as_json: bool) -> None:
    judgements, revision, took_effect = given
    if as_json:
        write_json(
            {
                "command": command,
                "revision": revision,
                "took_effect": took_effect,
                "judgements": [asdict(one) for one in judgements],
            }
        )
    else:
        for one in judgements:
            say(f"{one.left} and {one.right} are judged {one.verdict}.")
        say(f"{counted(len(judgements), 'judgement')} stored in revision {revision} and in the judgements file.")
    if not took_effect:
        complain("The judgement stands, but other evidence or judgements outweigh it: `hub explain` tells which.")
        raise typer.Exit(1)
