"""Which pairs of records wait for a person: the one rule behind `hub review` and the root field `candidates`."""

WAITING_OUTCOMES = ("candidate", "contradiction")


def waits(match: str) -> str:
    """The condition on a row of `match`, by its alias: not decided by the machine, nor by people, nor otherwise since.

    Both records are still in their sources and parts of different entities, and nobody has judged the two: to be
    unsure is a judgement too.
    """
    # The judged pairs stand in a subquery without any reference to the outer row, so both
    # databases hash or index them once;
    # NOT EXISTS with an OR over both directions would read all judgements for each match.
    left, right = judged_record("left_record"), judged_record("right_record")
    judged = "FROM judgement WHERE left_record IS NOT NULL AND right_record IS NOT NULL"
    return f"""{match}.outcome IN {WAITING_OUTCOMES} AND EXISTS (
        SELECT 1 FROM record AS one JOIN record AS two ON two.id = {match}."right"
        WHERE one.id = {match}."left" AND one.entity <> two.entity
        AND one.withdrawn_revision IS NULL AND two.withdrawn_revision IS NULL
        AND (one.id, two.id) NOT IN (SELECT {left}, {right} {judged} UNION ALL SELECT {right}, {left} {judged}))"""


def judged_record(column: str) -> str:
    """The id of a record that a judgement is about, by the column of it: a name by a later key
    leads to the id of the first.
    """
    return f"COALESCE((SELECT named.id FROM record AS named WHERE named.alias = {column}), {column})"
