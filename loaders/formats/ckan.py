"""Answers of CKAN's action API: package_search, package_show, package_list and current_package_list_with_resources."""

import re
from typing import Any

from loaders.formats.document_format import DocumentFormat, StatedFields, objects, picked, text
from loaders.formats.repositories import is_repository
from loaders.manifest_model import RecordMapping, ReferenceMapping
from schema.values.licence_lists import licences

_FIELDS = ("name", "title", "notes", "url", "version", "metadata_created", "metadata_modified")
_SITE = re.compile(r"(https?://[^/\s]+(?:/[^?\s]*)?)/api/(?:\d/)?action/")
_SOFTWARE = frozenset({"application", "software", "code", "tool", "showcase"})
_PRODUCT = RecordMapping(
    kind="product",
    url="page",
    fields={
        "name": ["title", "name"],
        "alternate_names": "titles",
        "description": "notes",
        "url": ["url", "page"],
        "repository": "repository",
        "licence": "licence",
        "version": "version",
        "created": "metadata_created",
        "last_activity": "metadata_modified",
        "topics": "topics",
        "software_type": "software_type",
    },
    relations={
        "publishers": ReferenceMapping(
            when="organization", kind="organisation", label="organization.title", key="organization.key"
        )
    },
)
_PUBLISHER = RecordMapping(
    kind="organisation",
    when="organization",
    key="organization.key",
    repeats=True,
    url="organization.page",
    fields={"name": "organization.title", "alternate_names": "organization.titles"},
)


def _shaped(stated: StatedFields, site: str | None) -> dict[str, Any] | None:
    """A package by its id, or a mere name of package_list; none that is deleted or private.

    Authors and maintainers are not read.
    """
    if stated.get("state") == "deleted" or stated.get("private") is True:
        return None
    name = text(stated.get("name")) or text(stated.get("value"))
    tags = [text(tag.get("display_name")) or text(tag.get("name")) for tag in objects(stated.get("tags"))]
    return {
        **picked(stated, _FIELDS),
        **_titles(stated),
        "key": text(stated.get("id")) or name,
        "name": name,
        "page": f"{site}/dataset/{name}" if site and name else None,
        "repository": _repository(stated),
        "licence": _licence(stated),
        "topics": [tag for tag in tags if tag],
        "software_type": None if stated.get("type") in _SOFTWARE else "data",
        "organization": _organisation(stated.get("organization"), site),
    }


def _site(document: Any) -> str | None:
    """The address of the portal, from the help that each answer names."""
    stated = _SITE.match(text(document.get("help")) or "") if isinstance(document, dict) else None
    return stated[1] if stated else None


def _repository(stated: StatedFields) -> str | None:
    """The first link that leads to code: files of data, also those on code hosts, do not."""
    links: list[tuple[Any, str | None]] = [(stated.get("url"), None)]
    links += [(resource.get("url"), text(resource.get("format"))) for resource in objects(stated.get("resources"))]
    return next((link for link, media in links if isinstance(link, str) and is_repository(link, media)), None)


def _titles(stated: StatedFields) -> dict[str, Any]:
    """The title in English or else in the first language, and those in others, of a portal in several languages."""
    if not isinstance(title := stated.get("title"), dict):
        return {}
    read = [text(title[language]) for language in sorted(title, key=lambda language: language != "en")]
    named = list(dict.fromkeys(filter(None, read)))
    return {"title": named[0] if named else None, "titles": named[1:]}


def _licence(stated: StatedFields) -> str | None:
    """The first statement of the licence that says which it is: many ids name none of its versions."""
    parts = [part for name in ("id", "title", "url") if (part := text(stated.get(f"license_{name}")))]
    return next((part for part in parts if licences(part).value), parts[0] if parts else None)


def _organisation(stated: Any, site: str | None) -> dict[str, Any] | None:
    for body in objects(stated):
        titles, name = _titles(body), text(body.get("name"))
        if title := titles.get("title") or text(body.get("title")) or name:
            page = f"{site}/organization/{name}" if site and name else None
            return {**titles, "key": text(body.get("id")) or name or title, "title": title, "page": page}
    return None


FORMAT = DocumentFormat(
    name="ckan",
    description=(
        "Answers of CKAN's API (package_search, package_show, package_list): a data set per package, with its"
        " organisation; authors and maintainers are not read."
    ),
    mapping=(_PRODUCT, _PUBLISHER),
    pointer="(result.results || result.packages || [result][])[]",
    expected="`result` with packages",
    shaped=_shaped,
    about=_site,
)
