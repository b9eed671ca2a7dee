"""Which pairs of records wait for a person: the one rule behind `hub review` and the root field `candidates`."""

WAITING_OUTCOMES = ("candidate", "contradiction")


def waits(match: str) -> str:
    """The condition on a row of `match`, by its alias: not decided by the machine, nor by people, nor otherwise since.

    Both records are still in their sources and parts of different entities, and nobody has judged the two: to be unsure is a judgement too.
    """
    # The judged pairs stand in a subquery without any reference to the outer row, so both databases hash or index them once;
    # NOT EXISTS with an OR over both directions would read all judgements for each match.
    return f"""{match}.outcome IN ('candidate', 'contradiction') AND EXISTS (
        SELECT 1 FROM record AS one JOIN record AS two ON two.id = {match}."right"
        WHERE one.id = {match}."left" AND one.entity <> two.entity
        AND one.withdrawn_revision IS NULL AND two.withdrawn_revision IS NULL
        AND ({_reference("one")}, {_reference("two")}) NOT IN (
            SELECT "left", "right" FROM judgement UNION ALL SELECT "right", "left" FROM judgement))"""


def _reference(record: str) -> str:
    """How judgements name a record."""
    return f"{record}.network || '/' || {record}.kind || '/' || {record}.\"key\""
