"""What a record page says to machines that read pages: schema.org as JSON-LD, in the terms of its
types for the hub's kinds.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

RecordFields = Mapping[str, Any]
_PUBLIC = frozenset({"SUPRANATIONAL", "NATIONAL", "REGIONAL", "LOCAL", "AGENCY"})
_MODES = {"ON_SITE": "Offline", "ONLINE": "Online", "HYBRID": "Mixed"}
_STATUSES = {"CONFIRMED": "EventScheduled", "TENTATIVE": "EventScheduled", "CANCELLED": "EventCancelled"}


def schema_org(record: RecordFields, page: str) -> dict[str, Any]:
    """A record as schema.org has it (https://schema.org).

    page: the address of its page; what is not stated is left out.
    """
    described = record["description"]
    document = {
        "@context": "https://schema.org",
        "@id": record["uri"],
        "name": record["name"],
        "alternateName": record["alternateNames"],
        "description": described["value"] if described else None,
        "url": record["url"] or page,
        "mainEntityOfPage": page,
        "sameAs": [identifier["uri"] for identifier in record["identifiers"] if identifier["uri"]],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": identifier["scheme"], "value": identifier["value"]}
            for identifier in record["identifiers"]
        ],
        "keywords": record["topics"],
        **_OF_KIND.get(record["kind"], _thing)(record),
    }
    return {name: value for name, value in document.items() if value not in (None, [], "")}


def _thing(_: RecordFields) -> dict[str, Any]:
    return {"@type": "Thing"}


def _organisation(record: RecordFields) -> dict[str, Any]:
    is_public = _value(record, "type").upper().replace("-", "_") in _PUBLIC
    return {
        "@type": "GovernmentOrganization" if is_public else "Organization",
        "foundingDate": _value(record, "founded"),
        "address": _value(record, "address"),
        "memberOf": _ends(record, "memberships"),
        "parentOrganization": _ends(record, "parents"),
    }


def _ospo(record: RecordFields) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "foundingDate": _value(record, "founded"),
        "parentOrganization": _ends(record, "organisations"),
    }


def _product(record: RecordFields) -> dict[str, Any]:
    return {
        "@type": "SoftwareSourceCode",
        "codeRepository": _value(record, "repository"),
        "license": _value(record, "licence"),
        "version": _value(record, "version"),
        "dateModified": _value(record, "lastActivity"),
        "publisher": _ends(record, "publishers"),
        "maintainer": _ends(record, "maintainers"),
        "funder": _ends(record, "funders"),
    }


def _event(record: RecordFields) -> dict[str, Any]:
    mode, status = (_value(record, name).upper().replace("-", "_") for name in ("mode", "status"))
    place = {
        "@type": "Place",
        "name": _value(record, "place") or _value(record, "city"),
        "address": _value(record, "city"),
    }
    return {
        "@type": "Event",
        "startDate": _value(record, "startsAt"),
        "endDate": _value(record, "endsAt"),
        "eventAttendanceMode": f"https://schema.org/{_MODES[mode]}EventAttendanceMode" if mode in _MODES else None,
        "eventStatus": f"https://schema.org/{_STATUSES[status]}" if status in _STATUSES else None,
        "location": place if place["name"] else None,
        "organizer": _ends(record, "organisers"),
    }


def _news_item(record: RecordFields) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "headline": record["name"],
        "datePublished": _value(record, "published"),
        "publisher": _ends(record, "publishers"),
        "mentions": _ends(record, "mentions"),
    }


def _value(record: RecordFields, field: str) -> str:
    """The value that the record shows of a field with one value; "" where there is none."""
    shown: Iterable[str] = (part["value"] for part in record["provenance"] if part["field"] == field and part["won"])
    return next(iter(shown), "")


def _ends(record: RecordFields, field: str) -> list[dict[str, str]]:
    return [
        {"@type": "Thing", "@id": edge["node"]["uri"], "name": edge["node"]["name"]} for edge in record[field]["edges"]
    ]


_OF_KIND: dict[str, Callable[[RecordFields], dict[str, Any]]] = {
    "ORGANISATION": _organisation,
    "OSPO": _ospo,
    "PRODUCT": _product,
    "EVENT": _event,
    "NEWS_ITEM": _news_item,
}
