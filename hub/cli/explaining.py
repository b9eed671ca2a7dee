"""`hub explain A [B]`."""

from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import AsJson
from hub.cli.output import counted, say, stdout, table, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hub.identity import Evidence
    from hub.review.explanation import Comparison, Composition, Explanation

A = Annotated[str, typer.Argument(metavar="A", help="An id, network/kind/key, slug, address or name.")]
B = Annotated[str, typer.Argument(metavar="B", help="The other one, likewise.")]
OtherThing = Annotated[
    str | None,
    typer.Argument(
        metavar="[B]", help="The other one, likewise; without it A is explained as a whole.", show_default=False
    ),
]
_OUTCOMES = {
    "joined": "joined: one entity, {}",
    "candidate": "apart, but a candidate: a person should judge (hub review)",
    "contradiction": "apart: some evidence joins them, other evidence says they cannot be one (hub review)",
    "judged": "apart, but alike: judged already, so no review asks again; hub join or hub split decides",
    "related": "apart: an office and a body with the same name; if the office is theirs, state ospo-of in a source",
    "apart": "apart",
}


def explain(a: A, b: OtherThing = None, as_json: AsJson = False) -> None:
    """Show why two things are joined, wait, or are apart. Lists the evidence for and against, and what people judged.

    With one name: all records of that thing, with all that joins or parts them.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.explanation import explain, explain_entity

    if b is None:
        _print_composition(with_loaded_store(lambda database: explain_entity(database, a)), as_json=as_json)
        return
    explanation = with_loaded_store(lambda database: explain(database, a, b))
    if not as_json:
        _print(explanation)
        return
    from hub.cli.review_documents import ExplainedPairDocument

    left, right = explanation.left.founder.document(), explanation.right.founder.document()
    links = [link.document() for link in explanation.links]
    write_json(ExplainedPairDocument(explanation.outcome, left, right, links))


def _print_composition(whole: "Composition", *, as_json: bool) -> None:
    """An entity: its records, then what joins or parts each two of them."""
    if as_json:
        from hub.cli.review_documents import ExplainedThingDocument

        records, links = [one.document() for one in whole.records], [link.document() for link in whole.links]
        write_json(ExplainedThingDocument(whole.entity, records, links))
        return
    say((f"{whole.entity}: {counted(len(whole.records), 'record')}", "bold"))
    rows = [(record.name, record.reference, record.place, record.url or "") for record in whole.records]
    stdout().print(table(("Name", "Record", "Stated in", "Page"), rows))
    for link in whole.links:
        _print_link(link)


def _print(explanation: "Explanation") -> None:
    left, right = explanation.left.founder, explanation.right.founder
    if not explanation.links:
        names = f"{left.name} ({left.reference}) and {right.name} ({right.reference})"
        say(names, " are one record." if left.id == right.id else f" are one entity, {left.entity}.")
        return
    is_judged = explanation.outcome in {"candidate", "contradiction"} and not explanation.waits
    say((_OUTCOMES["judged" if is_judged else explanation.outcome].format(left.entity), "bold"))
    for link in explanation.links:
        _print_link(link)


def _print_link(link: "Comparison") -> None:
    """Two records, the evidence on them and what people judged."""
    from hub.identity import CANDIDATE_AT, JOIN_AT

    for record in (link.left, link.right):
        say("")
        say("  ", (record.name, "bold"), f"  {record.reference}")
        say(f"  {record.place}" + (f"  {record.url}" if record.url else ""))
    say("")
    if link.evidence:
        say(f"  score {link.score:g}: joined from {JOIN_AT:g}, candidate from {CANDIDATE_AT:g}")
        stdout().print(evidence_table(link.evidence))
    for judgement in link.judgements:
        why = f": {judgement.why}" if judgement.why else ""
        say(f"  judged {judgement.verdict} by {judgement.by}, {judgement.at}{why}")


def evidence_table(evidence: "Sequence[Evidence]") -> object:
    """The evidence as a table: weight, name, detail, and whether it alone forbids a join."""
    rows = [
        (f"{piece.weight:+g}", piece.name, piece.detail, "cannot be one" if piece.cannot_link else "")
        for piece in evidence
    ]
    return table(("Weight#", "Evidence", "Detail", ""), rows)
