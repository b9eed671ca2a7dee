"""OSPOmeta (alpha): one YAML mapping from the main URL of each OSPO to what is stated of it, as
FLOSS-PSO and DINUM publish it.

https://github.com/Bluehats/ospometa. `organisation` is our extension, which our loader reads. An OSPO without an
address has no key there.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from hub.exports.described_entities import DescribedRow
from hub.exports.edition import Edition, Medium
from hub.exports.standards.single_documents import SingleDocument, without_gaps, yaml_of
from hub.exports.standards.turtle_writing import heading
from hub.exports.tabular import as_stated
from loaders.formats.ospometa import REGISTERS


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    yield heading(edition.head)
    written, left_out = set[str](), 0
    if edition.descriptions is not None:
        async for row in edition.descriptions.rows():
            if row["url"] and row["url"] not in written:
                yield yaml_of({row["url"]: _entry(row)})
                written.add(row["url"])
            else:
                left_out += 1
    yield b"" if written else b"{}\n"
    if left_out:
        yield f"# Left out, as an address is the key of an entry and they have none of their own: {left_out}\n".encode()


def _entry(row: DescribedRow) -> SingleDocument:
    countries = row["countries"] or []
    values = {
        "name": row["name"],
        "country": countries[0] if len(countries) == 1 else countries,
        "description": row["description"],
        "email": row["email"],
        "floss_policy": row["policy_url"],
        "created": as_stated(row, "founded"),
        "code": row["code_urls"],
        "organisation": [_organisation(end) for end in row["organisations"] if end["name"]],
    }
    return without_gaps(values)


def _organisation(end: Mapping[str, Any]) -> SingleDocument:
    numbers = {
        identifier["scheme"]: identifier["value"]
        for identifier in end.get("identifiers", ())
        if identifier["scheme"] in REGISTERS
    }
    return without_gaps({**{name: end.get(name) for name in ("name", "url", "type", "city")}, **numbers})


OSPOMETA = Medium(
    "ospometa", "yml", "application/yaml", "OSPOmeta", _written, kinds=frozenset({"ospo"}), document="ospometa.yml"
)
