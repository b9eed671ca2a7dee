"""publiccode.yml 0.7: a document per product. What no network states is left out, though the standard may
want it; a comment says so.

https://yml.publiccode.tools. Words outside the standard's closed lists are left out, as its validator rejects them.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from hub.exports.described_entities import DescribedRow
from hub.exports.edition import Edition, Medium
from hub.exports.standards.authority_tables import country_authority
from hub.exports.standards.single_documents import (
    SingleDocument,
    comments,
    whole_day,
    without_gaps,
    yaml_documents,
    yaml_of,
)
from hub.exports.tabular import Head, as_stated
from loaders.formats.publiccode.standard import STANDARD
from loaders.formats.publiccode.value_shapes import Section
from loaders.formats.publiccode.words import CATEGORIES, SCOPES

VERSION = "0.7"
_SHORT = 150
"""Characters of a short description."""


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    async for chunk in yaml_documents(edition, _document, lambda made: _missing(made, STANDARD)):
        yield chunk


def publiccode_text(row: DescribedRow, head: Head) -> str:
    """The document of one product, as the medium writes it."""
    document = _document(row)
    return (comments(head, row, _missing(document, STANDARD)) + yaml_of(document)).decode()


def _document(row: DescribedRow) -> SingleDocument:
    values = {
        "publiccodeYmlVersion": VERSION,
        "name": row["name"],
        "applicationSuite": row["application_suite"],
        "url": row["repository"],
        "landingURL": row["url"],
        "isBasedOn": [upstream for end in row["basedOn"] if (upstream := end.get("repository"))],
        "softwareVersion": row["version"],
        "releaseDate": whole_day(as_stated(row, "released")),
        "logo": row["logo_url"],
        "platforms": row["platforms"],
        "categories": [topic for topic in row["topics"] or [] if topic in CATEGORIES],
        "organisation": next(filter(None, map(_publisher, row["publishers"])), None),
        "usedBy": [end["name"] for end in row["users"] if end["name"]],
        "fundedBy": [without_gaps({"name": end["name"], "uri": _uri(end)}) for end in row["funders"] if end["name"]],
        "roadmap": row["roadmap_url"],
        "developmentStatus": row["status"],
        "softwareType": row["software_type"],
        "intendedAudience": _audience(row),
        "description": _description(row),
        "legal": without_gaps({"license": row["licence"], "mainCopyrightOwner": _first_name(row["owners"])}),
        "maintenance": _maintenance(row),
        "localisation": _localisation(row),
        "dependsOn": without_gaps(
            {sort: [{"name": name} for name in row[f"{sort}_dependencies"] or []] for sort in ("open", "proprietary")}
        ),
    }
    return without_gaps(values)


def _uri(end: Mapping[str, Any]) -> str | None:
    """What identifies a body: its web address, or its number in the Italian index."""
    identifiers = end.get("identifiers") or [
        {"scheme": scheme, "value": value} for scheme, value in end.get("stated", ())
    ]
    ipa = next((identifier["value"] for identifier in identifiers if identifier["scheme"] == "ipa"), None)
    homepage = next(
        (f"https://{identifier['value']}" for identifier in identifiers if identifier["scheme"] == "homepage"), None
    )
    return end.get("url") or (f"urn:x-italian-pa:{ipa}" if ipa else homepage)


def _publisher(end: Mapping[str, Any]) -> SingleDocument | None:
    """A body that the standard can name, which it does by URI."""
    return {"uri": _uri(end), "name": end["name"]} if end["name"] and _uri(end) else None


def _first_name(ends: list[Mapping[str, Any]]) -> str | None:
    return next((end["name"] for end in ends if end["name"]), None)


def _audience(row: DescribedRow) -> SingleDocument:
    countries = [
        country for country in row["audience_countries"] or [] if country != "EU" and country_authority(country)
    ]
    return without_gaps({"countries": countries, "scope": [word for word in row["audience"] or [] if word in SCOPES]})


def _description(row: DescribedRow) -> SingleDocument:
    described, features = row["description"] or {}, row["features"] or {}
    sections = {
        language: _texts(described.get(language, ""))
        | without_gaps({"features": [line for line in features.get(language, "").splitlines() if line.strip()]})
        for language in dict.fromkeys((*described, *features))
    }
    if sections and row["documentation_url"]:
        next(iter(sections.values()))["documentation"] = row["documentation_url"]
    return sections


def _texts(text: str) -> SingleDocument:
    """A text as both descriptions; the short one is how the long one begins, as nobody states another."""
    if len(text) <= _SHORT:
        return without_gaps({"shortDescription": text})
    line = text[: _SHORT + 1].partition("\n")[0]
    short = line if len(line) <= _SHORT else line[: line.rfind(" ") if " " in line else _SHORT]
    return {"shortDescription": short.rstrip(), "longDescription": text}


def _maintenance(row: DescribedRow) -> SingleDocument:
    """How it is maintained; a contractor has an end of contract, or the standard cannot name it."""
    contractors = [
        without_gaps({"name": end["name"], "until": whole_day(end["until"]), "website": end.get("url")})
        for end in row["suppliers"]
        if end["name"] and whole_day(end["until"])
    ]
    return without_gaps({"type": row["maintenance"], "contractors": contractors})


def _localisation(row: DescribedRow) -> SingleDocument:
    ready = {} if row["localisation_ready"] is None else {"localisationReady": row["localisation_ready"]}
    return ready | without_gaps({"availableLanguages": row["languages"]})


def _missing(values: Mapping[str, Any], section: Section, path: str = "") -> Iterator[str]:
    """The keys that the standard requires and a document does not have."""
    for name in section.required:
        if name not in values:
            yield f"{path}{name}"
    for name, shape in section.keys.items():
        if isinstance(shape, Section) and isinstance(values.get(name), dict):
            yield from _missing(values[name], shape, f"{path}{name}.")


PUBLICCODE = Medium(
    "publiccode",
    "publiccode.yml",
    "application/yaml",
    "publiccode.yml",
    _written,
    kinds=frozenset({"product"}),
    document="publiccode.yml",
)
