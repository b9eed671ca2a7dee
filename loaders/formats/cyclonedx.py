"""CycloneDX bills of materials in JSON and XML: the software described, and the components it is made of."""

from typing import Any

from loaders.documents import Document, parse_json
from loaders.formats.cyclonedx_xml import parse_bill
from loaders.formats.document_format import DocumentFormat, StatedFields, objects, picked, text
from loaders.manifest_model import RecordMapping, ReferenceMapping

_TYPES = {
    "application": "standalone/other",
    "framework": "library",
    "library": "library",
    "platform": "standalone/backend",
    "operating-system": "standalone/other",
    "data": "data",
    "container": "standalone/backend",
}
"""Types of components that are products, in the words of publiccode.yml; files, devices, firmware and keys are none."""
_PRODUCT = RecordMapping(
    kind="product",
    repeats=True,
    fields={
        "name": "name",
        "description": "description",
        "url": "website",
        "documentation_url": "documentation",
        "repository": "vcs",
        "licence": "licences",
        "version": "version",
        "software_type": "software_type",
    },
    relations={
        "publishers": ReferenceMapping(
            when="supplier", kind="organisation", label="supplier.name", identifiers={"homepage": "supplier.url"}
        ),
        "dependencies": ReferenceMapping(each="dependencies", key="key", label="name"),
    },
)


def _shaped(stated: StatedFields, dependencies: dict[str, list[dict[str, Any]]]) -> dict[str, Any] | None:
    """A component that is software or data, by its package URL without version; authors are not read."""
    software_type = _TYPES.get(str(stated.get("type", "library")))
    if software_type is None:
        return None
    return {
        **picked(stated, ("description", "version")),
        "key": _key(stated),
        "name": text(stated.get("name")),
        "software_type": software_type,
        "licences": [choice.get("license", choice.get("expression")) for choice in objects(stated.get("licenses"))],
        "supplier": _supplier(stated.get("supplier")),
        "dependencies": dependencies.get(str(stated.get("bom-ref")), []),
        **_links(stated),
    }


def _key(stated: StatedFields) -> str | None:
    """The package URL without version, qualifiers and subpath; else group and name."""
    if purl := text(stated.get("purl")):
        package = purl.partition("?")[0].partition("#")[0]
        unversioned, at, version = package.rpartition("@")
        return unversioned if at and "/" not in version else package
    return "/".join(filter(None, (text(stated.get("group")), text(stated.get("name"))))) or None


def _links(stated: StatedFields) -> dict[str, str]:
    links = {str(link.get("type")): text(link.get("url")) for link in objects(stated.get("externalReferences"))}
    return {name: link for name in ("vcs", "website", "documentation") if (link := links.get(name))}


def _supplier(stated: Any) -> dict[str, Any] | None:
    """An organisational entity of the standard: its name and first address, not its contacts."""
    for body in objects(stated):
        if name := text(body.get("name")):
            addresses = body.get("url")
            return {"name": name, "url": next(iter(addresses), None) if isinstance(addresses, list) else addresses}
    return None


def _dependencies(document: Any) -> dict[str, list[dict[str, Any]]]:
    """What each component, by its reference, depends on directly, as the graph of the document has it."""
    if not isinstance(document, dict):
        return {}
    main = objects(document.get("metadata"))[:1]
    components = [
        *(part for meta in main for part in objects(meta.get("component"))),
        *objects(document.get("components")),
    ]
    named = {
        text(part.get("bom-ref")): {"key": _key(part), "name": text(part.get("name"))}
        for part in components
        if str(part.get("type", "library")) in _TYPES
    }
    return {
        str(node.get("ref")): [named[ref] for ref in _texts(node.get("dependsOn")) if ref in named]
        for node in objects(document.get("dependencies"))
    }


def _texts(value: Any) -> list[str]:
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def _parsed(text: str) -> Document:
    return parse_bill(text) if text.lstrip("\ufeff \t\r\n").startswith("<") else parse_json(text)


FORMAT = DocumentFormat(
    name="cyclonedx",
    description=(
        "CycloneDX 1.x in JSON or XML: the software described and its components as products, with their direct"
        " dependencies; authors and contacts are not read."
    ),
    mapping=(_PRODUCT,),
    pointer="[[metadata.component], components][] | [?@]",
    expected="`components`",
    shaped=_shaped,
    about=_dependencies,
    parse=_parsed,
)
