"""`hub explain A B`."""

from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import Json
from hub.cli.output import say, shown, stdout, table, write_json

if TYPE_CHECKING:
    from hub.identity import Evidence, Judgement
    from hub.review.explanation import Link
    from hub.review.lookup import Named
    from hub.store import Database

A = Annotated[str, typer.Argument(metavar="A", help="An id, network/kind/key, slug, address or name.")]
B = Annotated[str, typer.Argument(metavar="B", help="The other one, likewise.")]


def explain(a: A, b: B, as_json: Json = False) -> None:
    """Tell why two things are joined, wait for a person, or are apart: the evidence for and against, and what persons judged."""
    from hub.cli.stores import with_store
    from hub.review.explanation import outcome_of

    left, right, links = with_store(lambda database: _explained(database, a, b))
    outcome = outcome_of(left, right, links)
    if as_json:
        ends = {"left": left.founder.document(), "right": right.founder.document()}
        write_json({"command": "explain", "outcome": outcome, **ends, "links": [link.document() for link in links]})
        return
    _tell(left, right, outcome, links)


async def _explained(database: "Database", a: str, b: str) -> "tuple[Named, Named, list[Link]]":
    from hub.review.explanation import linked
    from hub.review.lookup import named

    left, right = await named(database, a), await named(database, b)
    return left, right, await linked(database, left, right)


def _tell(left: "Named", right: "Named", outcome: str, links: "list[Link]") -> None:
    if not links:
        names = f"{left.founder.name} ({left.founder.reference}) and {right.founder.name} ({right.founder.reference})"
        say(names, " are one record." if left.founder.id == right.founder.id else f" are one entity, {left.entity}.")
        return
    words = {
        "joined": f"joined: one entity, {left.entity}",
        "candidate": "apart, but a candidate: a person should judge (hub review)",
    }
    words |= {
        "contradiction": "apart: evidence joins them, other evidence holds them apart (hub review)",
        "apart": "apart",
    }
    say((shown(words[outcome]), "bold"))
    for link in links:
        tell_link(link)


def tell_link(link: "Link") -> None:
    """Print two records, the evidence on them and what persons said."""
    from hub.identity import CANDIDATE_AT, JOIN_AT

    for one in (link.left, link.right):
        say("")
        say("  ", (one.name, "bold"), f"  {one.reference}")
        say(f"  {one.place}" + (f"  {one.url}" if one.url else ""))
    say("")
    if link.evidence:
        say(f"  score {link.score:g}: joined from {JOIN_AT:g}, candidate from {CANDIDATE_AT:g}")
        stdout().print(evidence_table(link.evidence))
    for judgement in link.judgements:
        say(f"  {_said(judgement)}")


def evidence_table(evidence: "tuple[Evidence, ...]") -> object:
    """The evidence as a table: weight, name, detail."""
    rows = [(f"{one.weight:+g}", one.name, one.detail, "holds apart" if one.cannot_link else "") for one in evidence]
    return table(("Weight#", "Evidence", "Detail", ""), rows)


def _said(judgement: "Judgement") -> str:
    why = f": {judgement.why}" if judgement.why else ""
    return f"judged {judgement.verdict} by {judgement.by}, {judgement.at}{why}"
