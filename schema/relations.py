"""Predicates: the types of relation between entities. Both ends follow from one line; nobody writes an inverse twice."""

from dataclasses import dataclass

from schema.kinds import AGENTS, KINDS

ANY = tuple(kind.name for kind in KINDS)
PRESS = ("news-item", "event")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A directed type of relation.

    forward: the field on the subject that lists objects. inverse: the field on the object that lists subjects.
    """

    name: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    forward: str
    inverse: str
    description: str


PREDICATES: tuple[Predicate, ...] = (
    Predicate(
        "member-of",
        ("organisation",),
        ("organisation",),
        "memberships",
        "members",
        "is a member of; the role says as what: member, founder, board, vendor",
    ),
    Predicate(
        "part-of", ("organisation",), ("organisation",), "parents", "units", "is a unit, agency or subsidiary of"
    ),
    Predicate(
        "hosted-by", ("organisation",), ("organisation",), "hosts", "guests", "has its secretariat or address at"
    ),
    Predicate(
        "ospo-of", ("ospo",), ("organisation",), "organisations", "ospos", "is the open source programme office of"
    ),
    Predicate("owns", AGENTS, ("product",), "ownedProducts", "owners", "holds the rights in or is the legal owner of"),
    Predicate("publishes", AGENTS, ("product", "news-item"), "publications", "publishers", "publishes"),
    Predicate("maintains", AGENTS, ("product",), "maintainedProducts", "maintainers", "maintains"),
    Predicate("uses", AGENTS, ("product",), "usedProducts", "users", "uses"),
    Predicate("funds", AGENTS, ("product",), "fundedProducts", "funders", "funds"),
    Predicate(
        "supplies",
        ("organisation",),
        ("product",),
        "suppliedProducts",
        "suppliers",
        "develops, hosts or supports under contract; `until` is the end of the contract",
    ),
    Predicate("organises", AGENTS, ("event",), "organisedEvents", "organisers", "organises"),
    Predicate("speaks-at", AGENTS, ("event",), "speakingAt", "speakers", "is represented on the programme of"),
    Predicate(
        "mentions",
        PRESS,
        ANY,
        "mentions",
        "mentionedIn",
        "mentions; the role says how: mention, subject, case-study, report-on",
    ),
    Predicate("based-on", ("product",), ("product",), "basedOn", "derivatives", "is a fork or derivative of"),
    Predicate("depends-on", ("product",), ("product",), "dependencies", "dependents", "needs"),
    Predicate("module-of", ("product",), ("product",), "moduleOf", "modules", "is a module or companion of"),
    Predicate("successor-of", AGENTS, AGENTS, "predecessors", "successors", "took the place of or was renamed from"),
)

PREDICATE_BY_NAME: dict[str, Predicate] = {predicate.name: predicate for predicate in PREDICATES}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a predicate as a field on a kind. outward: the kind is the subject, the listed ones are objects."""

    field: str
    predicate: Predicate
    outward: bool

    @property
    def others(self) -> tuple[str, ...]:
        """Kinds at the other end."""
        return self.predicate.objects if self.outward else self.predicate.subjects


def ends_of(kind: str) -> dict[str, End]:
    """The relation fields of a kind, by field name."""
    outward = {p.forward: End(p.forward, p, True) for p in PREDICATES if kind in p.subjects}
    inward = {p.inverse: End(p.inverse, p, False) for p in PREDICATES if kind in p.objects}
    return outward | inward
