"""The value types that kinds declare their fields with."""

from functools import partial

from schema.values import vocabularies as words
from schema.values.accounts import account, repository_url
from schema.values.contacts import role_email
from schema.values.countries import country
from schema.values.dates import date, moment
from schema.values.languages import language
from schema.values.licence_lists import licences
from schema.values.outcome import ValueType
from schema.values.plain import boolean, integer, key, label, recurrence, text, vocabulary
from schema.values.texts import localised_text
from schema.values.urls import url


def _words(name: str, values: tuple[str, ...], description: str) -> ValueType:
    return ValueType(name, partial(vocabulary, values), "text", "String", description, values)


TEXT = ValueType(
    "Text", text, "text", "String", "Free text of any length, NFC, without markup where the source allows."
)
LABEL = ValueType("Label", label, "text", "String", "One line of text: a name, a topic, a city.")
KEY = ValueType("Key", key, "text", "String", "A key or version: text even where a format would read a number.")
LOCALISED_TEXT = ValueType(
    "LocalisedText",
    localised_text,
    "json",
    "LocalisedText",
    "Text by BCP 47 language; `und` where the language is not stated.",
)
INTEGER = ValueType("Integer", integer, "integer", "Int", "A whole number.")
BOOLEAN = ValueType("Boolean", boolean, "boolean", "Boolean", "True or false.")
URL = ValueType("Url", url, "text", "URL", "A canonical http(s) address.")
REPOSITORY = ValueType(
    "Repository", repository_url, "text", "URL", "The canonical https address of a source repository."
)
ACCOUNT = ValueType("Account", account, "text", "String", "A code host account as host/owner in lower case.")
EMAIL = ValueType(
    "RoleEmail", role_email, "text", "String", "The email address of a role; addresses of people are left out."
)
COUNTRY = ValueType(
    "Country",
    country,
    "text",
    "CountryCode",
    "ISO 3166-1 alpha-2; also EU for the European Union and INT for international organisations.",
)
LANGUAGE = ValueType("Language", language, "text", "LanguageTag", "A BCP 47 language tag.")
LICENCE = ValueType("Licence", licences, "text", "SpdxExpression", "An SPDX licence expression.")
DATE = ValueType("Date", date, "text", "Date", "A date in ISO 8601, as precise as stated: 2026, 2026-05 or 2026-05-31.")
MOMENT = ValueType("Moment", moment, "text", "DateTime", "A time in UTC, or a date as precise as stated.")
RECURRENCE = ValueType("Recurrence", recurrence, "text", "String", "A recurrence rule of RFC 5545.")
PRECISION = _words("DatePrecision", words.DATE_PRECISIONS, "How much of a date is known.")
ORGANISATION_TYPE = _words(
    "OrganisationType", words.ORGANISATION_TYPES, "Level of government or legal form of an organisation."
)
OSPO_ARCHETYPE = _words("OspoArchetype", words.OSPO_ARCHETYPES, "Whom an OSPO serves.")
ACTIVITY_STATUS = _words("ActivityStatus", words.ACTIVITY_STATUSES, "Whether something is active.")
DEVELOPMENT_STATUS = _words(
    "DevelopmentStatus", words.DEVELOPMENT_STATUSES, "How far development has come (publiccode.yml developmentStatus)."
)
MAINTENANCE_TYPE = _words(
    "MaintenanceType",
    words.MAINTENANCE_TYPES,
    "Who maintains a product, and on what terms (publiccode.yml maintenance.type).",
)
SOFTWARE_TYPE = _words(
    "SoftwareType", words.SOFTWARE_TYPES, "What sort of software a product is (publiccode.yml softwareType)."
)
EVENT_MODE = _words("EventMode", words.EVENT_MODES, "Whether an event takes place on site, online or both.")
EVENT_TYPE = _words("EventType", words.EVENT_TYPES, "Type of event.")
EVENT_STATUS = _words(
    "EventStatus", words.EVENT_STATUSES, "Whether an event is planned, certain or cancelled (RFC 5545 STATUS)."
)
NEWS_TYPE = _words("NewsType", words.NEWS_TYPES, "Type of publication.")

VALUE_TYPES: dict[str, ValueType] = {v.name: v for v in list(globals().values()) if isinstance(v, ValueType)}
