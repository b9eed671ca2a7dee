"""Predicates: the types of relation between entities.

Both ends follow from one line; nobody writes an inverse twice.
"""

from dataclasses import dataclass

from schema.kinds import AGENTS, KINDS

ANY = tuple(kind.name for kind in KINDS)
PRESS = ("news-item", "event")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A directed type of relation.

    forward: the field on the subject that lists objects. inverse: the field on the object that lists subjects. The
    texts say what each of the two fields lists; they are its descriptions in the SDL.
    """

    name: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    forward: str
    inverse: str
    forward_text: str
    inverse_text: str


PREDICATES: tuple[Predicate, ...] = (
    Predicate(
        "member-of",
        ("organisation",),
        ("organisation",),
        "memberships",
        "members",
        "Organisations of which this organisation is a member; roles are words such as member, founder, board and"
        " vendor.",
        "Organisations that are members of this organisation; roles are words such as member, founder, board and"
        " vendor.",
    ),
    Predicate(
        "part-of",
        ("organisation",),
        ("organisation",),
        "parents",
        "units",
        "Organisations of which this organisation is a unit, agency or subsidiary.",
        "Units, agencies and subsidiaries of this organisation.",
    ),
    Predicate(
        "hosted-by",
        ("organisation",),
        ("organisation",),
        "hostOrganisations",
        "hostedOrganisations",
        "Organisations that give this organisation its secretariat or address.",
        "Organisations whose secretariat or address is at this organisation.",
    ),
    Predicate(
        "ospo-of",
        ("ospo",),
        ("organisation",),
        "organisations",
        "ospos",
        "Organisations whose open source programme office this is.",
        "Open source programme offices of this organisation.",
    ),
    Predicate(
        "owns",
        AGENTS,
        ("product",),
        "ownedProducts",
        "owners",
        "Products that this organisation or OSPO owns, legally or as holder of the rights.",
        "Organisations and OSPOs that own this product, legally or as holders of the rights.",
    ),
    Predicate(
        "publishes",
        AGENTS,
        ("product", "news-item"),
        "publications",
        "publishers",
        "Products and news that this organisation or OSPO publishes.",
        "Organisations and OSPOs that publish this product or news item.",
    ),
    Predicate(
        "maintains",
        AGENTS,
        ("product",),
        "maintainedProducts",
        "maintainers",
        "Products that this organisation or OSPO maintains.",
        "Organisations and OSPOs that maintain this product.",
    ),
    Predicate(
        "uses",
        AGENTS,
        ("product",),
        "usedProducts",
        "users",
        "Products that this organisation or OSPO uses.",
        "Organisations and OSPOs that use this product.",
    ),
    Predicate(
        "funds",
        AGENTS,
        ("product",),
        "fundedProducts",
        "funders",
        "Products that this organisation or OSPO funds.",
        "Organisations and OSPOs that fund this product.",
    ),
    Predicate(
        "supplies",
        ("organisation",),
        ("product",),
        "suppliedProducts",
        "suppliers",
        "Products that this organisation develops, hosts or supports under contract; `until` is the end of the"
        " contract.",
        "Organisations that develop, host or support this product under contract; `until` is the end of the contract.",
    ),
    Predicate(
        "organises",
        AGENTS,
        ("event",),
        "organisedEvents",
        "organisers",
        "Events that this organisation or OSPO organises.",
        "Organisations and OSPOs that organise this event.",
    ),
    Predicate(
        "speaks-at",
        AGENTS,
        ("event",),
        "speakingEngagements",
        "speakers",
        "Events on whose programme this organisation or OSPO is represented.",
        "Organisations and OSPOs represented on the programme of this event.",
    ),
    Predicate(
        "mentions",
        PRESS,
        ANY,
        "mentions",
        "mentionedIn",
        "What this news item or event mentions; the role says how: mention, subject, case-study or report-on.",
        "News and events that mention this; the role says how: mention, subject, case-study or report-on.",
    ),
    Predicate(
        "based-on",
        ("product",),
        ("product",),
        "basedOn",
        "derivatives",
        "Products of which this product is a fork or derivative.",
        "Forks and derivatives of this product.",
    ),
    Predicate(
        "depends-on",
        ("product",),
        ("product",),
        "dependencies",
        "dependents",
        "Products without which this product does not work.",
        "Products that do not work without this product.",
    ),
    Predicate(
        "module-of",
        ("product",),
        ("product",),
        "moduleOf",
        "modules",
        "Products of which this product is a module or companion.",
        "Modules and companions of this product.",
    ),
    Predicate(
        "successor-of",
        AGENTS,
        AGENTS,
        "predecessors",
        "successors",
        "Organisations and OSPOs that this one replaced or was renamed from.",
        "Organisations and OSPOs that replaced this one or that it was renamed to.",
    ),
)

PREDICATE_BY_NAME: dict[str, Predicate] = {predicate.name: predicate for predicate in PREDICATES}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a predicate as a field on a kind. outward: the kind is the subject, the listed ones are objects."""

    field: str
    predicate: Predicate
    outward: bool

    @property
    def text(self) -> str:
        """What the field lists."""
        return self.predicate.forward_text if self.outward else self.predicate.inverse_text

    @property
    def others(self) -> tuple[str, ...]:
        """Kinds at the other end."""
        return self.predicate.objects if self.outward else self.predicate.subjects

    @property
    def sides(self) -> tuple[str, str]:
        """Which ends of a relation the kind and the others are: subject or object."""
        return ("subject", "object") if self.outward else ("object", "subject")


def ends_of(kind: str) -> dict[str, End]:
    """The relation fields of a kind, by field name."""
    outward = {p.forward: End(p.forward, p, True) for p in PREDICATES if kind in p.subjects}
    inward = {p.inverse: End(p.inverse, p, False) for p in PREDICATES if kind in p.objects}
    return outward | inward
