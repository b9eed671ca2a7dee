"""Lookups that mean several entities: the ids of all of them are given, as an answer must not pick one silently."""

from hub.plan.refusals import REFUSAL_MARK
from hub.plan.sql.compiler import Compiler, literal


def refusal_of_several(c: Compiler, candidates: str) -> str:
    """The text that refuses the lookup of one entity. candidates: a SELECT of ids (id)."""
    message = "by: several entities have this; their ids are in extensions.candidates."
    start = literal(f'{REFUSAL_MARK}{{"message":"{message}","candidates":')
    return f"{start} || {_ids(c, candidates)} || '}}'"


def errors_before_items(c: Compiler, places: str, candidates: str) -> str:
    """What stands before a list of which some items mean several entities; empty without any.

    places: a FROM and WHERE clause of these items, each with its number (at), counted from 0; candidates: of
    each, a SELECT of ids (id).
    """
    one = f"""'{{"at":' || CAST(at AS text) || ',"candidates":' || {_ids(c, candidates)} || '}}'"""
    errors = c.once(f"SELECT {c.dialect.array(f'SELECT {one} AS j FROM {places} ORDER BY at')} AS j")
    mark = literal(REFUSAL_MARK)
    return f"(SELECT CASE j WHEN '[]' THEN '' ELSE {mark} || j || {mark} END FROM {errors})"


def _ids(c: Compiler, candidates: str) -> str:
    return c.dialect.array(f"SELECT {c.dialect.quoted('x.id', 'text')} AS j FROM ({candidates}) x ORDER BY x.id")
