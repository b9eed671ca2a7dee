"""What the dialects and versions of publiccode.yml say differently, brought to one form that mappings can rely on."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from loaders.formats.repositories import identity
from schema.values.folding import fold

IPA_URN = "urn:x-italian-pa:"


def regular(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Values by the keys of the standard, beside them what is gathered across languages and the bodies
    named, with their identifiers.

    Gathered keys: localisedNames, genericName, summary, features, documentation (see `_gathered`); owner, publisher,
    funders, suppliers (label, uri, ipa); upstream (list of {url}).
    """
    values = dict(stated)
    values |= _gathered(values.get("description") or {})
    values |= _release(values)
    values |= _bodies(values)
    values["upstream"] = [
        {"url": link} for link in values.get("isBasedOn") or () if not _same_repository(link, values.get("url"))
    ]
    values["logoUrl"] = _logo(values.get("logo"), values.get("url"))
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def _gathered(description: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    sections = list(description.values())
    return {
        "localisedNames": _distinct(section.get("localisedName") for section in sections),
        "genericName": _first(sections, "genericName"),
        "documentation": _first(sections, "documentation") or _first(sections, "apiDocumentation"),
        "summary": {tag: text for tag, section in description.items() if (text := _summary(section))},
        "features": {
            tag: "\n".join(map(str, section["features"]))
            for tag, section in description.items()
            if section.get("features")
        },
        "freeTags": _distinct(tag for section in sections for tag in section.get("freeTags") or ()),
    }


def _summary(section: Mapping[str, Any]) -> str:
    short, long = str(section.get("shortDescription", "")), str(section.get("longDescription", ""))
    return long if long.startswith(short) else "\n\n".join(part for part in (short, long) if part)


def _first(sections: Iterable[Mapping[str, Any]], name: str) -> Any:
    return next((section[name] for section in sections if section.get(name)), None)


def _distinct(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(value for value in values if value))


def _release(values: Mapping[str, Any]) -> dict[str, Any]:
    latest = values.get("latestRelease") or {}
    return {
        "softwareVersion": values.get("softwareVersion") or latest.get("version"),
        "releaseDate": values.get("releaseDate") or latest.get("date"),
    }


def _bodies(values: Mapping[str, Any]) -> dict[str, Any]:
    legal, maintenance = values.get("legal") or {}, values.get("maintenance") or {}
    publisher = _publisher(values)
    return {
        "publisher": publisher,
        "owner": _owner(legal.get("mainCopyrightOwner"), publisher),
        "funders": [_body(funder.get("name"), funder.get("uri")) for funder in values.get("fundedBy") or ()],
        "suppliers": [
            _body(contractor.get("name"), contractor.get("website"))
            | ({"until": contractor["until"]} if contractor.get("until") else {})
            for contractor in maintenance.get("contractors") or ()
        ],
    }


def _publisher(values: Mapping[str, Any]) -> dict[str, Any] | None:
    organisation = values.get("organisation") or {}
    name = organisation.get("name") or (values.get("legal") or {}).get("repoOwner")
    code = ((values.get("IT") or {}).get("riuso") or {}).get("codiceIPA")
    body = _body(name, organisation.get("uri") or (code and IPA_URN + str(code)))
    if "uri" in body and organisation.get("name"):
        body["key"] = body["uri"]
    return body or None


def _owner(name: Any, publisher: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not name:
        return None
    if publisher and fold(str(publisher.get("label", ""))) == fold(str(name)):
        return dict(publisher)
    return {"label": name}


def _body(name: Any, uri: Any) -> dict[str, Any]:
    address = str(uri or "").strip()
    body = {"label": name, "uri": address}
    if address.lower().startswith(IPA_URN):
        body["ipa"] = address[len(IPA_URN) :]
    elif address.startswith(("http://", "https://", "www.")):
        body["homepage"] = address
    return {key: value for key, value in body.items() if value}


def _same_repository(one: object, other: object) -> bool:
    return one == other or (identity(one) is not None and identity(one) == identity(other))


_RAW_PATHS = {"github.com": "raw/HEAD", "bitbucket.org": "raw/HEAD", "codeberg.org": "raw/HEAD"}


def _logo(logo: object, address: object) -> str | None:
    """The logo's address: as stated, or its path in the repository where the code host is known to serve files."""
    if not isinstance(logo, str) or logo.startswith(("http://", "https://")):
        return logo if isinstance(logo, str) else None
    home = identity(address)
    if home is None or ":" in logo or logo.startswith("/") or ".." in logo:
        return None
    host = urlsplit(home).hostname or ""
    served = _RAW_PATHS.get(host, "-/raw/HEAD" if "gitlab" in host else None)
    return f"{home}/{served}/{logo.removeprefix('./')}" if served else None
