"""Products: software, data sets, standards and content that public bodies publish, share or use."""

from schema.kinds.entity import EntityColumns
from schema.kinds.facts import fact, facts
from schema.values import catalogue as v


class Product(EntityColumns, table=True):
    """A software product or other digital good, in the terms of publiccode.yml where it has them."""

    repository: str | None = fact(v.REPOSITORY, "Source code repository (publiccode.yml url).", identifies="repository")
    repositories: list[str] | None = facts(v.REPOSITORY, "Further repositories.", identifies="repository")
    licence: str | None = fact(
        v.LICENCE, "Licence as an SPDX expression; null where it cannot be determined.", facet=True
    )
    status: str | None = fact(v.DEVELOPMENT_STATUS, "Development status.", facet=True)
    software_type: str | None = fact(v.SOFTWARE_TYPE, "Type of software.", facet=True)
    platforms: list[str] | None = facts(v.LABEL, "Platforms on which it runs.", facet=True)
    version: str | None = fact(v.KEY, "Latest version.")
    released: str | None = fact(v.DATE, "Date of the latest release.", precision="released_precision")
    released_precision: str | None = fact(v.PRECISION, "How exact the date of the latest release is.")
    created: str | None = fact(v.DATE, "When its development began.", precision="created_precision")
    created_precision: str | None = fact(v.PRECISION, "How exact the date is on which its development began.")
    last_activity: str | None = fact(
        v.DATE, "Last known activity in its repository.", precision="last_activity_precision"
    )
    last_activity_precision: str | None = fact(v.PRECISION, "How exact the date of the last activity is.")
    generic_name: str | None = fact(v.LABEL, "Generic term for such a product.", facet=True)
    application_suite: str | None = fact(v.LABEL, "Suite that it is part of.")
    languages: list[str] | None = facts(v.LANGUAGE, "Languages of its user interface.", facet=True)
    programming_languages: list[str] | None = facts(v.LABEL, "Programming languages.", facet=True)
    features: dict[str, str] | None = fact(v.LOCALISED_TEXT, "Main features, a line each, by language.")
    audience: list[str] | None = facts(v.LABEL, "Fields of work it is intended for (publiccode.yml scope).", facet=True)
    audience_countries: list[str] | None = facts(v.COUNTRY, "Countries it is intended for.", facet=True)
    maintenance: str | None = fact(v.MAINTENANCE_TYPE, "How it is maintained.", facet=True)
    documentation_url: str | None = fact(v.URL, "Documentation.")
    roadmap_url: str | None = fact(v.URL, "Roadmap.")
    logo_url: str | None = fact(v.URL, "Logo.")
    localisation_ready: bool | None = fact(v.BOOLEAN, "Whether it is prepared for translation.")
    open_dependencies: list[str] | None = facts(v.LABEL, "Open source software that it depends on, as named.")
    proprietary_dependencies: list[str] | None = facts(v.LABEL, "Proprietary software that it depends on, as named.")
    sustainable_development_goals: list[str] | None = facts(
        v.LABEL, "Sustainable Development Goals that it serves, as numbers.", facet=True
    )
