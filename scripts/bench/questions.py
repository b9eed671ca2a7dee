"""The questions of the benchmark: their documents in each dialect, their variables, and what
makes two answers equal.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from scripts.bench.federation import KINDS, Federation, Row

QUESTIONS = {
    "Q1": "one organisation by id",
    "Q2": "a page of 50 of a country, and the total",
    "Q3": "three levels: 20 foundations, their products, maintainers and news",
    "Q4": "full text over all kinds: 20 hits and the total",
    "Q5": "20 organisations in the most networks, with networks and products",
    "Q6": "1,000 products with ten fields",
    "Q7": "counts of products by licence and network",
    "Q8": "two hops around an organisation",
    "Q9": "a shortest path of at most six steps",
    "Q10": "100 neighbours within two steps",
    "Q11": "a record page: all fields, provenance, relations",
    "Q12": "100 things of all kinds by id",
    "Q13": "25 organisations with all their relations",
    "Q14": "products by licence and network",
    "Q15": "introspection",
    "Q16": "the same request again",
}
PEERS_ASKED = ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8")
"""What the peers answer too."""
RANKED_BY_EACH = ("Q4",)
"""Questions whose hits each server orders by a ranking function of its own: the total and the
number of hits are compared.
"""
DIALECTS = ("hub", "plain", "postgraphile")
_FOLDER = Path(__file__).parent / "documents"
_OWN = {"id", "slug", "updatedAt"}
"""What each server makes up itself. Names are unique in the federation, so they tell things apart."""
_ENUMS = {"type", "status"}
"""Fields that the hub answers with the name of an enum, FOUNDATION, and the peers with the word, foundation."""
_WRAPPERS = {"nodes", "value", "network", "organisation", "product", "event", "news"}


def document(dialect: str, question: str) -> str | None:
    """The document of a question, on one line; None if it is not asked in this dialect."""
    path = _FOLDER / dialect / f"{question}.graphql"
    return " ".join(path.read_text(encoding="utf-8").split()) if path.exists() else None


def variables(federation: Federation) -> dict[str, list[Row]]:
    """What each question is asked with, in turn. `skip` rows lie before the page, `after` is the last of them;
    an id is a row's number.
    """
    draw = Random(1)  # noqa: S311 - the same variables every time
    organisations = federation.rows["organisation"]
    foundations = [row["id"] for row in organisations if row["type"] == "foundation"]
    by_country = {row["country"]: [] for row in organisations}  # type: dict[str, list[int]]
    for row in organisations:
        by_country[row["country"]].append(row["id"])
    largest = sorted(by_country, key=lambda country: -len(by_country[country]))[:8]
    words = federation.words(0.004, 0.02)
    draw.shuffle(words)
    asked = {question: [{}] for question in QUESTIONS}  # type: dict[str, list[Row]]
    return asked | {
        "Q1": [{"id": row["id"]} for row in draw.choices(organisations, k=200)],
        "Q2": [{"country": country, **page} for country in largest for page in _pages(by_country[country], 50, 3)],
        "Q3": list(_pages(foundations, 20, 20)),
        "Q4": [{"query": word} for word in words[:40]],
        "Q5": [{"minimum": number} for number in (2, 3, 4)],
        "Q6": list(_pages([row["id"] for row in federation.rows["product"]], 1_000, 10)),
        "Q8": [{"id": one} for one in draw.sample(foundations, min(50, len(foundations)))],
        "Q9": [{"id": row["id"], "to": draw.choice(organisations)["id"]} for row in draw.choices(organisations, k=50)],
        "Q10": [{"id": one} for one in draw.choices(foundations, k=50)],
        "Q11": [{"id": row["id"]} for row in draw.choices(organisations, k=50)],
        "Q12": [{"ids": [_any(federation, draw) for _ in range(100)]} for _ in range(3)],
        "Q13": list(_pages([row["id"] for row in organisations], 25, 20)),
    }


def _pages(ids: Sequence[int], size: int, most: int) -> Iterator[Row]:
    """The pages of a list of ids: all full ones, at most so many, and always the first."""
    for skip in range(0, min(max(len(ids) - size, 0) + 1, most * size), size):
        yield {"skip": skip, "after": ids[skip - 1] if skip else 0}


def _any(federation: Federation, draw: Random) -> str:
    kind = draw.choice(KINDS)
    return f"{kind}/{draw.choice(federation.rows[kind])['id']}"


def canonical(question: str, answer: Row) -> Any:
    """What must be equal: values, their nesting and their order, whatever wraps them in a dialect."""
    if question in RANKED_BY_EACH:
        page = answer.get("search", answer)
        return {"totalCount": page["totalCount"], "hits": len(page["nodes"])}
    if question == "Q7":
        return _facets(answer)
    return _unwrapped(answer)


def _facets(answer: Row) -> dict[str, Row]:
    facets = answer["products"]["facets"] if "products" in answer else answer.get("productFacets", answer)
    if isinstance(facets, list):
        facets = {facet["field"]: facet["buckets"] for facet in facets}
    return {field: {bucket["value"]: bucket["count"] for bucket in buckets} for field, buckets in facets.items()}


def _unwrapped(value: Any) -> Any:
    """Without wrapping objects, without what each server makes up; a list of one word is that word."""
    if isinstance(value, list):
        return value[0] if len(value) == 1 and isinstance(value[0], str) else [_unwrapped(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {
        name: str(inner).lower().replace("_", "-") if name in _ENUMS else _unwrapped(inner)
        for name, inner in value.items()
        if name not in _OWN
    }
    return next(iter(kept.values())) if len(kept) == 1 and kept.keys() <= _WRAPPERS else kept


def body(dialect: str, question: str, given: Row) -> bytes:
    """The request body of a question."""
    return json.dumps(
        {"query": document(dialect, question), "operationName": _name(question), "variables": given}
    ).encode()


def _name(question: str) -> str:
    return "IntrospectionQuery" if question == "Q15" else question.partition(".")[0]
