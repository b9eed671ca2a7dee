"""Values that follow from those of other things, where no record states one: what may be derived, and from what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schema.kinds import KIND_BY_NAME
from schema.kinds.facts import Fact
from schema.relations import PREDICATE_BY_NAME, Predicate

RULE = "derived"
"""The rule that provenance names for such a value."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A field that is derived where it is not stated: from a field of the entities at the other end of a predicate.

    A field of several values gets all that these entities say, a field of one value what they agree on.
    Only texts can be derived.
    target: the end of the predicate at which the kind stands. roles: count only relations in one of them; none: in any.
    text: from what it follows, for readers. words: what a value over there means here, where the
    two vocabularies differ.
    """

    kind: str
    field: str
    predicate: Predicate
    target: Literal["subject", "object"]
    source_field: str
    text: str
    roles: tuple[str, ...] = ()
    words: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        """Refuse what could be neither compared nor read back as what it was: ValueError."""
        if (storage := self.fact.value.storage) != "text":
            raise ValueError(f"{self.kind}.{self.field} holds {storage} values, and only texts can be derived.")

    @property
    def fact(self) -> Fact:
        """What is declared of the field."""
        return KIND_BY_NAME[self.kind].facts[self.field]

    @property
    def source(self) -> Literal["subject", "object"]:
        """The end at which the entities stand from which it follows."""
        return "object" if self.target == "subject" else "subject"


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
        words=ARCHETYPE_OF_TYPE,
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
"""A kind may stand here with any number of fields.

Kinds are derived in the order of their first entries: what a derivation reads may itself be derived of an earlier kind;
of its own kind and of later ones only what is stated counts.
"""
DERIVATION_OF = {(derivation.kind, derivation.field): derivation for derivation in DERIVATIONS}
DERIVATIONS_BY_KIND = {
    kind: tuple(derivation for derivation in DERIVATIONS if derivation.kind == kind)
    for kind in dict.fromkeys(derivation.kind for derivation in DERIVATIONS)
}
