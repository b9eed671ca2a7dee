from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import (
    ActivityStatus,
    CountryGroup,
    DatePrecision,
    DevelopmentStatus,
    EventMode,
    EventStatus,
    EventType,
    KindName,
    MaintenanceType,
    NewsType,
    OrganisationType,
    OspoArchetype,
    SoftwareType,
)


class ActivityStatusFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[ActivityStatus] = None
    "The value equals this; null: there is no value."
    ne: Optional[ActivityStatus] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[ActivityStatus]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[ActivityStatus]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class AssessmentFilter(BaseModel):
    """Conditions on one assessment, all of which must hold."""

    scheme: str
    "The scheme: os2-level, os2-stage, sill, awesome-codegouvfr, dpg-standard, swiss-oss-list, opencode-badge."
    value: Optional[str] = None
    "What was found, such as a level."


class BooleanFilter(BaseModel):
    """Conditions on a truth value, all of which must hold."""

    eq: Optional[bool] = None
    "The value equals this; null: there is no value."
    ne: Optional[bool] = None
    "The value differs from this, or there is none; null: there is a value."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class CountryCodeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[str] = None
    "The value equals this; null: there is no value."
    ne: Optional[str] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[str] = None
    "The value is less than this."
    lte: Optional[str] = None
    "The value is this or less."
    gt: Optional[str] = None
    "The value is greater than this."
    gte: Optional[str] = None
    "The value is this or greater."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[str]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    group: Optional[CountryGroup] = None
    "The value is a member of this group of countries."
    on: Optional[str] = None
    "The day whose membership `group` means; today by default."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class DateFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[str] = None
    "The value equals this; null: there is no value."
    ne: Optional[str] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[str] = None
    "The value is less than this."
    lte: Optional[str] = None
    "The value is this or less."
    gt: Optional[str] = None
    "The value is greater than this."
    gte: Optional[str] = None
    "The value is this or greater."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[str]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class DatePrecisionFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[DatePrecision] = None
    "The value equals this; null: there is no value."
    ne: Optional[DatePrecision] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[DatePrecision]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[DatePrecision]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class DateTimeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[str] = None
    "The value equals this; null: there is no value."
    ne: Optional[str] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[str] = None
    "The value is less than this."
    lte: Optional[str] = None
    "The value is this or less."
    gt: Optional[str] = None
    "The value is greater than this."
    gte: Optional[str] = None
    "The value is this or greater."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[str]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class DevelopmentStatusFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[DevelopmentStatus] = None
    "The value equals this; null: there is no value."
    ne: Optional[DevelopmentStatus] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[DevelopmentStatus]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[DevelopmentStatus]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class EntityBy(BaseModel):
    """How to find one entity: give exactly one of these."""

    id: Optional[str] = None
    "The id of the entity, or of any of its records."
    slug: Optional[str] = None
    "The readable id, unique within the kind; with the kind before it, such as organisations/aarhus-kommune, unique."
    url: Optional[str] = None
    "The address of its website, repository or account on a code host."
    identifier: Optional["IdentifierFilter"] = None
    "An identifier that another register or site assigns."


class EntityRelationFilter(BaseModel):
    """Conditions on related entities, all of which must hold."""

    some: Optional["EntityWhere"] = None
    "At least one related entity meets these conditions."
    none: Optional["EntityWhere"] = None
    "No related entity meets these conditions."
    every: Optional["EntityWhere"] = None
    "All related entities meet these conditions; true if there are none."
    count: Optional["IntFilter"] = None
    "Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation."
    country_count: Optional["IntFilter"] = Field(alias="countryCount", default=None)
    "Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation."
    roles: Optional[list[str]] = None
    "Only relations with one of these roles, however spelled: `Founder` finds `founder`."
    edge: Optional["RelationWhere"] = None
    "Consider only relations that meet these conditions."


