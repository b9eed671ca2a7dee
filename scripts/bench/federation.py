"""A made-up federation of eight networks: the same entities, statements and words on every machine, at any size.

Names are unique and rows stand in the order of their names, so that "ordered by name" (the hub) and "ordered by id"
(the peers) are the same order.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain
from random import Random
from typing import Any

Row = dict[str, Any]

SIZES = {"s": 2_000, "m": 50_000, "l": 300_000}
"""Entities of each size, about."""
NETWORKS = 8
SHORTEST_WORD = 5
"""Letters of a word that is searched for at least."""
_FIRST_FOUNDATION, _FOUNDATION_STEP = 7, 20
"""Each twentieth organisation is a foundation; those maintain most products."""
KINDS = ("organisation", "ospo", "product", "event", "news")
COUNTRIES = ("DE", "FR", "US", "GB", "NL", "IT", "ES", "SE", "CH", "AT", "BE", "DK", "FI", "NO", "PL", "PT", "CZ", "IE", "IN", "JP", "BR", "CA", "AU", "KR", "EE", "LT", "LV", "GR", "HU", "RO")  # fmt: skip
LICENCES = ("Apache-2.0", "MIT", "GPL-3.0-only", "EUPL-1.2", "BSD-3-Clause", "AGPL-3.0-only", "MPL-2.0", "LGPL-3.0-only", "CC0-1.0", "ISC", "EPL-2.0", "Unlicense")  # fmt: skip
LANGUAGES = ("Python", "JavaScript", "TypeScript", "Java", "Go", "Rust", "C", "C++", "PHP", "Ruby", "Kotlin", "Shell")
STATUSES = ("stable", "stable", "stable", "development", "beta", "obsolete")
_SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "xa", "den", "for", "gra", "hol", "jin", "kra", "lum", "mor", "nel", "por", "qui", "ster", "tan", "ver", "wol", "zen")  # fmt: skip
_SHORT_SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnpqrstvz" for vowel in "aeiou"]


@dataclass(frozen=True, slots=True)
class Federation:
    """Rows by kind, in the order of their names and numbered from 1, and links by name: (left id, right id, fact)."""

    networks: list[Row]
    rows: dict[str, list[Row]]
    links: dict[str, list[tuple[int, int, str]]]

    @property
    def entities(self) -> int:
        """How many entities the hub must make of it."""
        return sum(map(len, self.rows.values()))

    def words(self, least: float, most: float) -> list[str]:
        """Words that stand in this share of all texts and begin no other word, so that a
        prefix search finds no more.
        """
        texts = (
            f"{row['name']} {row['description']}".lower().split() for row in chain.from_iterable(self.rows.values())
        )
        counts = Counter(word for text in texts for word in set(text))
        known = sorted(counts)
        alone = [word for word, after in zip(known, [*known[1:], ""], strict=True) if not after.startswith(word)]
        return [word for word in alone if len(word) >= SHORTEST_WORD and least <= counts[word] / self.entities <= most]


def federation(entities: int) -> Federation:
    """A federation of about so many entities."""
    maker = _Maker(entities)
    number = maker.organisations
    rows = {
        "organisation": maker.rows("organisation", number, maker.organisation),
        "ospo": maker.rows("ospo", number // 20, maker.ospo),
        "product": maker.rows("product", number // 4, maker.product),
        "event": maker.rows("event", number // 10, maker.event),
        "news": maker.rows("news", number // 2, maker.news),
    }
    networks = [
        {"id": one, "slug": f"net-{one}", "title": f"Network {one}", "homepage": f"https://net{one}.example.org"}
        for one in range(1, NETWORKS + 1)
    ]
    links = {
        "membership": list(maker.memberships()),
        "ospo_organisation": list(maker.links("ospo", (1, 1), chance=0.0)),
        "product_maintainer": list(maker.links("product", (1, 3), chance=0.7, facts=("lead", "maintainer", "sponsor"))),
        "product_user": list(maker.links("product", (0, 10), chance=0.0, facts=tuple(map(str, range(2010, 2026))))),
        "event_organiser": list(maker.links("event", (1, 3), chance=0.5)),
        "news_organisation": list(maker.links("news", (0, 4), chance=0.3)),
        "news_product": list(maker.links("news", (0, 2), chance=0.0, others=number // 4)),
    }
    return Federation(networks, rows, links)


def organisations(number: int) -> list[Row]:
    """So many organisations alone, as of a federation of their size."""
    maker = _Maker(2 * number)
    return maker.rows("organisation", number, maker.organisation)


class _Maker:
    """Draws everything from one seeded source, in a fixed order."""

    def __init__(self, entities: int) -> None:
        self._random = Random(entities)  # noqa: S311 - the same data every time
        self.organisations = int(entities / 1.9)
        self._words = list(dict.fromkeys(self._word() for _ in range(6_000)))[:3_000]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def _word(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 4)))

    def _text(self, least: int, most: int) -> str:
        return " ".join(
            self._random.choices(self._words, cum_weights=self._weights, k=self._random.randint(least, most))
        )

    def _early(self, choices: tuple[str, ...]) -> str:
        """One of them, the first ones more often."""
        return self._random.choices(choices, [1 / (rank + 2) for rank in range(len(choices))])[0]

    def _date(self) -> str:
        draw = self._random.randint
        return f"20{draw(15, 25)}-{draw(1, 12):02d}-{draw(1, 28):02d}"

    def rows(self, kind: str, number: int, columns: Any) -> list[Row]:
        """Rows of a kind: what each has, then what its kind has."""
        place = KINDS.index(kind)
        names = sorted(f"{self._text(2, 2)} {_code(at * len(KINDS) + place)}".capitalize() for at in range(number))
        return [
            {
                "id": at,
                "slug": f"{kind}-{at:07d}",
                "wikidata": f"Q{place + 1}{at:07d}",
                "name": name,
                "description": self._text(12, 40),
                "url": f"https://{kind}{at}.example.org",
                **columns(at),
            }
            for at, name in enumerate(names, 1)
        ]

    def organisation(self, at: int) -> Row:
        """What an organisation has; each twentieth is a foundation, and those are maintainers of much."""
        kinds = ("company", "agency", "university", "community")
        return {
            "country": self._early(COUNTRIES),
            "city": f"Ex{self._random.choice(self._words)}",
            "type": "foundation" if at % _FOUNDATION_STEP == _FIRST_FOUNDATION else self._early(kinds),
            "founded": f"{self._random.randint(1900, 2024)}-06-01",
            "inhabitants": self._random.randint(1, 50_000),
        }

    def ospo(self, _: int) -> Row:
        """What an OSPO has."""
        return {"founded": f"{self._random.randint(2012, 2025)}-06-01", "network": self._network()}

    def product(self, at: int) -> Row:
        """What a product has."""
        return {
            "licence": self._early(LICENCES),
            "language": self._random.choice(LANGUAGES),
            "repository": f"https://git.example.org/made-up/product-{at}",
            "version": f"{self._random.randint(0, 20)}.{self._random.randint(0, 9)}",
            "status": self._random.choice(STATUSES),
            "network": self._network(),
        }

    def event(self, _: int) -> Row:
        """What an event has."""
        return {
            "country": self._early(COUNTRIES),
            "city": f"Ex{self._random.choice(self._words)}",
            "starts_at": f"{self._date()}T{self._random.randint(8, 18):02d}:00:00Z",
            "network": self._network(),
        }

    def news(self, _: int) -> Row:
        """What a news item has."""
        return {"published": self._date(), "network": self._network()}

    def _network(self) -> int:
        return self._random.randint(1, NETWORKS)

    def memberships(self) -> Iterator[tuple[int, int, str]]:
        """In which networks each organisation is listed: one to four, two on average."""
        for one in range(1, self.organisations + 1):
            number = self._random.choices((1, 2, 3, 4), (35, 40, 18, 7))[0]
            yield from ((one, network, "") for network in sorted(self._random.sample(range(1, NETWORKS + 1), number)))

    def links(
        self, kind: str, bounds: tuple[int, int], *, chance: float, facts: tuple[str, ...] = ("",), others: int = 0
    ) -> Iterator[tuple[int, int, str]]:
        """Links of a kind's rows to others (organisations unless said), so many of each;
        `chance` to draw a foundation.
        """
        share = {"ospo": 20, "product": 4, "event": 10, "news": 2}[kind]
        for one in range(1, self.organisations // share + 1):
            drawn = {self._end(others, chance) for _ in range(self._random.randint(*bounds))}
            yield from ((one, other, self._random.choice(facts)) for other in sorted(drawn))

    def _end(self, others: int, chance: float) -> int:
        if self._random.random() < chance:
            return self._random.randrange(_FIRST_FOUNDATION, self.organisations, _FOUNDATION_STEP)
        return self._random.randint(1, others or self.organisations)


def _code(number: int) -> str:
    """A word of its own for each number, so that no two names are alike."""
    word = "y"
    for _ in range(4):
        number, rest = divmod(number, len(_SHORT_SYLLABLES))
        word += _SHORT_SYLLABLES[rest]
    return word
