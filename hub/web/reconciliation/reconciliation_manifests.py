"""What the reconciliation service says of itself, in the words of 0.2 and of 1.0-draft, and the types and
properties that it knows.
"""

from typing import Any

from hub.review.described_things import PROPERTIES
from hub.web.reconciliation.reconciliation_batches import MOST_QUERIES
from schema.kinds import KIND_BY_NAME, NAMED_KINDS

PATH = "/reconcile"
DRAFT_PATH = "/reconcile/v1"
WIDTH, HEIGHT = 430, 300
"""Pixels of a preview."""
TYPES = [
    {
        "id": name,
        "name": KIND_BY_NAME[name].graphql if name != "ospo" else "OSPO",
        "description": KIND_BY_NAME[name].description.splitlines()[0],
    }
    for name in NAMED_KINDS
]
"""The types, which are kinds."""
PROPERTY_ENTRIES = [
    {"id": name, "name": name.capitalize(), "description": description} for name, description in PROPERTIES.items()
]
"""The properties by which a query may say more than a name."""


def manifest(address: str, version: str) -> dict[str, Any]:
    """The manifest of 0.2. address: of the hub; version: of its software."""
    service = f"{address}{PATH}"
    suggest = {
        what: {"service_url": service, "service_path": f"/suggest/{what}"} for what in ("entity", "property", "type")
    }
    return {
        **_of_both(address, version),
        "versions": ["0.2"],
        "identifierSpace": f"{address}/entity/",
        "schemaSpace": f"{address}/entity/terms",
        "view": {"url": f"{address}/entity/{{{{id}}}}"},
        "suggest": suggest,
        "preview": {"url": f"{address}/embed/entity/{{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/extend/propose"},
            "property_settings": [],
        },
    }


def draft_manifest(address: str, version: str) -> dict[str, Any]:
    """The manifest of 1.0-draft, whose addresses follow from that of the endpoint."""
    return {
        **_of_both(address, version),
        "versions": ["1.0-draft"],
        "view": {"url": f"{address}/entity/{{id}}"},
        "suggest": {"entity": True, "property": True, "type": True},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "standardizedScore": True,
    }


def _of_both(address: str, version: str) -> dict[str, Any]:
    return {
        "name": "Hub of public-sector open source",
        "documentation": f"{address}/docs/integrations",
        "serviceVersion": version,
        "logo": f"{address}/static/icon.svg",
        "defaultTypes": [{"id": entry["id"], "name": entry["name"]} for entry in TYPES],
        "batchSize": MOST_QUERIES,
    }
