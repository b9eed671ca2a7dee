"""Lookups that mean several entities: refused with the ids of all of them, as an answer must not pick one silently."""

from hub.plan.refusals import REFUSAL_MARK
from hub.plan.sql.compiler import Compiler, literal


def refusal_of_several(c: Compiler, argument: str, candidates: str) -> str:
    """The text that refuses a lookup. argument: its name as an SQL expression of JSON text without quotes; candidates: a SELECT of ids (id)."""
    ids = f"SELECT {c.dialect.quoted('x.id', 'text')} AS j FROM ({candidates}) x ORDER BY x.id"
    start = literal(f'{REFUSAL_MARK}{{"message":"')
    message = literal(': several entities have this; their ids are in extensions.candidates.","candidates":')
    return f"{start} || {argument} || {message} || {c.dialect.array(ids)} || '}}'"