class EntityWhere(BaseModel):
    """Conditions on an entity of any kind, all of which must hold."""

    kind: Optional["KindFilter"] = None
    "Conditions on the kind."
    id: Optional["StringFilter"] = None
    "Opaque id."
    slug: Optional["StringFilter"] = None
    "Readable id, unique within the kind."
    networks: Optional["StringFilter"] = None
    "Networks that state it, by slug."
    network_count: Optional["IntFilter"] = Field(alias="networkCount", default=None)
    "Number of networks that state it."
    conflict_count: Optional["IntFilter"] = Field(alias="conflictCount", default=None)
    "Number of fields on which its records disagree."
    created_at: Optional["DateTimeFilter"] = Field(alias="createdAt", default=None)
    "When it appeared in the hub."
    updated_at: Optional["DateTimeFilter"] = Field(alias="updatedAt", default=None)
    "When it last changed in the hub."
    name: Optional["StringFilter"] = None
    "Name; for events and news, the title."
    alternate_names: Optional["StringFilter"] = Field(
        alias="alternateNames", default=None
    )
    "Other names: translations, acronyms, former and localised names."
    url: Optional["URLFilter"] = None
    "Its own website or page."
    countries: Optional["CountryCodeFilter"] = None
    "Countries that it belongs to or is about."
    topics: Optional["StringFilter"] = None
    "Subjects, categories and tags."
    identifiers: Optional["IdentifierFilter"] = None
    "It has this identifier."
    search: Optional[str] = None
    "It is found by these words, as the argument `search` of a list finds it."
    on_organisation: Optional["OrganisationWhere"] = Field(
        alias="onOrganisation", default=None
    )
    "It is of type Organisation, and these conditions hold."
    on_ospo: Optional["OspoWhere"] = Field(alias="onOspo", default=None)
    "It is of type Ospo, and these conditions hold."
    on_product: Optional["ProductWhere"] = Field(alias="onProduct", default=None)
    "It is of type Product, and these conditions hold."
    on_event: Optional["EventWhere"] = Field(alias="onEvent", default=None)
    "It is of type Event, and these conditions hold."
    on_news_item: Optional["NewsItemWhere"] = Field(alias="onNewsItem", default=None)
    "It is of type NewsItem, and these conditions hold."
    and_: Optional[list["EntityWhere"]] = Field(alias="and", default=None)
    "All of these conditions hold."
    or_: Optional[list["EntityWhere"]] = Field(alias="or", default=None)
    "At least one of these conditions holds."
    not_: Optional["EntityWhere"] = Field(alias="not", default=None)
    "These conditions do not all hold."


class EventModeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[EventMode] = None
    "The value equals this; null: there is no value."
    ne: Optional[EventMode] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[EventMode]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[EventMode]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class EventRelationFilter(BaseModel):
    """Conditions on related entities, all of which must hold."""

    some: Optional["EventWhere"] = None
    "At least one related entity meets these conditions."
    none: Optional["EventWhere"] = None
    "No related entity meets these conditions."
    every: Optional["EventWhere"] = None
    "All related entities meet these conditions; true if there are none."
    count: Optional["IntFilter"] = None
    "Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation."
    country_count: Optional["IntFilter"] = Field(alias="countryCount", default=None)
    "Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation."
    roles: Optional[list[str]] = None
    "Only relations with one of these roles, however spelled: `Founder` finds `founder`."
    edge: Optional["RelationWhere"] = None
    "Consider only relations that meet these conditions."


class EventStatusFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[EventStatus] = None
    "The value equals this; null: there is no value."
    ne: Optional[EventStatus] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[EventStatus]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[EventStatus]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class EventTypeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[EventType] = None
    "The value equals this; null: there is no value."
    ne: Optional[EventType] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[EventType]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[EventType]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class EventWhere(BaseModel):
    """Conditions on entities of type Event, all of which must hold."""

    id: Optional["StringFilter"] = None
    "Opaque id."
    slug: Optional["StringFilter"] = None
    "Readable id, unique within the kind."
    networks: Optional["StringFilter"] = None
    "Networks that state it, by slug."
    network_count: Optional["IntFilter"] = Field(alias="networkCount", default=None)
    "Number of networks that state it."
    conflict_count: Optional["IntFilter"] = Field(alias="conflictCount", default=None)
    "Number of fields on which its records disagree."
    created_at: Optional["DateTimeFilter"] = Field(alias="createdAt", default=None)
    "When it appeared in the hub."
    updated_at: Optional["DateTimeFilter"] = Field(alias="updatedAt", default=None)
    "When it last changed in the hub."
    name: Optional["StringFilter"] = None
    "Name; for events and news, the title."
    alternate_names: Optional["StringFilter"] = Field(
        alias="alternateNames", default=None
    )
    "Other names: translations, acronyms, former and localised names."
    url: Optional["URLFilter"] = None
    "Its own website or page."
    countries: Optional["CountryCodeFilter"] = None
    "Countries that it belongs to or is about."
    topics: Optional["StringFilter"] = None
    "Subjects, categories and tags."
    type_: Optional["EventTypeFilter"] = Field(alias="type", default=None)
    "Type of event."
    starts_at: Optional["DateTimeFilter"] = Field(alias="startsAt", default=None)
    "Start, in UTC; midnight of the first day where only a date is known."
    starts_at_precision: Optional["DatePrecisionFilter"] = Field(
        alias="startsAtPrecision", default=None
    )
    "How exact the start is; null: to the minute; floating: a clock time without a known time zone, given as if it were UTC."
    ends_at: Optional["DateTimeFilter"] = Field(alias="endsAt", default=None)
    "End, in UTC."
    ends_at_precision: Optional["DatePrecisionFilter"] = Field(
        alias="endsAtPrecision", default=None
    )
    "How exact the end is; null: to the minute; floating: a clock time without a known time zone, given as if it were UTC."
    all_day: Optional["BooleanFilter"] = Field(alias="allDay", default=None)
    "Whether it lasts whole days."
    time_zone: Optional["StringFilter"] = Field(alias="timeZone", default=None)
    "IANA time zone in which its times are stated."
    recurrence: Optional["StringFilter"] = None
    "Recurrence rules as stated (RFC 5545 RRULE, RDATE, EXDATE lines)."
    place: Optional["StringFilter"] = None
    "Venue, as stated."
    city: Optional["StringFilter"] = None
    "City or town."
    mode: Optional["EventModeFilter"] = None
    "Whether it takes place on site, online or both."
    status: Optional["EventStatusFilter"] = None
    "Whether it is confirmed."
    languages: Optional["LanguageTagFilter"] = None
    "Languages in which it is held."
    register_url: Optional["URLFilter"] = Field(alias="registerUrl", default=None)
    "Registration page."
    recording_url: Optional["URLFilter"] = Field(alias="recordingUrl", default=None)
    "Recording or slides."
    series: Optional["StringFilter"] = None
    "Series that it is part of."
    mentions: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `mentions` lists."
    organisers: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `organisers` lists."
    speakers: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `speakers` lists."
    mentioned_in: Optional["EntityRelationFilter"] = Field(
        alias="mentionedIn", default=None
    )
    "Conditions on the entities that `mentionedIn` lists."
    and_: Optional[list["EventWhere"]] = Field(alias="and", default=None)
    "All of these conditions hold."
    or_: Optional[list["EventWhere"]] = Field(alias="or", default=None)
    "At least one of these conditions holds."
    not_: Optional["EventWhere"] = Field(alias="not", default=None)
    "These conditions do not all hold."
    identifiers: Optional["IdentifierFilter"] = None
    "It has this identifier."
    assessments: Optional["AssessmentFilter"] = None
    "A network assessed it by this scheme and, with `value`, found this."
    occurs: Optional["Period"] = None
    "One of its dates lies in this period, at least in part; recurrence rules are expanded."


class FloatFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[float] = None
    "The value equals this; null: there is no value."
    ne: Optional[float] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[float] = None
    "The value is less than this."
    lte: Optional[float] = None
    "The value is this or less."
    gt: Optional[float] = None
    "The value is greater than this."
    gte: Optional[float] = None
    "The value is this or greater."
    in_: Optional[list[float]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[float]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class IdentifierFilter(BaseModel):
    """An identifier that another register or site assigns."""

    scheme: str
    "The scheme, such as wikidata, cvr, homepage, repository or account."
    value: str
    "The value; common spellings are brought into the scheme's normal form."


class IntFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[int] = None
    "The value equals this; null: there is no value."
    ne: Optional[int] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[int] = None
    "The value is less than this."
    lte: Optional[int] = None
    "The value is this or less."
    gt: Optional[int] = None
    "The value is greater than this."
    gte: Optional[int] = None
    "The value is this or greater."
    in_: Optional[list[int]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[int]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class KindFilter(BaseModel):
    """Conditions on a kind."""

    in_: Optional[list[KindName]] = Field(alias="in", default=None)
    "The kind is one of these."


class LanguageTagFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[str] = None
    "The value equals this; null: there is no value."
    ne: Optional[str] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[str] = None
    "The value is less than this."
    lte: Optional[str] = None
    "The value is this or less."
    gt: Optional[str] = None
    "The value is greater than this."
    gte: Optional[str] = None
    "The value is this or greater."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[str]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class MaintenanceTypeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[MaintenanceType] = None
    "The value equals this; null: there is no value."
    ne: Optional[MaintenanceType] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[MaintenanceType]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[MaintenanceType]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class NewsItemWhere(BaseModel):
    """Conditions on entities of type NewsItem, all of which must hold."""

    id: Optional["StringFilter"] = None
    "Opaque id."
    slug: Optional["StringFilter"] = None
    "Readable id, unique within the kind."
    networks: Optional["StringFilter"] = None
    "Networks that state it, by slug."
    network_count: Optional["IntFilter"] = Field(alias="networkCount", default=None)
    "Number of networks that state it."
    conflict_count: Optional["IntFilter"] = Field(alias="conflictCount", default=None)
    "Number of fields on which its records disagree."
    created_at: Optional["DateTimeFilter"] = Field(alias="createdAt", default=None)
    "When it appeared in the hub."
    updated_at: Optional["DateTimeFilter"] = Field(alias="updatedAt", default=None)
    "When it last changed in the hub."
    name: Optional["StringFilter"] = None
    "Name; for events and news, the title."
    alternate_names: Optional["StringFilter"] = Field(
        alias="alternateNames", default=None
    )
    "Other names: translations, acronyms, former and localised names."
    url: Optional["URLFilter"] = None
    "Its own website or page."
    countries: Optional["CountryCodeFilter"] = None
    "Countries that it belongs to or is about."
    topics: Optional["StringFilter"] = None
    "Subjects, categories and tags."
    type_: Optional["NewsTypeFilter"] = Field(alias="type", default=None)
    "Type of publication."
    published: Optional["DateFilter"] = None
    "Date of publication."
    published_precision: Optional["DatePrecisionFilter"] = Field(
        alias="publishedPrecision", default=None
    )
    "How exact the date of publication is."
    languages: Optional["LanguageTagFilter"] = None
    "Languages in which it is written."
    collection: Optional["StringFilter"] = None
    "Collection or series in which it appeared."
    image_url: Optional["URLFilter"] = Field(alias="imageUrl", default=None)
    "Image that illustrates it."
    mentions: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `mentions` lists."
    publishers: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `publishers` lists."
    mentioned_in: Optional["EntityRelationFilter"] = Field(
        alias="mentionedIn", default=None
    )
    "Conditions on the entities that `mentionedIn` lists."
    and_: Optional[list["NewsItemWhere"]] = Field(alias="and", default=None)
    "All of these conditions hold."
    or_: Optional[list["NewsItemWhere"]] = Field(alias="or", default=None)
    "At least one of these conditions holds."
    not_: Optional["NewsItemWhere"] = Field(alias="not", default=None)
    "These conditions do not all hold."
    identifiers: Optional["IdentifierFilter"] = None
    "It has this identifier."
    assessments: Optional["AssessmentFilter"] = None
    "A network assessed it by this scheme and, with `value`, found this."


class NewsTypeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[NewsType] = None
    "The value equals this; null: there is no value."
    ne: Optional[NewsType] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[NewsType]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[NewsType]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class OrganisationRelationFilter(BaseModel):
    """Conditions on related entities, all of which must hold."""

    some: Optional["OrganisationWhere"] = None
    "At least one related entity meets these conditions."
    none: Optional["OrganisationWhere"] = None
    "No related entity meets these conditions."
    every: Optional["OrganisationWhere"] = None
    "All related entities meet these conditions; true if there are none."
    count: Optional["IntFilter"] = None
    "Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation."
    country_count: Optional["IntFilter"] = Field(alias="countryCount", default=None)
    "Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation."
    roles: Optional[list[str]] = None
    "Only relations with one of these roles, however spelled: `Founder` finds `founder`."
    edge: Optional["RelationWhere"] = None
    "Consider only relations that meet these conditions."


class OrganisationTypeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[OrganisationType] = None
    "The value equals this; null: there is no value."
    ne: Optional[OrganisationType] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[OrganisationType]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[OrganisationType]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class OrganisationWhere(BaseModel):
    """Conditions on entities of type Organisation, all of which must hold."""

    id: Optional["StringFilter"] = None
    "Opaque id."
    slug: Optional["StringFilter"] = None
    "Readable id, unique within the kind."
    networks: Optional["StringFilter"] = None
    "Networks that state it, by slug."
    network_count: Optional["IntFilter"] = Field(alias="networkCount", default=None)
    "Number of networks that state it."
    conflict_count: Optional["IntFilter"] = Field(alias="conflictCount", default=None)
    "Number of fields on which its records disagree."
    created_at: Optional["DateTimeFilter"] = Field(alias="createdAt", default=None)
    "When it appeared in the hub."
    updated_at: Optional["DateTimeFilter"] = Field(alias="updatedAt", default=None)
    "When it last changed in the hub."
    name: Optional["StringFilter"] = None
    "Name; for events and news, the title."
    alternate_names: Optional["StringFilter"] = Field(
        alias="alternateNames", default=None
    )
    "Other names: translations, acronyms, former and localised names."
    url: Optional["URLFilter"] = None
    "Its own website or page."
    countries: Optional["CountryCodeFilter"] = None
    "Countries that it belongs to or is about."
    topics: Optional["StringFilter"] = None
    "Subjects, categories and tags."
    type_: Optional["OrganisationTypeFilter"] = Field(alias="type", default=None)
    "Level of government or legal form."
    acronym: Optional["StringFilter"] = None
    "Acronym by which it is known."
    address: Optional["StringFilter"] = None
    "Postal address of its seat, without names of people."
    city: Optional["StringFilter"] = None
    "City or town of its seat."
    region: Optional["StringFilter"] = None
    "State, province, canton or region."
    founded: Optional["DateFilter"] = None
    "When it was founded."
    founded_precision: Optional["DatePrecisionFilter"] = Field(
        alias="foundedPrecision", default=None
    )
    "How exact the date of its founding is."
    dissolved: Optional["DateFilter"] = None
    "When it was dissolved."
    dissolved_precision: Optional["DatePrecisionFilter"] = Field(
        alias="dissolvedPrecision", default=None
    )
    "How exact the date of its dissolution is."
    status: Optional["ActivityStatusFilter"] = None
    "Whether it is active."
    email: Optional["StringFilter"] = None
    "Contact address of a role, never of a person."
    logo_url: Optional["URLFilter"] = Field(alias="logoUrl", default=None)
    "Logo."
    code_accounts: Optional["StringFilter"] = Field(alias="codeAccounts", default=None)
    "Accounts on code hosts."
    inhabitants: Optional["IntFilter"] = None
    "Number of inhabitants, for territorial authorities."
    memberships: Optional["OrganisationRelationFilter"] = None
    "Conditions on the entities that `memberships` lists."
    parents: Optional["OrganisationRelationFilter"] = None
    "Conditions on the entities that `parents` lists."
    host_organisations: Optional["OrganisationRelationFilter"] = Field(
        alias="hostOrganisations", default=None
    )
    "Conditions on the entities that `hostOrganisations` lists."
    owned_products: Optional["ProductRelationFilter"] = Field(
        alias="ownedProducts", default=None
    )
    "Conditions on the entities that `ownedProducts` lists."
    publications: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `publications` lists."
    maintained_products: Optional["ProductRelationFilter"] = Field(
        alias="maintainedProducts", default=None
    )
    "Conditions on the entities that `maintainedProducts` lists."
    used_products: Optional["ProductRelationFilter"] = Field(
        alias="usedProducts", default=None
    )
    "Conditions on the entities that `usedProducts` lists."
    funded_products: Optional["ProductRelationFilter"] = Field(
        alias="fundedProducts", default=None
    )
    "Conditions on the entities that `fundedProducts` lists."
    supplied_products: Optional["ProductRelationFilter"] = Field(
        alias="suppliedProducts", default=None
    )
    "Conditions on the entities that `suppliedProducts` lists."
    organised_events: Optional["EventRelationFilter"] = Field(
        alias="organisedEvents", default=None
    )
    "Conditions on the entities that `organisedEvents` lists."
    speaking_engagements: Optional["EventRelationFilter"] = Field(
        alias="speakingEngagements", default=None
    )
    "Conditions on the entities that `speakingEngagements` lists."
    predecessors: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `predecessors` lists."
    members: Optional["OrganisationRelationFilter"] = None
    "Conditions on the entities that `members` lists."
    units: Optional["OrganisationRelationFilter"] = None
    "Conditions on the entities that `units` lists."
    hosted_organisations: Optional["OrganisationRelationFilter"] = Field(
        alias="hostedOrganisations", default=None
    )
    "Conditions on the entities that `hostedOrganisations` lists."
    ospos: Optional["OspoRelationFilter"] = None
    "Conditions on the entities that `ospos` lists."
    mentioned_in: Optional["EntityRelationFilter"] = Field(
        alias="mentionedIn", default=None
    )
    "Conditions on the entities that `mentionedIn` lists."
    successors: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `successors` lists."
    and_: Optional[list["OrganisationWhere"]] = Field(alias="and", default=None)
    "All of these conditions hold."
    or_: Optional[list["OrganisationWhere"]] = Field(alias="or", default=None)
    "At least one of these conditions holds."
    not_: Optional["OrganisationWhere"] = Field(alias="not", default=None)
    "These conditions do not all hold."
    identifiers: Optional["IdentifierFilter"] = None
    "It has this identifier."
    assessments: Optional["AssessmentFilter"] = None
    "A network assessed it by this scheme and, with `value`, found this."


class OspoArchetypeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[OspoArchetype] = None
    "The value equals this; null: there is no value."
    ne: Optional[OspoArchetype] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[OspoArchetype]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[OspoArchetype]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class OspoRelationFilter(BaseModel):
    """Conditions on related entities, all of which must hold."""

    some: Optional["OspoWhere"] = None
    "At least one related entity meets these conditions."
    none: Optional["OspoWhere"] = None
    "No related entity meets these conditions."
    every: Optional["OspoWhere"] = None
    "All related entities meet these conditions; true if there are none."
    count: Optional["IntFilter"] = None
    "Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation."
    country_count: Optional["IntFilter"] = Field(alias="countryCount", default=None)
    "Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation."
    roles: Optional[list[str]] = None
    "Only relations with one of these roles, however spelled: `Founder` finds `founder`."
    edge: Optional["RelationWhere"] = None
    "Consider only relations that meet these conditions."


class OspoWhere(BaseModel):
    """Conditions on entities of type Ospo, all of which must hold."""

    id: Optional["StringFilter"] = None
    "Opaque id."
    slug: Optional["StringFilter"] = None
    "Readable id, unique within the kind."
    networks: Optional["StringFilter"] = None
    "Networks that state it, by slug."
    network_count: Optional["IntFilter"] = Field(alias="networkCount", default=None)
    "Number of networks that state it."
    conflict_count: Optional["IntFilter"] = Field(alias="conflictCount", default=None)
    "Number of fields on which its records disagree."
    created_at: Optional["DateTimeFilter"] = Field(alias="createdAt", default=None)
    "When it appeared in the hub."
    updated_at: Optional["DateTimeFilter"] = Field(alias="updatedAt", default=None)
    "When it last changed in the hub."
    name: Optional["StringFilter"] = None
    "Name; for events and news, the title."
    alternate_names: Optional["StringFilter"] = Field(
        alias="alternateNames", default=None
    )
    "Other names: translations, acronyms, former and localised names."
    url: Optional["URLFilter"] = None
    "Its own website or page."
    countries: Optional["CountryCodeFilter"] = None
    "Countries that it belongs to or is about."
    topics: Optional["StringFilter"] = None
    "Subjects, categories and tags."
    archetype: Optional["OspoArchetypeFilter"] = None
    "Whom it serves."
    status: Optional["ActivityStatusFilter"] = None
    "Whether it is active."
    founded: Optional["DateFilter"] = None
    "When it was set up or its organisation was founded, as stated."
    founded_precision: Optional["DatePrecisionFilter"] = Field(
        alias="foundedPrecision", default=None
    )
    "How exact the date of its founding is."
    email: Optional["StringFilter"] = None
    "Contact address of a role, never of a person."
    policy_url: Optional["URLFilter"] = Field(alias="policyUrl", default=None)
    "Free software policy (OSPOmeta floss_policy)."
    code_urls: Optional["URLFilter"] = Field(alias="codeUrls", default=None)
    "Where its code is published, as stated (OSPOmeta code)."
    code_accounts: Optional["StringFilter"] = Field(alias="codeAccounts", default=None)
    "Accounts on code hosts."
    city: Optional["StringFilter"] = None
    "City or town of its seat."
    organisations: Optional["OrganisationRelationFilter"] = None
    "Conditions on the entities that `organisations` lists."
    owned_products: Optional["ProductRelationFilter"] = Field(
        alias="ownedProducts", default=None
    )
    "Conditions on the entities that `ownedProducts` lists."
    publications: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `publications` lists."
    maintained_products: Optional["ProductRelationFilter"] = Field(
        alias="maintainedProducts", default=None
    )
    "Conditions on the entities that `maintainedProducts` lists."
    used_products: Optional["ProductRelationFilter"] = Field(
        alias="usedProducts", default=None
    )
    "Conditions on the entities that `usedProducts` lists."
    funded_products: Optional["ProductRelationFilter"] = Field(
        alias="fundedProducts", default=None
    )
    "Conditions on the entities that `fundedProducts` lists."
    organised_events: Optional["EventRelationFilter"] = Field(
        alias="organisedEvents", default=None
    )
    "Conditions on the entities that `organisedEvents` lists."
    speaking_engagements: Optional["EventRelationFilter"] = Field(
        alias="speakingEngagements", default=None
    )
    "Conditions on the entities that `speakingEngagements` lists."
    predecessors: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `predecessors` lists."
    mentioned_in: Optional["EntityRelationFilter"] = Field(
        alias="mentionedIn", default=None
    )
    "Conditions on the entities that `mentionedIn` lists."
    successors: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `successors` lists."
    and_: Optional[list["OspoWhere"]] = Field(alias="and", default=None)
    "All of these conditions hold."
    or_: Optional[list["OspoWhere"]] = Field(alias="or", default=None)
    "At least one of these conditions holds."
    not_: Optional["OspoWhere"] = Field(alias="not", default=None)
    "These conditions do not all hold."
    identifiers: Optional["IdentifierFilter"] = None
    "It has this identifier."
    assessments: Optional["AssessmentFilter"] = None
    "A network assessed it by this scheme and, with `value`, found this."


class Period(BaseModel):
    """A period of time; give at least one of its ends."""

    from_: Optional[str] = Field(alias="from", default=None)
    "Where it starts, inclusive."
    to: Optional[str] = None
    "Where it ends, exclusive."


class ProductRelationFilter(BaseModel):
    """Conditions on related entities, all of which must hold."""

    some: Optional["ProductWhere"] = None
    "At least one related entity meets these conditions."
    none: Optional["ProductWhere"] = None
    "No related entity meets these conditions."
    every: Optional["ProductWhere"] = None
    "All related entities meet these conditions; true if there are none."
    count: Optional["IntFilter"] = None
    "Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation."
    country_count: Optional["IntFilter"] = Field(alias="countryCount", default=None)
    "Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation."
    roles: Optional[list[str]] = None
    "Only relations with one of these roles, however spelled: `Founder` finds `founder`."
    edge: Optional["RelationWhere"] = None
    "Consider only relations that meet these conditions."


class ProductWhere(BaseModel):
    """Conditions on entities of type Product, all of which must hold."""

    id: Optional["StringFilter"] = None
    "Opaque id."
    slug: Optional["StringFilter"] = None
    "Readable id, unique within the kind."
    networks: Optional["StringFilter"] = None
    "Networks that state it, by slug."
    network_count: Optional["IntFilter"] = Field(alias="networkCount", default=None)
    "Number of networks that state it."
    conflict_count: Optional["IntFilter"] = Field(alias="conflictCount", default=None)
    "Number of fields on which its records disagree."
    created_at: Optional["DateTimeFilter"] = Field(alias="createdAt", default=None)
    "When it appeared in the hub."
    updated_at: Optional["DateTimeFilter"] = Field(alias="updatedAt", default=None)
    "When it last changed in the hub."
    name: Optional["StringFilter"] = None
    "Name; for events and news, the title."
    alternate_names: Optional["StringFilter"] = Field(
        alias="alternateNames", default=None
    )
    "Other names: translations, acronyms, former and localised names."
    url: Optional["URLFilter"] = None
    "Its own website or page."
    countries: Optional["CountryCodeFilter"] = None
    "Countries that it belongs to or is about."
    topics: Optional["StringFilter"] = None
    "Subjects, categories and tags."
    repository: Optional["URLFilter"] = None
    "Source code repository (publiccode.yml url)."
    repositories: Optional["URLFilter"] = None
    "Further repositories."
    licence: Optional["SpdxExpressionFilter"] = None
    "Licence as an SPDX expression; null where it cannot be determined."
    status: Optional["DevelopmentStatusFilter"] = None
    "Development status."
    software_type: Optional["SoftwareTypeFilter"] = Field(
        alias="softwareType", default=None
    )
    "Type of software."
    platforms: Optional["StringFilter"] = None
    "Platforms on which it runs."
    version: Optional["StringFilter"] = None
    "Latest version."
    released: Optional["DateFilter"] = None
    "Date of the latest release."
    released_precision: Optional["DatePrecisionFilter"] = Field(
        alias="releasedPrecision", default=None
    )
    "How exact the date of the latest release is."
    created: Optional["DateFilter"] = None
    "When its development began."
    created_precision: Optional["DatePrecisionFilter"] = Field(
        alias="createdPrecision", default=None
    )
    "How exact the date is on which its development began."
    last_activity: Optional["DateFilter"] = Field(alias="lastActivity", default=None)
    "Last known activity in its repository."
    last_activity_precision: Optional["DatePrecisionFilter"] = Field(
        alias="lastActivityPrecision", default=None
    )
    "How exact the date of the last activity is."
    generic_name: Optional["StringFilter"] = Field(alias="genericName", default=None)
    "Generic term for such a product."
    application_suite: Optional["StringFilter"] = Field(
        alias="applicationSuite", default=None
    )
    "Suite that it is part of."
    languages: Optional["LanguageTagFilter"] = None
    "Languages of its user interface."
    programming_languages: Optional["StringFilter"] = Field(
        alias="programmingLanguages", default=None
    )
    "Programming languages."
    audience: Optional["StringFilter"] = None
    "Fields of work it is intended for (publiccode.yml scope)."
    audience_countries: Optional["CountryCodeFilter"] = Field(
        alias="audienceCountries", default=None
    )
    "Countries it is intended for."
    maintenance: Optional["MaintenanceTypeFilter"] = None
    "How it is maintained."
    documentation_url: Optional["URLFilter"] = Field(
        alias="documentationUrl", default=None
    )
    "Documentation."
    roadmap_url: Optional["URLFilter"] = Field(alias="roadmapUrl", default=None)
    "Roadmap."
    logo_url: Optional["URLFilter"] = Field(alias="logoUrl", default=None)
    "Logo."
    localisation_ready: Optional["BooleanFilter"] = Field(
        alias="localisationReady", default=None
    )
    "Whether it is prepared for translation."
    open_dependencies: Optional["StringFilter"] = Field(
        alias="openDependencies", default=None
    )
    "Open source software that it depends on, as named."
    proprietary_dependencies: Optional["StringFilter"] = Field(
        alias="proprietaryDependencies", default=None
    )
    "Proprietary software that it depends on, as named."
    sustainable_development_goals: Optional["StringFilter"] = Field(
        alias="sustainableDevelopmentGoals", default=None
    )
    "Sustainable Development Goals that it serves, as numbers."
    based_on: Optional["ProductRelationFilter"] = Field(alias="basedOn", default=None)
    "Conditions on the entities that `basedOn` lists."
    dependencies: Optional["ProductRelationFilter"] = None
    "Conditions on the entities that `dependencies` lists."
    module_of: Optional["ProductRelationFilter"] = Field(alias="moduleOf", default=None)
    "Conditions on the entities that `moduleOf` lists."
    owners: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `owners` lists."
    publishers: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `publishers` lists."
    maintainers: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `maintainers` lists."
    users: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `users` lists."
    funders: Optional["EntityRelationFilter"] = None
    "Conditions on the entities that `funders` lists."
    suppliers: Optional["OrganisationRelationFilter"] = None
    "Conditions on the entities that `suppliers` lists."
    mentioned_in: Optional["EntityRelationFilter"] = Field(
        alias="mentionedIn", default=None
    )
    "Conditions on the entities that `mentionedIn` lists."
    derivatives: Optional["ProductRelationFilter"] = None
    "Conditions on the entities that `derivatives` lists."
    dependents: Optional["ProductRelationFilter"] = None
    "Conditions on the entities that `dependents` lists."
    modules: Optional["ProductRelationFilter"] = None
    "Conditions on the entities that `modules` lists."
    and_: Optional[list["ProductWhere"]] = Field(alias="and", default=None)
    "All of these conditions hold."
    or_: Optional[list["ProductWhere"]] = Field(alias="or", default=None)
    "At least one of these conditions holds."
    not_: Optional["ProductWhere"] = Field(alias="not", default=None)
    "These conditions do not all hold."
    identifiers: Optional["IdentifierFilter"] = None
    "It has this identifier."
    assessments: Optional["AssessmentFilter"] = None
    "A network assessed it by this scheme and, with `value`, found this."


class RelationWhere(BaseModel):
    """Conditions on relations themselves, all of which must hold. A date that is only a year or month begins on its first day and ends on its last."""

    since: Optional["DateFilter"] = None
    "Conditions on the first day of the relation."
    until: Optional["DateFilter"] = None
    "Conditions on the last day of the relation; null while it is open."
    networks: Optional["StringFilter"] = None
    "Conditions on the networks that state the relation, by short name."
    confidence: Optional["FloatFilter"] = None
    "Conditions on how certain it is."
    active_on: Optional[str] = Field(alias="activeOn", default=None)
    "This day is not before `since` and not after `until`; one that is not stated sets no limit."


class SoftwareTypeFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[SoftwareType] = None
    "The value equals this; null: there is no value."
    ne: Optional[SoftwareType] = None
    "The value differs from this, or there is none; null: there is a value."
    in_: Optional[list[SoftwareType]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[SoftwareType]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class SpdxExpressionFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[str] = None
    "The value equals this; null: there is no value."
    ne: Optional[str] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[str] = None
    "The value is less than this."
    lte: Optional[str] = None
    "The value is this or less."
    gt: Optional[str] = None
    "The value is greater than this."
    gte: Optional[str] = None
    "The value is this or greater."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[str]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    contains: Optional[str] = None
    "The value contains this, ignoring ASCII case; for `name`, ignoring diacritics, too."
    starts_with: Optional[str] = Field(alias="startsWith", default=None)
    "The value starts with this, ignoring ASCII case; for `name`, ignoring diacritics, too."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class StringFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[str] = None
    "The value equals this; null: there is no value."
    ne: Optional[str] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[str] = None
    "The value is less than this."
    lte: Optional[str] = None
    "The value is this or less."
    gt: Optional[str] = None
    "The value is greater than this."
    gte: Optional[str] = None
    "The value is this or greater."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[str]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    contains: Optional[str] = None
    "The value contains this, ignoring ASCII case; for `name`, ignoring diacritics, too."
    starts_with: Optional[str] = Field(alias="startsWith", default=None)
    "The value starts with this, ignoring ASCII case; for `name`, ignoring diacritics, too."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


class URLFilter(BaseModel):
    """Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value."""

    eq: Optional[str] = None
    "The value equals this; null: there is no value."
    ne: Optional[str] = None
    "The value differs from this, or there is none; null: there is a value."
    lt: Optional[str] = None
    "The value is less than this."
    lte: Optional[str] = None
    "The value is this or less."
    gt: Optional[str] = None
    "The value is greater than this."
    gte: Optional[str] = None
    "The value is this or greater."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "The value is one of these."
    not_in: Optional[list[str]] = Field(alias="notIn", default=None)
    "The value is none of these, or there is none."
    contains: Optional[str] = None
    "The value contains this, ignoring ASCII case; for `name`, ignoring diacritics, too."
    starts_with: Optional[str] = Field(alias="startsWith", default=None)
    "The value starts with this, ignoring ASCII case; for `name`, ignoring diacritics, too."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether there is no value."


EntityBy.model_rebuild()
EntityRelationFilter.model_rebuild()
EntityWhere.model_rebuild()
EventRelationFilter.model_rebuild()
EventWhere.model_rebuild()
NewsItemWhere.model_rebuild()
OrganisationRelationFilter.model_rebuild()
OrganisationWhere.model_rebuild()
OspoRelationFilter.model_rebuild()
OspoWhere.model_rebuild()
ProductRelationFilter.model_rebuild()
ProductWhere.model_rebuild()
RelationWhere.model_rebuild()
