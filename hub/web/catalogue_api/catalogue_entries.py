"""Entries of the catalogue API, made of what the graph answers: software with its
publiccode.yml, publishers, catalogues.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hub.exports.described_entities import DescribedRow
from hub.exports.standards.publiccode_medium import publiccode_text
from hub.exports.standards.single_documents import yaml_of
from hub.exports.tabular import Head
from hub.web.catalogue_api.catalogue_requests import network_uuid, uuid_of
from loaders.mapping.raw import CUT

_LONGEST_ADDRESS, _LONGEST_NAME, _LONGEST_DOCUMENT = 255, 255, 99_999
_MOST_ADDRESSES = 255
CatalogueEntry = dict[str, Any]


def software(product: Mapping[str, Any], row: DescribedRow, head: Head) -> CatalogueEntry:
    """A software. product: what the graph says; row, head: the same product described, for a
    publiccode.yml that nobody publishes.
    """
    aliases = _fitting(product["repositories"] or [])
    return {
        "id": uuid_of(product["id"]),
        "url": product["repository"],
        **({"aliases": aliases} if aliases else {}),
        "publiccodeYml": published(product) or publiccode_text(row, head),
        "active": True,
        "createdAt": product["createdAt"],
        "updatedAt": product["updatedAt"],
    }


def published(product: Mapping[str, Any]) -> str | None:
    """The publiccode.yml that a network publishes, as it was read.

    None where none does, or it was too long to be kept whole.
    """
    for record in product["records"]:
        raw = record["raw"]
        if isinstance(raw, dict) and "publiccodeYmlVersion" in raw and CUT not in raw.values():
            line = f"# As {record['network']['slug']} publishes it in {record['path']}, without what names people.\n"
            text = line + yaml_of(raw).decode()
            return text if len(text) <= _LONGEST_DOCUMENT else None
    return None


def publisher(organisation: Mapping[str, Any]) -> CatalogueEntry:
    """A publisher: an organisation with accounts on code hosts. Its alternativeId is its readable id."""
    stamps = {"createdAt": organisation["createdAt"], "updatedAt": organisation["updatedAt"]}
    accounts = _fitting(f"https://{account}" for account in organisation["codeAccounts"])
    return {
        "id": uuid_of(organisation["id"]),
        "alternativeId": organisation["slug"],
        "description": organisation["name"][:_LONGEST_NAME],
        **({"email": organisation["email"]} if organisation["email"] else {}),
        "codeHosting": [{"url": account, "group": True, **stamps} for account in accounts],
        "active": organisation["status"] != "ENDED",
        **stamps,
    }


def catalogue(network: Mapping[str, Any], first: str, last: str) -> CatalogueEntry:
    """A catalogue: a network. first, last: when it was first and last loaded."""
    return {
        "id": network_uuid(network["slug"]),
        "alternativeId": network["slug"],
        "name": network["title"][:_LONGEST_NAME],
        "active": True,
        "sources": [{"url": network["url"] or network["publisherUrl"]}],
        "createdAt": first,
        "updatedAt": last,
    }


def _fitting(addresses: Any) -> list[str]:
    fitting: Iterator[str] = (address for address in addresses if len(address) <= _LONGEST_ADDRESS)
    return list(fitting)[:_MOST_ADDRESSES]
