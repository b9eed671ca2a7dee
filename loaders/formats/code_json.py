"""code.json of code.gov, metadata schema 1 and 2: an agency's inventory of code."""

from typing import Any

from loaders.formats.document_format import DocumentFormat, StatedFields, objects, picked, text
from loaders.manifest_model import Expression, RecordMapping, ReferenceMapping
from schema.values.folding import fold

_FIELDS = ("name", "description", "version", "status", "tags", "languages", "homepageURL", "repositoryURL", "date")
_STATUSES = {
    "ideation": "concept",
    "development": "development",
    "alpha": "development",
    "beta": "beta",
    "release candidate": "beta",
    "production": "stable",
    "archival": "obsolete",
}
_PRODUCT = RecordMapping(
    kind="product",
    fields={
        "name": "name",
        "description": "description",
        "url": "homepageURL",
        "repository": "repositoryURL",
        "licence": "licenses",
        "version": "version",
        "status": Expression(path="status", lookup=_STATUSES),
        "topics": "tags",
        "programming_languages": "languages",
        "created": "date.created",
        "last_activity": "date.lastModified",
    },
    relations={"publishers": ReferenceMapping(when="publisher", kind="organisation", label="publisher")},
)


def _shaped(stated: StatedFields, agency: str | None) -> dict[str, Any] | None:
    """A release that is open source; what is exempt or for government alone is none. Contacts are not read."""
    permissions = next(iter(objects(stated.get("permissions"))), {})
    usage = text(permissions.get("usageType")) or ("openSource" if stated.get("openSourceProject", 1) else "closed")
    if usage.lower() != "opensource":
        return None
    values = picked(stated, _FIELDS) | {"licenses": permissions.get("licenses") or stated.get("license")}
    if status := text(values.get("status")):
        values["status"] = status.lower()
    values["publisher"] = text(stated.get("organization")) or agency
    parts = dict.fromkeys(filter(None, (agency, values["publisher"], text(stated.get("name")))))
    values["key"] = "/".join("-".join(fold(part).split()) for part in parts) if text(stated.get("name")) else None
    return values


def _agency(document: Any) -> str | None:
    return text(document.get("agency")) if isinstance(document, dict) else None


FORMAT = DocumentFormat(
    name="code-json",
    description=(
        "code.json of code.gov (metadata schema 1 and 2): a product per release whose usage type is openSource;"
        " contacts are not read."
    ),
    mapping=(_PRODUCT,),
    pointer="(releases || projects)[]",
    expected="`releases`, the list of an agency's code",
    shaped=_shaped,
    about=_agency,
)
