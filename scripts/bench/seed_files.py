"""The federation as seed directories of the hub: one per network, JSON Lines read by the `table` format."""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.bench.federation import Federation, Row

_MAPPED = {"name": "name", "description": {"languages": {"en": "description"}}, "url": "url"}
_PLACED = {"countries": "country", "city": "city"}
_MAPPINGS: dict[str, dict[str, Any]] = {
    "organisation": {**_PLACED, "type": "type", "founded": "founded", "inhabitants": "inhabitants"},
    "ospo": {"founded": "founded"},
    "product": {"licence": "licence", "programming_languages": "language", "repository": "repository", "version": "version", "status": "status"},
    "event": {**_PLACED, "starts_at": "starts_at"},
    "news": {"published": "published"},
}  # fmt: skip
LINKS: dict[str, dict[str, list[tuple[str, str, str | None]]]] = {
    "ospo": {"organisations": [("ospo_organisation", "organisation", None)]},
    "product": {
        "maintainers": [("product_maintainer", "organisation", "role")],
        "users": [("product_user", "organisation", "since")],
    },
    "event": {"organisers": [("event_organiser", "organisation", None)]},
    "news": {"mentions": [("news_organisation", "organisation", None), ("news_product", "product", None)]},
}
"""kind → relation → (link, kind of the other end, what the link's fact is)."""
_KINDS = {"news": "news-item"}


def write_seeds(federation: Federation, folder: Path) -> None:
    """Write one directory per network below `folder`."""
    stated = _by_network(federation)
    for network in federation.networks:
        directory = folder / str(network["slug"])
        directory.mkdir(parents=True, exist_ok=True)
        kinds = [kind for kind in federation.rows if stated[network["id"], kind]]
        (directory / "network.yaml").write_text(json.dumps(_manifest(network, kinds), indent=1), encoding="utf-8")
        for kind in kinds:
            lines = (json.dumps(row) + "\n" for row in stated[network["id"], kind])
            (directory / f"{kind}.jsonl").write_text("".join(lines), encoding="utf-8")


def _manifest(network: Row, kinds: Sequence[str]) -> Row:
    return {
        "network": network["slug"],
        "title": network["title"],
        "homepage": network["homepage"],
        "publisher": {"name": network["title"]},
        "licence": "CC0-1.0",
        "attribution": network["title"],
        "sources": [_source(kind) for kind in kinds],
    }


def _source(kind: str) -> Row:
    relations = {
        relation: [
            {"each": link, "kind": other, "key": "key", "identifiers": {"wikidata": "wikidata"}}
            | ({fact: fact} if fact else {})
            for link, other, fact in links
        ]
        for relation, links in LINKS.get(kind, {}).items()
    }
    source = {
        "name": kind,
        "path": f"{kind}.jsonl",
        "format": "table",
        "kind": _KINDS.get(kind, kind),
        "key": "wikidata",
    }
    return source | {
        "mapping": _MAPPED | _MAPPINGS[kind],
        "identifiers": {"wikidata": "wikidata"},
        "relations": relations,
    }


def _by_network(federation: Federation) -> dict[tuple[int, str], list[Row]]:
    """(network, kind) → what it states: its own things, and each organisation that it lists."""
    listed = _lists(federation)
    stated = defaultdict(list)
    for row in federation.rows["organisation"]:
        for network in listed[row["id"]]:
            stated[network, "organisation"].append(row)
    for kind, relations in LINKS.items():
        ends = {link: _ends(federation, link) for links in relations.values() for link, _, _ in links}
        for row in federation.rows[kind]:
            network = row["network"]
            related = {
                link: [_reference(federation, listed, network, other, end, fact) for end in ends[link][row["id"]]]
                for links in relations.values()
                for link, other, fact in links
            }
            stated[network, kind].append(row | related)
    return stated


def _lists(federation: Federation) -> dict[int, list[int]]:
    listed = defaultdict(list)
    for organisation, network, _ in federation.links["membership"]:
        listed[organisation].append(network)
    return listed


def _ends(federation: Federation, link: str) -> dict[int, list[tuple[int, str]]]:
    ends = defaultdict(list)
    for left, right, fact in federation.links[link]:
        ends[left].append((right, fact))
    return ends


def _reference(
    federation: Federation,
    listed: dict[int, list[int]],
    network: int,
    other: str,
    end: tuple[int, str],
    fact: str | None,
) -> Row:
    """By the network's own key where it lists the thing itself, else by its identifier."""
    row = federation.rows[other][end[0] - 1]
    own = network in listed[end[0]] if other == "organisation" else row["network"] == network
    return {"key" if own else "wikidata": row["wikidata"]} | ({fact: end[1]} if fact else {})
