"""Facts of entities as expressions: the value that records state, else the one that follows from others."""

from hub.plan.sql.compiler import Compiler, literal
from schema.derivations import DERIVATION_OF
from schema.kinds import Kind


def fact_value(c: Compiler, kind: Kind, alias: str, name: str) -> str:
    """The value of a fact, null where there is none; with `includes_derived` off only what is stated."""
    stated = f"{alias}.{name}"
    if not is_derivable(c, kind, name):
        return stated
    derived = f"{alias}.derived"
    if kind.facts[name].many:
        return f"coalesce({stated}, {c.dialect.child(derived, literal(name), literal('value'))})"
    return f"coalesce({stated}, {c.dialect.member(c.dialect.child(derived, literal(name)), literal('value'))})"


def is_derivable(c: Compiler, kind: Kind, name: str) -> bool:
    """Whether a derived value of this fact is to be looked for."""
    return c.includes_derived and (kind.name, name) in DERIVATION_OF


def stated_terms(c: Compiler, terms: str) -> str:
    """The condition on rows of `term` that leaves derived ones out, where these do not count; else nothing."""
    return "" if c.includes_derived else f" AND NOT {terms}.derived"
