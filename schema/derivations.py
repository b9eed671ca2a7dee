"""Values that follow from those of other things, where no record states one: what may be derived, and from what."""

from dataclasses import dataclass
from typing import Literal

from schema.relations import PREDICATE_BY_NAME, Predicate

RULE = "derived"
"""The rule that provenance names for such a value."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A field that is derived where it is not stated: from a field of the entities at the other end of a predicate.

    target: the end of the predicate at which the kind stands. roles: count only relations in one of them; none: in any.
    text: from what it follows, for readers.
    """

    kind: str
    field: str
    predicate: Predicate
    target: Literal["subject", "object"]
    source_field: str
    text: str
    roles: tuple[str, ...] = ()

    @property
    def source(self) -> Literal["subject", "object"]:
        """The end at which the entities stand from which it follows."""
        return "object" if self.target == "subject" else "subject"


DERIVATIONS: tuple[Derivation, ...] = (
    Derivation(
        "product",
        "countries",
        PREDICATE_BY_NAME["owns"],
        "object",
        "countries",
        "those of its owners, else the one that its networks declare in their manifests",
    ),
    Derivation(
        "event",
        "countries",
        PREDICATE_BY_NAME["organises"],
        "object",
        "countries",
        "that of its place or city, else those of its organisers",
    ),
    Derivation(
        "ospo",
        "archetype",
        PREDICATE_BY_NAME["ospo-of"],
        "subject",
        "type",
        "the type of its organisations, where they agree",
    ),
    Derivation(
        "news-item",
        "countries",
        PREDICATE_BY_NAME["mentions"],
        "subject",
        "countries",
        "those of what it is about, never those of its publisher",
        ("subject", "case-study", "report-on"),
    ),
)
"""In the order in which they are made: what a later one reads may itself be derived by an earlier one."""
DERIVATION_OF = {(derivation.kind, derivation.field): derivation for derivation in DERIVATIONS}

ARCHETYPE_OF_TYPE = {
    "supranational": "supranational",
    "national": "national",
    "regional": "regional",
    "local": "local",
    "agency": "agency",
    "public-company": "corporate",
    "company": "corporate",
    "association": "association",
    "ngo": "association",
    "foundation": "association",
    "community": "association",
    "university": "academic",
    "research-institute": "academic",
    "school": "academic",
}
"""Whom an OSPO serves, by the type of its organisation."""
