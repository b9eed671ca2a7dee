"""Evaluation against labelled pairs: the pure part of `hub identity evaluate PAIRS.csv` (columns as in dev_pairs.csv)."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.identity.evidence.context import NOWHERE, Context
from hub.identity.evidence.weights import Outcome
from hub.identity.evidence.weighing import weigh
from hub.identity.subjects import Subject
from schema.identifiers import SCHEME_BY_NAME
from schema.kinds import KIND_BY_NAME

_KINDS = {"newsletter": "news-item", "news": "news-item", "webinar": "event"}
_NAMELESS = frozenset({"", "(none)"})
_FILES = (".yml", ".yaml", ".json", ".md", ".csv")
_SAME = frozenset({"same", "yes", "1", "true"})


@dataclass(frozen=True, slots=True)
class PairEnd:
    """One end of a labelled pair as its row names it."""

    network: str
    kind: str
    id_or_url: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two ends and whether they are one thing."""

    left: PairEnd
    right: PairEnd
    same: bool
    relation: str
    why: str
    difficulty: str


@dataclass(slots=True)
class Tally:
    """How often each outcome met each label. Ratios are None where nothing was counted."""

    joined_same: int = 0
    joined_different: int = 0
    candidate_same: int = 0
    candidate_different: int = 0
    apart_same: int = 0
    apart_different: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the joined that are the same."""
        return _ratio(self.joined_same, self.joined_same + self.joined_different)

    @property
    def recall(self) -> float | None:
        """Share of the same that are joined."""
        return _ratio(self.joined_same, self._same)

    @property
    def reach(self) -> float | None:
        """Share of the same that are joined or candidates."""
        return _ratio(self.joined_same + self.candidate_same, self._same)

    @property
    def _same(self) -> int:
        return self.joined_same + self.candidate_same + self.apart_same

    def count(self, outcome: Outcome, *, same: bool) -> None:
        """Add one pair."""
        name = f"{outcome.value}_{'same' if same else 'different'}"
        setattr(self, name, getattr(self, name) + 1)

    def as_dict(self) -> dict[str, Any]:
        """Counts and ratios, for JSON."""
        counts = {name: getattr(self, name) for name in self.__slots__}
        return counts | {"precision": self.precision, "recall": self.recall, "reach": self.reach}


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its outcome. basis: `records` where both are stored, `row` where an end was built from its columns."""

    pair: LabelledPair
    outcome: Outcome
    basis: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a file of pairs. tallies: by grouping (`all`, `basis`, `kind`, `networks`, `difficulty`) and group."""

    tallies: Mapping[str, Mapping[str, Tally]]
    judged: tuple[Judged, ...]
    unresolvable: tuple[LabelledPair, ...] = field(default=())

    @property
    def total(self) -> Tally:
        """Over all pairs that could be judged."""
        return self.tallies["all"].get("all", Tally())

    @property
    def wrong(self) -> tuple[Judged, ...]:
        """Joined, but different things."""
        return tuple(one for one in self.judged if one.outcome is Outcome.JOINED and not one.pair.same)

    @property
    def missed(self) -> tuple[Judged, ...]:
        """The same thing, but not joined."""
        return tuple(one for one in self.judged if one.outcome is not Outcome.JOINED and one.pair.same)


Resolve = Callable[[str, str, str, str, str], str | None]


def read_pairs(lines: Iterable[str]) -> list[LabelledPair]:
    """The labelled pairs of a CSV file with a header. A missing column raises KeyError with its name."""
    return [_pair(row) for row in csv.DictReader(lines)]


def evaluate(
    pairs: Iterable[LabelledPair],
    resolve: Resolve,
    outcome: Callable[[str, str], Outcome],
    subject_of: Callable[[str], Subject | None],
    context: Context = NOWHERE,
) -> Evaluation:
    """Judge all pairs: stored records by their outcome in the store, other ends as subjects built from their row."""
    judged: list[Judged] = []
    unresolvable: list[LabelledPair] = []
    for pair in pairs:
        one = _judge(pair, resolve, outcome, subject_of, context)
        if one:
            judged.append(one)
        else:
            unresolvable.append(pair)
    return Evaluation(_tallies(judged), tuple(judged), tuple(unresolvable))


def subject_from_pair_row(network: str, kind: str, id_or_url: str, name: str, country: str) -> Subject:
    """A subject from the columns of one end: what a mention in a text would give."""
    sort = kind if kind in KIND_BY_NAME else _KINDS.get(kind, "organisation")
    return Subject(
        id=f"row:{network}:{kind}:{id_or_url}:{name}",
        network=network,
        kind=sort,
        key=id_or_url,
        names=() if name in _NAMELESS else (name,),
        countries=(country,) if country else (),
        identifiers=tuple(_identifiers(network, sort, id_or_url)),
    )


def _identifiers(network: str, kind: str, text: str) -> list[tuple[str, str]]:
    """What an id or URL tells: a number of the register its network is, an account, a repository or a page."""
    if network in SCHEME_BY_NAME:
        tried: tuple[str, ...] = (network,)
    elif "/tooi/id/" in text:
        return [("tooi", text.split("/tooi/id/")[1])]
    elif "." not in text.rsplit("://", 1)[-1].split("/", 1)[0] or text.endswith(_FILES):
        return []
    else:
        tried = {
            "product": ("repository", "homepage"),
            "organisation": ("account", "homepage"),
            "ospo": ("account", "homepage"),
        }.get(kind, ("homepage",))
    url = text if "://" in text or network in SCHEME_BY_NAME else f"https://{text}"
    found = [(scheme, SCHEME_BY_NAME[scheme].normalise(url).value) for scheme in tried]
    return [(scheme, value) for scheme, value in found if value][:1]


def _pair(row: Mapping[str, str]) -> LabelledPair:
    left, right = (
        PairEnd(*(row[f"{side}_{name}"].strip() for name in PairEnd.__slots__)) for side in ("left", "right")
    )
    return LabelledPair(
        left,
        right,
        row["label"].strip() in _SAME,
        row.get("relation", ""),
        row.get("why", ""),
        row.get("difficulty", ""),
    )


def _judge(
    pair: LabelledPair,
    resolve: Resolve,
    outcome: Callable[[str, str], Outcome],
    subject_of: Callable[[str], Subject | None],
    context: Context,
) -> Judged | None:
    ids = [resolve(end.network, end.kind, end.id_or_url, end.name, end.country) for end in (pair.left, pair.right)]
    if ids[0] and ids[1]:
        return Judged(pair, Outcome.JOINED if ids[0] == ids[1] else outcome(ids[0], ids[1]), "records")
    ends = [
        (subject_of(id_) if id_ else None) or _from_row(end)
        for id_, end in zip(ids, (pair.left, pair.right), strict=True)
    ]
    if any(not end.names and not end.identifiers for end in ends):
        return None
    return Judged(pair, weigh(ends[0], ends[1], context).outcome, "row")


def _from_row(end: PairEnd) -> Subject:
    return subject_from_pair_row(end.network, end.kind, end.id_or_url, end.name, end.country)


def _tallies(judged: Iterable[Judged]) -> dict[str, dict[str, Tally]]:
    tallies: defaultdict[str, defaultdict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for one in judged:
        for grouping, group in _groups(one):
            tallies[grouping][group].count(one.outcome, same=one.pair.same)
    return {"all": {}} | {grouping: dict(sorted(groups.items())) for grouping, groups in sorted(tallies.items())}


def _groups(one: Judged) -> list[tuple[str, str]]:
    kinds = sorted({one.pair.left.kind, one.pair.right.kind})
    networks = sorted({one.pair.left.network, one.pair.right.network})
    return [
        ("all", "all"),
        ("basis", one.basis),
        ("kind", " / ".join(kinds)),
        ("networks", " / ".join(networks)),
        ("difficulty", one.pair.difficulty or "unstated"),
    ]


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
