"""codemeta.json, versions 1 to 3: one file, one product, in the words of schema.org."""

from typing import Any

from loaders.formats.document_format import DocumentFormat, StatedFields, objects, picked, text
from loaders.formats.repositories import identity
from loaders.manifest_model import Expression, RecordMapping, ReferenceMapping

_FIELDS = (
    "name",
    "alternateName",
    "description",
    "codeRepository",
    "license",
    "url",
    "version",
    "softwareVersion",
    "datePublished",
    "dateCreated",
    "dateModified",
    "developmentStatus",
    "programmingLanguage",
    "keywords",
    "operatingSystem",
    "softwareHelp",
)
_LISTS = ("alternateName", "keywords", "operatingSystem", "programmingLanguage")
_ROLES = ("author", "copyrightHolder", "funder", "maintainer", "producer", "publisher", "sponsor")
_BODIES = frozenset(
    {"Organization", "GovernmentOrganization", "Corporation", "NGO", "CollegeOrUniversity", "ResearchOrganization"}
)
_REPOSTATUS = {
    "concept": "concept",
    "wip": "development",
    "suspended": "development",
    "active": "stable",
    "inactive": "stable",
    "abandoned": "obsolete",
    "unsupported": "obsolete",
    "moved": "obsolete",
}  # https://www.repostatus.org


def _bodies(*roles: str) -> list[ReferenceMapping]:
    return [
        ReferenceMapping(
            each=role, kind="organisation", label="name", identifiers={"homepage": "homepage", "ror": "ror"}
        )
        for role in roles
    ]


_PRODUCT = RecordMapping(
    kind="product",
    fields={
        "name": "name",
        "alternate_names": "alternateName",
        "description": "description",
        "url": "url",
        "repository": "codeRepository",
        "licence": "license",
        "version": ["softwareVersion", "version"],
        "released": "datePublished",
        "created": "dateCreated",
        "last_activity": "dateModified",
        "status": Expression(path="developmentStatus", regex="([A-Za-z]+)/?$", lookup=_REPOSTATUS),
        "programming_languages": "programmingLanguage",
        "topics": "keywords",
        "platforms": "operatingSystem",
        "documentation_url": "softwareHelp",
    },
    relations={
        "owners": _bodies("copyrightHolder"),
        "publishers": _bodies("publisher", "producer", "author"),
        "maintainers": _bodies("maintainer"),
        "funders": _bodies("funder", "sponsor"),
    },
)


def _shaped(stated: StatedFields, _: None) -> dict[str, Any]:
    """The plain values of JSON-LD by the words of schema.org; of people and bodies only what says that it is a body."""
    bare = {name.removeprefix("schema:").removeprefix("codemeta:"): value for name, value in stated.items()}
    values = {name: _plain(value) for name, value in picked(bare, _FIELDS).items()}
    values |= {name: _parts(values[name]) for name in _LISTS if name in values}
    if isinstance(values.get("developmentStatus"), str):
        values["developmentStatus"] = values["developmentStatus"].lower()
    values |= {role: bodies for role in _ROLES if (bodies := _named_bodies(bare.get(role)))}
    key = identity(values.get("codeRepository")) or identity(values.get("url")) or text(values.get("name"))
    return values | {"key": key}


def _plain(value: Any) -> Any:
    """A value without the wrapping of JSON-LD."""
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return next((value[name] for name in ("@value", "name", "url", "@id") if value.get(name) is not None), None)
    return value


def _parts(value: Any) -> list[Any]:
    """A list; a text is one of parts between commas."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _named_bodies(value: Any) -> list[dict[str, Any]]:
    return [
        {"name": _plain(body["name"]), "homepage": _plain(body.get("url")), "ror": _ror(body)}
        for body in objects(value)
        if body.get("name") and _BODIES & _types(body)
    ]


def _types(body: StatedFields) -> set[str]:
    stated = body.get("@type", body.get("type"))
    return {
        str(part).rpartition(":")[2].rpartition("/")[2] for part in (stated if isinstance(stated, list) else [stated])
    }


def _ror(body: StatedFields) -> str | None:
    ids = (body.get("@id"), body.get("id"), body.get("identifier"))
    return next((one for one in ids if isinstance(one, str) and "ror.org/" in one), None)


FORMAT = DocumentFormat(
    name="codemeta",
    description=(
        "codemeta.json (CodeMeta 1 to 3): one product per file. Of authors and others only organisations are read,"
        " never people."
    ),
    mapping=(_PRODUCT,),
    pointer="[@][] | [?@]",
    expected="description of software",
    shaped=_shaped,
)
