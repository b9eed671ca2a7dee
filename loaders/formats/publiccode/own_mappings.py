"""How a publiccode.yml becomes a product, the organisation that publishes it, and its relations."""

from loaders.manifest_model import RecordMapping, ReferenceMapping

_BODY = {"homepage": "homepage", "ipa": "ipa"}

PRODUCT = RecordMapping(
    kind="product",
    fields={
        "name": "name",
        "alternate_names": "localisedNames",
        "description": "summary",
        "url": "landingURL",
        "topics": "[categories, freeTags][]",
        "repository": "url",
        "licence": "legal.license",
        "status": "developmentStatus",
        "software_type": "softwareType",
        "platforms": "platforms",
        "version": "softwareVersion",
        "released": "releaseDate",
        "created": "creationDate",
        "generic_name": "genericName",
        "application_suite": "applicationSuite",
        "languages": "localisation.availableLanguages",
        "features": "features",
        "audience": "intendedAudience.scope",
        "audience_countries": "intendedAudience.countries",
        "maintenance": "maintenance.type",
        "documentation_url": "documentation",
        "roadmap_url": "roadmap",
        "logo_url": "logoUrl",
        "localisation_ready": "localisation.localisationReady",
        "open_dependencies": "dependsOn.open[].name",
        "proprietary_dependencies": "dependsOn.proprietary[].name",
    },
    relations={
        "owners": ReferenceMapping(
            when="owner",
            kind="organisation",
            label="owner.label",
            key="owner.key",
            identifiers={name: f"owner.{name}" for name in _BODY},
        ),
        "publishers": ReferenceMapping(
            when="publisher",
            kind="organisation",
            label="publisher.label",
            key="publisher.key",
            identifiers={name: f"publisher.{name}" for name in _BODY},
        ),
        "users": ReferenceMapping(each="usedBy", kind="organisation", label="@"),
        "funders": ReferenceMapping(each="funders", kind="organisation", label="label", identifiers=_BODY),
        "suppliers": ReferenceMapping(each="suppliers", label="label", identifiers=_BODY, until="until"),
        "basedOn": ReferenceMapping(each="upstream", label="url", identifiers={"repository": "url"}),
        "dependencies": ReferenceMapping(each="dependsOn.open", label="name"),
    },
)
PUBLISHER = RecordMapping(
    kind="organisation",
    when="publisher.key",
    key="publisher.key",
    repeats=True,
    fields={"name": "publisher.label", "url": "publisher.homepage"},
    identifiers={"ipa": "publisher.ipa"},
)
