"""CITATION.cff 1.x: the product that a citation file is about."""

from typing import Any

from loaders.documents import parse_yaml
from loaders.formats.document_format import DocumentFormat, StatedFields, objects, picked, text
from loaders.formats.repositories import identity
from loaders.manifest_model import RecordMapping, ReferenceMapping

_FIELDS = ("title", "abstract", "type", "version", "date-released", "repository-code", "repository", "url", "keywords")
_OF_A_PERSON = ("given-names", "family-names", "name-particle", "name-suffix", "affiliation", "orcid")
_OF_A_BODY = ("website", "address", "city", "country", "location", "date-start")
_PRODUCT = RecordMapping(
    kind="product",
    fields={
        "name": "title",
        "description": "abstract",
        "url": "url",
        "repository": ['"repository-code"', "repository"],
        "licence": "license",
        "version": "version",
        "released": '"date-released"',
        "topics": "keywords",
        "software_type": "software_type",
    },
    relations={
        "publishers": ReferenceMapping(
            each="authors", kind="organisation", label="name", identifiers={"homepage": "website"}, country="country"
        )
    },
)


def _shaped(stated: StatedFields, _: None) -> dict[str, Any]:
    """What is cited. Several licences are alternatives by the standard.

    Authors are read where they are bodies beyond doubt.
    """
    values = picked(stated, _FIELDS)
    licences = stated.get("license")
    values["license"] = " OR ".join(map(str, licences)) if isinstance(licences, list) else licences
    values["software_type"] = "data" if values.get("type") == "dataset" else None
    values["authors"] = [
        picked(author, ("name", "website", "country"))
        for author in objects(stated.get("authors"))
        if text(author.get("name")) and any(map(author.get, _OF_A_BODY)) and not any(map(author.get, _OF_A_PERSON))
    ]
    addresses = (values.get(name) for name in ("repository-code", "repository", "url"))
    values["key"] = next(filter(None, map(identity, addresses)), None) or text(values.get("title"))
    return values


FORMAT = DocumentFormat(
    name="cff",
    description=(
        "CITATION.cff (Citation File Format 1.0 to 1.2): one product per file. Authors are read where they are"
        " organisations with a site or place, never people."
    ),
    mapping=(_PRODUCT,),
    pointer="[@][] | [?@]",
    expected="title of software",
    shaped=_shaped,
    parse=parse_yaml,
)
