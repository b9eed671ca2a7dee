/* Generated from clients/operations by graphql-codegen (make clients); do not edit. */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Whether something is active. */
export type ActivityStatus =
  /** It is active. Spelt `active` in records and exports. */
  | 'ACTIVE'
  /** It is announced but has not started. Spelt `announced` in records and exports. */
  | 'ANNOUNCED'
  /** It has ended. Spelt `ended` in records and exports. */
  | 'ENDED'
  /** Whether it is active is not known. Spelt `unknown` in records and exports. */
  | 'UNKNOWN';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type ActivityStatusFilter = {
  /** The value equals this; null: there is no value. */
  eq?: ActivityStatus | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: ActivityStatus | null | undefined;
  /** The value is one of these. */
  in?: Array<ActivityStatus> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<ActivityStatus> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on one assessment, all of which must hold. */
export type AssessmentFilter = {
  /** The scheme: os2-level, os2-stage, sill, awesome-codegouvfr, dpg-standard, swiss-oss-list, opencode-badge. */
  scheme: string;
  /** What was found, such as a level. */
  value?: string | null | undefined;
};

/** Conditions on a truth value, all of which must hold. */
export type BooleanFilter = {
  /** The value equals this; null: there is no value. */
  eq?: boolean | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: boolean | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** What happened to an entity in a revision. */
export type ChangeAction =
  /** It appeared. */
  | 'ADDED'
  /** A value or relation changed. */
  | 'CHANGED'
  /** No network states it any longer. */
  | 'WITHDRAWN'
  /** It became part of another entity, see `otherId`. */
  | 'JOINED'
  /** It was split off another entity, see `otherId`. */
  | 'SPLIT';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type CountryCodeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: string | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: string | null | undefined;
  /** The value is less than this. */
  lt?: string | null | undefined;
  /** The value is this or less. */
  lte?: string | null | undefined;
  /** The value is greater than this. */
  gt?: string | null | undefined;
  /** The value is this or greater. */
  gte?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<string> | null | undefined;
  /** The value is a member of this group of countries. */
  group?: CountryGroup | null | undefined;
  /** The day whose membership `group` means; today by default. */
  on?: string | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Groups of countries, each as of any day. */
export type CountryGroup =
  /** Members of the European Union and the Communities before it. */
  | 'EU'
  /** Parties to the Agreement on the European Economic Area. */
  | 'EEA'
  /** Members of the European Free Trade Association. */
  | 'EFTA'
  /** Countries and territories of Nordic cooperation. */
  | 'NORDIC'
  /** Members of the Baltic Assembly. */
  | 'BALTIC'
  /** Members of the Benelux Union. */
  | 'BENELUX'
  /** Members of the Visegrád Group. */
  | 'VISEGRAD';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type DateFilter = {
  /** The value equals this; null: there is no value. */
  eq?: string | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: string | null | undefined;
  /** The value is less than this. */
  lt?: string | null | undefined;
  /** The value is this or less. */
  lte?: string | null | undefined;
  /** The value is greater than this. */
  gt?: string | null | undefined;
  /** The value is this or greater. */
  gte?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<string> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** How much of a date is known. */
export type DatePrecision =
  /** The year is known. Spelt `year` in records and exports. */
  | 'YEAR'
  /** The month is known. Spelt `month` in records and exports. */
  | 'MONTH'
  /** The day is known. Spelt `day` in records and exports. */
  | 'DAY'
  /** Day and clock time are known, but no time zone. Spelt `floating` in records and exports. */
  | 'FLOATING';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type DatePrecisionFilter = {
  /** The value equals this; null: there is no value. */
  eq?: DatePrecision | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: DatePrecision | null | undefined;
  /** The value is one of these. */
  in?: Array<DatePrecision> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<DatePrecision> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type DateTimeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: string | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: string | null | undefined;
  /** The value is less than this. */
  lt?: string | null | undefined;
  /** The value is this or less. */
  lte?: string | null | undefined;
  /** The value is greater than this. */
  gt?: string | null | undefined;
  /** The value is this or greater. */
  gte?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<string> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** How far development has come (publiccode.yml developmentStatus). */
export type DevelopmentStatus =
  /** An idea; there may be no code yet. Spelt `concept` in records and exports. */
  | 'CONCEPT'
  /** In development, not ready to be used. Spelt `development` in records and exports. */
  | 'DEVELOPMENT'
  /** Being tried out; parts of it may not work yet. Spelt `beta` in records and exports. */
  | 'BETA'
  /** Used in production. Spelt `stable` in records and exports. */
  | 'STABLE'
  /** No longer maintained. Spelt `obsolete` in records and exports. */
  | 'OBSOLETE';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type DevelopmentStatusFilter = {
  /** The value equals this; null: there is no value. */
  eq?: DevelopmentStatus | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: DevelopmentStatus | null | undefined;
  /** The value is one of these. */
  in?: Array<DevelopmentStatus> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<DevelopmentStatus> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** How to find one entity: give exactly one of these. */
export type EntityBy =
  {   /** The id of the entity, or of any of its records. */
  id: string | number; slug?: never; url?: never; identifier?: never; }
  |  { id?: never;   /** The readable id, unique within the kind; with the kind before it, such as organisations/aarhus-kommune, unique. */
  slug: string; url?: never; identifier?: never; }
  |  { id?: never; slug?: never;   /** The address of its website, repository or account on a code host. */
  url: string; identifier?: never; }
  |  { id?: never; slug?: never; url?: never;   /** An identifier that another register or site assigns. */
  identifier: IdentifierFilter; };

/** Conditions on related entities, all of which must hold. */
export type EntityRelationFilter = {
  /** At least one related entity meets these conditions. */
  some?: EntityWhere | null | undefined;
  /** No related entity meets these conditions. */
  none?: EntityWhere | null | undefined;
  /** All related entities meet these conditions; true if there are none. */
  every?: EntityWhere | null | undefined;
  /** Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation. */
  count?: IntFilter | null | undefined;
  /** Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation. */
  countryCount?: IntFilter | null | undefined;
  /** Only relations with one of these roles, however spelled: `Founder` finds `founder`. */
  roles?: Array<string> | null | undefined;
  /** Consider only relations that meet these conditions. */
  edge?: RelationWhere | null | undefined;
};

/** Conditions on an entity of any kind, all of which must hold. */
export type EntityWhere = {
  /** Conditions on the kind. */
  kind?: KindFilter | null | undefined;
  /** Opaque id. */
  id?: StringFilter | null | undefined;
  /** Readable id, unique within the kind. */
  slug?: StringFilter | null | undefined;
  /** Networks that state it, by slug. */
  networks?: StringFilter | null | undefined;
  /** Number of networks that state it. */
  networkCount?: IntFilter | null | undefined;
  /** Number of fields on which its records disagree. */
  conflictCount?: IntFilter | null | undefined;
  /** When it appeared in the hub. */
  createdAt?: DateTimeFilter | null | undefined;
  /** When it last changed in the hub. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Name; for events and news, the title. */
  name?: StringFilter | null | undefined;
  /** Other names: translations, acronyms, former and localised names. */
  alternateNames?: StringFilter | null | undefined;
  /** Its own website or page. */
  url?: UrlFilter | null | undefined;
  /** Countries that it belongs to or is about. */
  countries?: CountryCodeFilter | null | undefined;
  /** Subjects, categories and tags. */
  topics?: StringFilter | null | undefined;
  /** It has this identifier. */
  identifiers?: IdentifierFilter | null | undefined;
  /** It is found by these words, as the argument `search` of a list finds it. */
  search?: string | null | undefined;
  /** It is of type Organisation, and these conditions hold. */
  onOrganisation?: OrganisationWhere | null | undefined;
  /** It is of type Ospo, and these conditions hold. */
  onOspo?: OspoWhere | null | undefined;
  /** It is of type Product, and these conditions hold. */
  onProduct?: ProductWhere | null | undefined;
  /** It is of type Event, and these conditions hold. */
  onEvent?: EventWhere | null | undefined;
  /** It is of type NewsItem, and these conditions hold. */
  onNewsItem?: NewsItemWhere | null | undefined;
  /** All of these conditions hold. */
  and?: Array<EntityWhere> | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<EntityWhere> | null | undefined;
  /** These conditions do not all hold. */
  not?: EntityWhere | null | undefined;
};

/** Whether an event takes place on site, online or both. */
export type EventMode =
  /** On site only. Spelt `on-site` in records and exports. */
  | 'ON_SITE'
  /** Online only. Spelt `online` in records and exports. */
  | 'ONLINE'
  /** On site and online. Spelt `hybrid` in records and exports. */
  | 'HYBRID';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type EventModeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: EventMode | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: EventMode | null | undefined;
  /** The value is one of these. */
  in?: Array<EventMode> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<EventMode> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on related entities, all of which must hold. */
export type EventRelationFilter = {
  /** At least one related entity meets these conditions. */
  some?: EventWhere | null | undefined;
  /** No related entity meets these conditions. */
  none?: EventWhere | null | undefined;
  /** All related entities meet these conditions; true if there are none. */
  every?: EventWhere | null | undefined;
  /** Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation. */
  count?: IntFilter | null | undefined;
  /** Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation. */
  countryCount?: IntFilter | null | undefined;
  /** Only relations with one of these roles, however spelled: `Founder` finds `founder`. */
  roles?: Array<string> | null | undefined;
  /** Consider only relations that meet these conditions. */
  edge?: RelationWhere | null | undefined;
};

/** Whether an event is planned, certain or cancelled (RFC 5545 STATUS). */
export type EventStatus =
  /** It is certain. Spelt `confirmed` in records and exports. */
  | 'CONFIRMED'
  /** It is planned but not certain. Spelt `tentative` in records and exports. */
  | 'TENTATIVE'
  /** It is cancelled. Spelt `cancelled` in records and exports. */
  | 'CANCELLED';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type EventStatusFilter = {
  /** The value equals this; null: there is no value. */
  eq?: EventStatus | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: EventStatus | null | undefined;
  /** The value is one of these. */
  in?: Array<EventStatus> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<EventStatus> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Type of event. */
export type EventType =
  /** A conference. Spelt `conference` in records and exports. */
  | 'CONFERENCE'
  /** A talk or discussion online, with an audience. Spelt `webinar` in records and exports. */
  | 'WEBINAR'
  /** A workshop. Spelt `workshop` in records and exports. */
  | 'WORKSHOP'
  /** A meeting of a group. Spelt `meeting` in records and exports. */
  | 'MEETING'
  /** A general assembly of members. Spelt `general-assembly` in records and exports. */
  | 'GENERAL_ASSEMBLY'
  /** A hackathon or sprint. Spelt `hackathon` in records and exports. */
  | 'HACKATHON'
  /** A training or course. Spelt `training` in records and exports. */
  | 'TRAINING'
  /** A regular call that is open to the community. Spelt `community-call` in records and exports. */
  | 'COMMUNITY_CALL'
  /** A single talk. Spelt `talk` in records and exports. */
  | 'TALK'
  /** Another type of event. Spelt `other` in records and exports. */
  | 'OTHER';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type EventTypeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: EventType | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: EventType | null | undefined;
  /** The value is one of these. */
  in?: Array<EventType> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<EventType> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on entities of type Event, all of which must hold. */
export type EventWhere = {
  /** Opaque id. */
  id?: StringFilter | null | undefined;
  /** Readable id, unique within the kind. */
  slug?: StringFilter | null | undefined;
  /** Networks that state it, by slug. */
  networks?: StringFilter | null | undefined;
  /** Number of networks that state it. */
  networkCount?: IntFilter | null | undefined;
  /** Number of fields on which its records disagree. */
  conflictCount?: IntFilter | null | undefined;
  /** When it appeared in the hub. */
  createdAt?: DateTimeFilter | null | undefined;
  /** When it last changed in the hub. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Name; for events and news, the title. */
  name?: StringFilter | null | undefined;
  /** Other names: translations, acronyms, former and localised names. */
  alternateNames?: StringFilter | null | undefined;
  /** Its own website or page. */
  url?: UrlFilter | null | undefined;
  /** Countries that it belongs to or is about. */
  countries?: CountryCodeFilter | null | undefined;
  /** Subjects, categories and tags. */
  topics?: StringFilter | null | undefined;
  /** Type of event. */
  type?: EventTypeFilter | null | undefined;
  /** Start, in UTC; midnight of the first day where only a date is known. */
  startsAt?: DateTimeFilter | null | undefined;
  /** How exact the start is; null: to the minute; floating: a clock time without a known time zone, given as if it were UTC. */
  startsAtPrecision?: DatePrecisionFilter | null | undefined;
  /** End, in UTC. */
  endsAt?: DateTimeFilter | null | undefined;
  /** How exact the end is; null: to the minute; floating: a clock time without a known time zone, given as if it were UTC. */
  endsAtPrecision?: DatePrecisionFilter | null | undefined;
  /** Whether it lasts whole days. */
  allDay?: BooleanFilter | null | undefined;
  /** IANA time zone in which its times are stated. */
  timeZone?: StringFilter | null | undefined;
  /** Recurrence rules as stated (RFC 5545 RRULE, RDATE, EXDATE lines). */
  recurrence?: StringFilter | null | undefined;
  /** Venue, as stated. */
  place?: StringFilter | null | undefined;
  /** City or town. */
  city?: StringFilter | null | undefined;
  /** Whether it takes place on site, online or both. */
  mode?: EventModeFilter | null | undefined;
  /** Whether it is confirmed. */
  status?: EventStatusFilter | null | undefined;
  /** Languages in which it is held. */
  languages?: LanguageTagFilter | null | undefined;
  /** Registration page. */
  registerUrl?: UrlFilter | null | undefined;
  /** Recording or slides. */
  recordingUrl?: UrlFilter | null | undefined;
  /** Series that it is part of. */
  series?: StringFilter | null | undefined;
  /** Conditions on the entities that `mentions` lists. */
  mentions?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `organisers` lists. */
  organisers?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `speakers` lists. */
  speakers?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `mentionedIn` lists. */
  mentionedIn?: EntityRelationFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<EventWhere> | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<EventWhere> | null | undefined;
  /** These conditions do not all hold. */
  not?: EventWhere | null | undefined;
  /** It has this identifier. */
  identifiers?: IdentifierFilter | null | undefined;
  /** A network assessed it by this scheme and, with `value`, found this. */
  assessments?: AssessmentFilter | null | undefined;
  /** One of its dates lies in this period, at least in part; recurrence rules are expanded. */
  occurs?: Period | null | undefined;
};

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type FloatFilter = {
  /** The value equals this; null: there is no value. */
  eq?: number | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: number | null | undefined;
  /** The value is less than this. */
  lt?: number | null | undefined;
  /** The value is this or less. */
  lte?: number | null | undefined;
  /** The value is greater than this. */
  gt?: number | null | undefined;
  /** The value is this or greater. */
  gte?: number | null | undefined;
  /** The value is one of these. */
  in?: Array<number> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<number> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** An identifier that another register or site assigns. */
export type IdentifierFilter = {
  /** The scheme, such as wikidata, cvr, homepage, repository or account. */
  scheme: string;
  /** The value; common spellings are brought into the scheme's normal form. */
  value: string;
};

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type IntFilter = {
  /** The value equals this; null: there is no value. */
  eq?: number | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: number | null | undefined;
  /** The value is less than this. */
  lt?: number | null | undefined;
  /** The value is this or less. */
  lte?: number | null | undefined;
  /** The value is greater than this. */
  gt?: number | null | undefined;
  /** The value is this or greater. */
  gte?: number | null | undefined;
  /** The value is one of these. */
  in?: Array<number> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<number> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** What is wrong; docs/errors.md explains each code and how to fix it. */
export type IssueCode =
  /** The directory has no network.yaml. */
  | 'MANIFEST_MISSING'
  /** network.yaml cannot be followed. */
  | 'MANIFEST_INVALID'
  /** Two directories claim the same network. */
  | 'MANIFEST_DUPLICATE'
  /** A source matches no file or has no usable row. It keeps what it had; if no source states anything, the load is rejected. */
  | 'SOURCE_EMPTY'
  /** A file cannot be read. */
  | 'FILE_UNREADABLE'
  /** A path leads out of the seed directory. */
  | 'FILE_OUTSIDE'
  /** A file exceeds the size limit for documents. */
  | 'FILE_TOO_LARGE'
  /** A file is not valid UTF-8. */
  | 'FILE_NOT_UTF8'
  /** A file does not parse. */
  | 'SYNTAX'
  /** A document is nested too deeply. */
  | 'NESTING_TOO_DEEP'
  /** A YAML document uses more aliases than a seed needs. */
  | 'ALIASES_TOO_MANY'
  /** An XML file declares a DTD or entities. */
  | 'ENTITY_REFUSED'
  /** A row does not have the structure of its format. */
  | 'ROW_SHAPE'
  /** A row has no key to identify it. */
  | 'KEY_MISSING'
  /** Two rows of one network have the same kind and key; only the first is used. */
  | 'KEY_DUPLICATE'
  /** A record has no name. */
  | 'NAME_MISSING'
  /** A field is not part of the format and is ignored. */
  | 'FIELD_UNKNOWN'
  /** A field that the format requires, or a column that network.yaml reads, is missing. */
  | 'FIELD_MISSING'
  /** A mapping has the same key twice; only the first is used. */
  | 'FIELD_DUPLICATE'
  /** A field or form is deprecated by its standard; it is still read. */
  | 'FIELD_DEPRECATED'
  /** A value is not valid for its field and is left out. */
  | 'VALUE_INVALID'
  /** A value is not in its vocabulary. */
  | 'VALUE_UNKNOWN'
  /** A value looks wrong; it is used as it is. */
  | 'VALUE_SUSPECT'
  /** A licence is neither an SPDX expression nor a known alias. */
  | 'LICENCE_UNKNOWN'
  /** A licence id is deprecated in SPDX. */
  | 'LICENCE_DEPRECATED'
  /** A country is not known. */
  | 'COUNTRY_UNKNOWN'
  /** A language is not known. */
  | 'LANGUAGE_UNKNOWN'
  /** A date cannot be understood. */
  | 'DATE_UNKNOWN'
  /** An address is not an http(s) URL. */
  | 'URL_INVALID'
  /** An identifier has the wrong format or checksum. */
  | 'IDENTIFIER_INVALID'
  /** A value, or part of a text, looks like the address of a private individual and is left out. */
  | 'PERSONAL_DATA'
  /** There are fewer records of a kind than the manifest expects, or a source lost half or more of what it had. */
  | 'COUNT_BELOW'
  /** There are more records of a kind than the manifest expects. */
  | 'COUNT_ABOVE'
  /** The load was rejected: everything stored for the network stays as it is. */
  | 'LOAD_REJECTED'
  /** The directory still states what was undone or removed, so it is not loaded. */
  | 'CONTENT_UNDONE'
  /** Another hub offers a network that is loaded from its own directory here, so it is not taken from that hub. */
  | 'NETWORK_LOADED_HERE'
  /** A judgement is no longer in its file, so it is undone. */
  | 'JUDGEMENT_UNDONE'
  /** The other end of a relation is not in the store; its label is kept. An info if its network is not loaded. */
  | 'REFERENCE_UNRESOLVED'
  /** Things are stated to be parts of each other in a circle; the relations are kept. */
  | 'PART_OF_CYCLE'
  /** A source could not be fetched; the hub keeps what it fetched before. */
  | 'FETCH_FAILED'
  /** A source was not fetched completely; missing records are not treated as deleted. */
  | 'FETCH_PARTIAL';

/** Conditions on a kind. */
export type KindFilter = {
  /** The kind is one of these. */
  in?: Array<KindName> | null | undefined;
};

/** The kinds of entity. */
export type KindName =
  /** An organisation: a municipality, ministry, agency, association, university or company. */
  | 'ORGANISATION'
  /** An office or team that coordinates the open source strategy of one or more organisations. */
  | 'OSPO'
  /** A software product or other digital good, in the terms of publiccode.yml where it has them. */
  | 'PRODUCT'
  /** Something that takes place at a certain time; the fields follow RFC 5545 and schema.org/Event. */
  | 'EVENT'
  /** Something published: a news item, newsletter, report, case study, course or page. */
  | 'NEWS_ITEM';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type LanguageTagFilter = {
  /** The value equals this; null: there is no value. */
  eq?: string | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: string | null | undefined;
  /** The value is less than this. */
  lt?: string | null | undefined;
  /** The value is this or less. */
  lte?: string | null | undefined;
  /** The value is greater than this. */
  gt?: string | null | undefined;
  /** The value is this or greater. */
  gte?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<string> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Who maintains a product, and on what terms (publiccode.yml maintenance.type). */
export type MaintenanceType =
  /** Its owner maintains it. Spelt `internal` in records and exports. */
  | 'INTERNAL'
  /** A vendor maintains it under a contract. Spelt `contract` in records and exports. */
  | 'CONTRACT'
  /** A community maintains it; there is no contract. Spelt `community` in records and exports. */
  | 'COMMUNITY'
  /** Nobody maintains it. Spelt `none` in records and exports. */
  | 'NONE';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type MaintenanceTypeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: MaintenanceType | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: MaintenanceType | null | undefined;
  /** The value is one of these. */
  in?: Array<MaintenanceType> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<MaintenanceType> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** What the hub concludes about two records. */
export type MatchOutcome =
  /** They are about the same thing. */
  | 'JOINED'
  /** They may be about the same thing; a person should judge. */
  | 'CANDIDATE'
  /** Some evidence joins them, other evidence forbids it; a person should judge. */
  | 'CONTRADICTION'
  /** An office and a body with the same name: never one thing, but `ospo-of` is worth stating if no source states it. */
  | 'RELATED'
  /** Nothing suggests that they are about the same thing. */
  | 'APART';

/** Conditions on entities of type NewsItem, all of which must hold. */
export type NewsItemWhere = {
  /** Opaque id. */
  id?: StringFilter | null | undefined;
  /** Readable id, unique within the kind. */
  slug?: StringFilter | null | undefined;
  /** Networks that state it, by slug. */
  networks?: StringFilter | null | undefined;
  /** Number of networks that state it. */
  networkCount?: IntFilter | null | undefined;
  /** Number of fields on which its records disagree. */
  conflictCount?: IntFilter | null | undefined;
  /** When it appeared in the hub. */
  createdAt?: DateTimeFilter | null | undefined;
  /** When it last changed in the hub. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Name; for events and news, the title. */
  name?: StringFilter | null | undefined;
  /** Other names: translations, acronyms, former and localised names. */
  alternateNames?: StringFilter | null | undefined;
  /** Its own website or page. */
  url?: UrlFilter | null | undefined;
  /** Countries that it belongs to or is about. */
  countries?: CountryCodeFilter | null | undefined;
  /** Subjects, categories and tags. */
  topics?: StringFilter | null | undefined;
  /** Type of publication. */
  type?: NewsTypeFilter | null | undefined;
  /** Date of publication. */
  published?: DateFilter | null | undefined;
  /** How exact the date of publication is. */
  publishedPrecision?: DatePrecisionFilter | null | undefined;
  /** Languages in which it is written. */
  languages?: LanguageTagFilter | null | undefined;
  /** Collection or series in which it appeared. */
  collection?: StringFilter | null | undefined;
  /** Image that illustrates it. */
  imageUrl?: UrlFilter | null | undefined;
  /** Conditions on the entities that `mentions` lists. */
  mentions?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `publishers` lists. */
  publishers?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `mentionedIn` lists. */
  mentionedIn?: EntityRelationFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<NewsItemWhere> | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<NewsItemWhere> | null | undefined;
  /** These conditions do not all hold. */
  not?: NewsItemWhere | null | undefined;
  /** It has this identifier. */
  identifiers?: IdentifierFilter | null | undefined;
  /** A network assessed it by this scheme and, with `value`, found this. */
  assessments?: AssessmentFilter | null | undefined;
};

/** Type of publication. */
export type NewsType =
  /** A news item. Spelt `news` in records and exports. */
  | 'NEWS'
  /** An issue of a newsletter. Spelt `newsletter` in records and exports. */
  | 'NEWSLETTER'
  /** A blog post. Spelt `blog` in records and exports. */
  | 'BLOG'
  /** A report or study. Spelt `report` in records and exports. */
  | 'REPORT'
  /** A case study. Spelt `case-study` in records and exports. */
  | 'CASE_STUDY'
  /** A report on one country. Spelt `country-report` in records and exports. */
  | 'COUNTRY_REPORT'
  /** An interview. Spelt `interview` in records and exports. */
  | 'INTERVIEW'
  /** A page of a website. Spelt `page` in records and exports. */
  | 'PAGE'
  /** A course to take online. Spelt `course` in records and exports. */
  | 'COURSE'
  /** Another document. Spelt `document` in records and exports. */
  | 'DOCUMENT'
  /** The announcement of a release. Spelt `release` in records and exports. */
  | 'RELEASE';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type NewsTypeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: NewsType | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: NewsType | null | undefined;
  /** The value is one of these. */
  in?: Array<NewsType> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<NewsType> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on related entities, all of which must hold. */
export type OrganisationRelationFilter = {
  /** At least one related entity meets these conditions. */
  some?: OrganisationWhere | null | undefined;
  /** No related entity meets these conditions. */
  none?: OrganisationWhere | null | undefined;
  /** All related entities meet these conditions; true if there are none. */
  every?: OrganisationWhere | null | undefined;
  /** Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation. */
  count?: IntFilter | null | undefined;
  /** Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation. */
  countryCount?: IntFilter | null | undefined;
  /** Only relations with one of these roles, however spelled: `Founder` finds `founder`. */
  roles?: Array<string> | null | undefined;
  /** Consider only relations that meet these conditions. */
  edge?: RelationWhere | null | undefined;
};

/** Level of government or legal form of an organisation. */
export type OrganisationType =
  /** An institution of several states, such as the European Commission. Spelt `supranational` in records and exports. */
  | 'SUPRANATIONAL'
  /** The state, or one of its ministries. Spelt `national` in records and exports. */
  | 'NATIONAL'
  /** A region, state of a federation, province, canton or county. Spelt `regional` in records and exports. */
  | 'REGIONAL'
  /** A municipality, town or city. Spelt `local` in records and exports. */
  | 'LOCAL'
  /** A public authority or body with a task of its own. Spelt `agency` in records and exports. */
  | 'AGENCY'
  /** A company that a public body owns. Spelt `public-company` in records and exports. */
  | 'PUBLIC_COMPANY'
  /** An association of members. Spelt `association` in records and exports. */
  | 'ASSOCIATION'
  /** A university or another institution of higher education. Spelt `university` in records and exports. */
  | 'UNIVERSITY'
  /** An institute that does research. Spelt `research-institute` in records and exports. */
  | 'RESEARCH_INSTITUTE'
  /** A private company. Spelt `company` in records and exports. */
  | 'COMPANY'
  /** A non-governmental organisation. Spelt `ngo` in records and exports. */
  | 'NGO'
  /** A foundation. Spelt `foundation` in records and exports. */
  | 'FOUNDATION'
  /** A community without a legal form. Spelt `community` in records and exports. */
  | 'COMMUNITY'
  /** A school. Spelt `school` in records and exports. */
  | 'SCHOOL';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type OrganisationTypeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: OrganisationType | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: OrganisationType | null | undefined;
  /** The value is one of these. */
  in?: Array<OrganisationType> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<OrganisationType> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on entities of type Organisation, all of which must hold. */
export type OrganisationWhere = {
  /** Opaque id. */
  id?: StringFilter | null | undefined;
  /** Readable id, unique within the kind. */
  slug?: StringFilter | null | undefined;
  /** Networks that state it, by slug. */
  networks?: StringFilter | null | undefined;
  /** Number of networks that state it. */
  networkCount?: IntFilter | null | undefined;
  /** Number of fields on which its records disagree. */
  conflictCount?: IntFilter | null | undefined;
  /** When it appeared in the hub. */
  createdAt?: DateTimeFilter | null | undefined;
  /** When it last changed in the hub. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Name; for events and news, the title. */
  name?: StringFilter | null | undefined;
  /** Other names: translations, acronyms, former and localised names. */
  alternateNames?: StringFilter | null | undefined;
  /** Its own website or page. */
  url?: UrlFilter | null | undefined;
  /** Countries that it belongs to or is about. */
  countries?: CountryCodeFilter | null | undefined;
  /** Subjects, categories and tags. */
  topics?: StringFilter | null | undefined;
  /** Level of government or legal form. */
  type?: OrganisationTypeFilter | null | undefined;
  /** Acronym by which it is known. */
  acronym?: StringFilter | null | undefined;
  /** Postal address of its seat, without names of people. */
  address?: StringFilter | null | undefined;
  /** City or town of its seat. */
  city?: StringFilter | null | undefined;
  /** State, province, canton or region. */
  region?: StringFilter | null | undefined;
  /** When it was founded. */
  founded?: DateFilter | null | undefined;
  /** How exact the date of its founding is. */
  foundedPrecision?: DatePrecisionFilter | null | undefined;
  /** When it was dissolved. */
  dissolved?: DateFilter | null | undefined;
  /** How exact the date of its dissolution is. */
  dissolvedPrecision?: DatePrecisionFilter | null | undefined;
  /** Whether it is active. */
  status?: ActivityStatusFilter | null | undefined;
  /** Contact address of a role, never of a person. */
  email?: StringFilter | null | undefined;
  /** Logo. */
  logoUrl?: UrlFilter | null | undefined;
  /** Accounts on code hosts. */
  codeAccounts?: StringFilter | null | undefined;
  /** Number of inhabitants, for territorial authorities. */
  inhabitants?: IntFilter | null | undefined;
  /** Conditions on the entities that `memberships` lists. */
  memberships?: OrganisationRelationFilter | null | undefined;
  /** Conditions on the entities that `parents` lists. */
  parents?: OrganisationRelationFilter | null | undefined;
  /** Conditions on the entities that `hostOrganisations` lists. */
  hostOrganisations?: OrganisationRelationFilter | null | undefined;
  /** Conditions on the entities that `ownedProducts` lists. */
  ownedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `publications` lists. */
  publications?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `maintainedProducts` lists. */
  maintainedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `usedProducts` lists. */
  usedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `fundedProducts` lists. */
  fundedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `suppliedProducts` lists. */
  suppliedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `organisedEvents` lists. */
  organisedEvents?: EventRelationFilter | null | undefined;
  /** Conditions on the entities that `speakingEngagements` lists. */
  speakingEngagements?: EventRelationFilter | null | undefined;
  /** Conditions on the entities that `predecessors` lists. */
  predecessors?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `members` lists. */
  members?: OrganisationRelationFilter | null | undefined;
  /** Conditions on the entities that `units` lists. */
  units?: OrganisationRelationFilter | null | undefined;
  /** Conditions on the entities that `hostedOrganisations` lists. */
  hostedOrganisations?: OrganisationRelationFilter | null | undefined;
  /** Conditions on the entities that `ospos` lists. */
  ospos?: OspoRelationFilter | null | undefined;
  /** Conditions on the entities that `mentionedIn` lists. */
  mentionedIn?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `successors` lists. */
  successors?: EntityRelationFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<OrganisationWhere> | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<OrganisationWhere> | null | undefined;
  /** These conditions do not all hold. */
  not?: OrganisationWhere | null | undefined;
  /** It has this identifier. */
  identifiers?: IdentifierFilter | null | undefined;
  /** A network assessed it by this scheme and, with `value`, found this. */
  assessments?: AssessmentFilter | null | undefined;
};

/** Whom an OSPO serves. */
export type OspoArchetype =
  /** The government of a state. Spelt `national` in records and exports. */
  | 'NATIONAL'
  /** A region. Spelt `regional` in records and exports. */
  | 'REGIONAL'
  /** A municipality. Spelt `local` in records and exports. */
  | 'LOCAL'
  /** One public institution. Spelt `agency` in records and exports. */
  | 'AGENCY'
  /** An institution of several states. Spelt `supranational` in records and exports. */
  | 'SUPRANATIONAL'
  /** A university. Spelt `academic` in records and exports. */
  | 'ACADEMIC'
  /** The members of an association. Spelt `association` in records and exports. */
  | 'ASSOCIATION'
  /** A company. Spelt `corporate` in records and exports. */
  | 'CORPORATE';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type OspoArchetypeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: OspoArchetype | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: OspoArchetype | null | undefined;
  /** The value is one of these. */
  in?: Array<OspoArchetype> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<OspoArchetype> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on related entities, all of which must hold. */
export type OspoRelationFilter = {
  /** At least one related entity meets these conditions. */
  some?: OspoWhere | null | undefined;
  /** No related entity meets these conditions. */
  none?: OspoWhere | null | undefined;
  /** All related entities meet these conditions; true if there are none. */
  every?: OspoWhere | null | undefined;
  /** Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation. */
  count?: IntFilter | null | undefined;
  /** Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation. */
  countryCount?: IntFilter | null | undefined;
  /** Only relations with one of these roles, however spelled: `Founder` finds `founder`. */
  roles?: Array<string> | null | undefined;
  /** Consider only relations that meet these conditions. */
  edge?: RelationWhere | null | undefined;
};

/** Conditions on entities of type Ospo, all of which must hold. */
export type OspoWhere = {
  /** Opaque id. */
  id?: StringFilter | null | undefined;
  /** Readable id, unique within the kind. */
  slug?: StringFilter | null | undefined;
  /** Networks that state it, by slug. */
  networks?: StringFilter | null | undefined;
  /** Number of networks that state it. */
  networkCount?: IntFilter | null | undefined;
  /** Number of fields on which its records disagree. */
  conflictCount?: IntFilter | null | undefined;
  /** When it appeared in the hub. */
  createdAt?: DateTimeFilter | null | undefined;
  /** When it last changed in the hub. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Name; for events and news, the title. */
  name?: StringFilter | null | undefined;
  /** Other names: translations, acronyms, former and localised names. */
  alternateNames?: StringFilter | null | undefined;
  /** Its own website or page. */
  url?: UrlFilter | null | undefined;
  /** Countries that it belongs to or is about. */
  countries?: CountryCodeFilter | null | undefined;
  /** Subjects, categories and tags. */
  topics?: StringFilter | null | undefined;
  /** Whom it serves. */
  archetype?: OspoArchetypeFilter | null | undefined;
  /** Whether it is active. */
  status?: ActivityStatusFilter | null | undefined;
  /** When it was set up or its organisation was founded, as stated. */
  founded?: DateFilter | null | undefined;
  /** How exact the date of its founding is. */
  foundedPrecision?: DatePrecisionFilter | null | undefined;
  /** Contact address of a role, never of a person. */
  email?: StringFilter | null | undefined;
  /** Free software policy (OSPOmeta floss_policy). */
  policyUrl?: UrlFilter | null | undefined;
  /** Where its code is published, as stated (OSPOmeta code). */
  codeUrls?: UrlFilter | null | undefined;
  /** Accounts on code hosts. */
  codeAccounts?: StringFilter | null | undefined;
  /** City or town of its seat. */
  city?: StringFilter | null | undefined;
  /** Conditions on the entities that `organisations` lists. */
  organisations?: OrganisationRelationFilter | null | undefined;
  /** Conditions on the entities that `ownedProducts` lists. */
  ownedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `publications` lists. */
  publications?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `maintainedProducts` lists. */
  maintainedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `usedProducts` lists. */
  usedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `fundedProducts` lists. */
  fundedProducts?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `organisedEvents` lists. */
  organisedEvents?: EventRelationFilter | null | undefined;
  /** Conditions on the entities that `speakingEngagements` lists. */
  speakingEngagements?: EventRelationFilter | null | undefined;
  /** Conditions on the entities that `predecessors` lists. */
  predecessors?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `mentionedIn` lists. */
  mentionedIn?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `successors` lists. */
  successors?: EntityRelationFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<OspoWhere> | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<OspoWhere> | null | undefined;
  /** These conditions do not all hold. */
  not?: OspoWhere | null | undefined;
  /** It has this identifier. */
  identifiers?: IdentifierFilter | null | undefined;
  /** A network assessed it by this scheme and, with `value`, found this. */
  assessments?: AssessmentFilter | null | undefined;
};

/** A period of time; give at least one of its ends. */
export type Period = {
  /** Where it starts, inclusive. */
  from?: string | null | undefined;
  /** Where it ends, exclusive. */
  to?: string | null | undefined;
};

/** The types of relation between entities, each read from its subject to its object. */
export type Predicate =
  /** The subject has the object under `memberships`, the object has the subject under `members`. Organisations of which this organisation is a member; roles are words such as member, founder, board and vendor. */
  | 'MEMBER_OF'
  /** The subject has the object under `parents`, the object has the subject under `units`. Organisations of which this organisation is a unit, agency or subsidiary. */
  | 'PART_OF'
  /** The subject has the object under `hostOrganisations`, the object has the subject under `hostedOrganisations`. Organisations that give this organisation its secretariat or address. */
  | 'HOSTED_BY'
  /** The subject has the object under `organisations`, the object has the subject under `ospos`. Organisations whose open source programme office this is. */
  | 'OSPO_OF'
  /** The subject has the object under `ownedProducts`, the object has the subject under `owners`. Products that this organisation or OSPO owns, legally or as holder of the rights. */
  | 'OWNS'
  /** The subject has the object under `publications`, the object has the subject under `publishers`. Products and news that this organisation or OSPO publishes. */
  | 'PUBLISHES'
  /** The subject has the object under `maintainedProducts`, the object has the subject under `maintainers`. Products that this organisation or OSPO maintains. */
  | 'MAINTAINS'
  /** The subject has the object under `usedProducts`, the object has the subject under `users`. Products that this organisation or OSPO uses. */
  | 'USES'
  /** The subject has the object under `fundedProducts`, the object has the subject under `funders`. Products that this organisation or OSPO funds. */
  | 'FUNDS'
  /** The subject has the object under `suppliedProducts`, the object has the subject under `suppliers`. Products that this organisation develops, hosts or supports under contract; `until` is the end of the contract. */
  | 'SUPPLIES'
  /** The subject has the object under `organisedEvents`, the object has the subject under `organisers`. Events that this organisation or OSPO organises. */
  | 'ORGANISES'
  /** The subject has the object under `speakingEngagements`, the object has the subject under `speakers`. Events on whose programme this organisation or OSPO is represented. */
  | 'SPEAKS_AT'
  /** The subject has the object under `mentions`, the object has the subject under `mentionedIn`. What this news item or event mentions; the role says how: mention, subject, case-study or report-on. */
  | 'MENTIONS'
  /** The subject has the object under `basedOn`, the object has the subject under `derivatives`. Products of which this product is a fork or derivative. */
  | 'BASED_ON'
  /** The subject has the object under `dependencies`, the object has the subject under `dependents`. Products without which this product does not work. */
  | 'DEPENDS_ON'
  /** The subject has the object under `moduleOf`, the object has the subject under `modules`. Products of which this product is a module or companion. */
  | 'MODULE_OF'
  /** The subject has the object under `predecessors`, the object has the subject under `successors`. Organisations and OSPOs that this one replaced or was renamed from. */
  | 'SUCCESSOR_OF';

/** Conditions on related entities, all of which must hold. */
export type ProductRelationFilter = {
  /** At least one related entity meets these conditions. */
  some?: ProductWhere | null | undefined;
  /** No related entity meets these conditions. */
  none?: ProductWhere | null | undefined;
  /** All related entities meet these conditions; true if there are none. */
  every?: ProductWhere | null | undefined;
  /** Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation. */
  count?: IntFilter | null | undefined;
  /** Conditions on the number of different countries of the related entities; with `roles` and `edge`, of those with such a relation. */
  countryCount?: IntFilter | null | undefined;
  /** Only relations with one of these roles, however spelled: `Founder` finds `founder`. */
  roles?: Array<string> | null | undefined;
  /** Consider only relations that meet these conditions. */
  edge?: RelationWhere | null | undefined;
};

/** Conditions on entities of type Product, all of which must hold. */
export type ProductWhere = {
  /** Opaque id. */
  id?: StringFilter | null | undefined;
  /** Readable id, unique within the kind. */
  slug?: StringFilter | null | undefined;
  /** Networks that state it, by slug. */
  networks?: StringFilter | null | undefined;
  /** Number of networks that state it. */
  networkCount?: IntFilter | null | undefined;
  /** Number of fields on which its records disagree. */
  conflictCount?: IntFilter | null | undefined;
  /** When it appeared in the hub. */
  createdAt?: DateTimeFilter | null | undefined;
  /** When it last changed in the hub. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Name; for events and news, the title. */
  name?: StringFilter | null | undefined;
  /** Other names: translations, acronyms, former and localised names. */
  alternateNames?: StringFilter | null | undefined;
  /** Its own website or page. */
  url?: UrlFilter | null | undefined;
  /** Countries that it belongs to or is about. */
  countries?: CountryCodeFilter | null | undefined;
  /** Subjects, categories and tags. */
  topics?: StringFilter | null | undefined;
  /** Source code repository (publiccode.yml url). */
  repository?: UrlFilter | null | undefined;
  /** Further repositories. */
  repositories?: UrlFilter | null | undefined;
  /** Licence as an SPDX expression; null where it cannot be determined. */
  licence?: SpdxExpressionFilter | null | undefined;
  /** Development status. */
  status?: DevelopmentStatusFilter | null | undefined;
  /** Type of software. */
  softwareType?: SoftwareTypeFilter | null | undefined;
  /** Platforms on which it runs. */
  platforms?: StringFilter | null | undefined;
  /** Latest version. */
  version?: StringFilter | null | undefined;
  /** Date of the latest release. */
  released?: DateFilter | null | undefined;
  /** How exact the date of the latest release is. */
  releasedPrecision?: DatePrecisionFilter | null | undefined;
  /** When its development began. */
  created?: DateFilter | null | undefined;
  /** How exact the date is on which its development began. */
  createdPrecision?: DatePrecisionFilter | null | undefined;
  /** Last known activity in its repository. */
  lastActivity?: DateFilter | null | undefined;
  /** How exact the date of the last activity is. */
  lastActivityPrecision?: DatePrecisionFilter | null | undefined;
  /** Generic term for such a product. */
  genericName?: StringFilter | null | undefined;
  /** Suite that it is part of. */
  applicationSuite?: StringFilter | null | undefined;
  /** Languages of its user interface. */
  languages?: LanguageTagFilter | null | undefined;
  /** Programming languages. */
  programmingLanguages?: StringFilter | null | undefined;
  /** Fields of work it is intended for (publiccode.yml scope). */
  audience?: StringFilter | null | undefined;
  /** Countries it is intended for. */
  audienceCountries?: CountryCodeFilter | null | undefined;
  /** How it is maintained. */
  maintenance?: MaintenanceTypeFilter | null | undefined;
  /** Documentation. */
  documentationUrl?: UrlFilter | null | undefined;
  /** Roadmap. */
  roadmapUrl?: UrlFilter | null | undefined;
  /** Logo. */
  logoUrl?: UrlFilter | null | undefined;
  /** Whether it is prepared for translation. */
  localisationReady?: BooleanFilter | null | undefined;
  /** Open source software that it depends on, as named. */
  openDependencies?: StringFilter | null | undefined;
  /** Proprietary software that it depends on, as named. */
  proprietaryDependencies?: StringFilter | null | undefined;
  /** Sustainable Development Goals that it serves, as numbers. */
  sustainableDevelopmentGoals?: StringFilter | null | undefined;
  /** Conditions on the entities that `basedOn` lists. */
  basedOn?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `dependencies` lists. */
  dependencies?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `moduleOf` lists. */
  moduleOf?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `owners` lists. */
  owners?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `publishers` lists. */
  publishers?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `maintainers` lists. */
  maintainers?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `users` lists. */
  users?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `funders` lists. */
  funders?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `suppliers` lists. */
  suppliers?: OrganisationRelationFilter | null | undefined;
  /** Conditions on the entities that `mentionedIn` lists. */
  mentionedIn?: EntityRelationFilter | null | undefined;
  /** Conditions on the entities that `derivatives` lists. */
  derivatives?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `dependents` lists. */
  dependents?: ProductRelationFilter | null | undefined;
  /** Conditions on the entities that `modules` lists. */
  modules?: ProductRelationFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<ProductWhere> | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<ProductWhere> | null | undefined;
  /** These conditions do not all hold. */
  not?: ProductWhere | null | undefined;
  /** It has this identifier. */
  identifiers?: IdentifierFilter | null | undefined;
  /** A network assessed it by this scheme and, with `value`, found this. */
  assessments?: AssessmentFilter | null | undefined;
};

/** The rule of the merge policy that decided whether an entity shows a value. */
export type ProvenanceRule =
  /** No other record states the field. */
  | 'ONLY'
  /** No record states it: it follows from another value. */
  | 'DERIVED'
  /** All records that state the field state this value. */
  | 'AGREED'
  /** The record has a name, while others have only the login of a code account. */
  | 'NAME'
  /** The network is the authority for the field. */
  | 'AUTHORITY'
  /** The network has the higher precedence. */
  | 'PRECEDENCE'
  /** The record is newer. */
  | 'RECENCY'
  /** Editors of the hub stated it to correct the others. */
  | 'CURATION'
  /** Nothing else distinguishes the records; the first one by id counts. */
  | 'FIRST'
  /** The entity shows the values of all records together. */
  | 'UNITED'
  /** The entity shows another value. */
  | 'LOST';

/** Conditions on relations themselves, all of which must hold. A date that is only a year or month begins on its first day and ends on its last. */
export type RelationWhere = {
  /** Conditions on the first day of the relation. */
  since?: DateFilter | null | undefined;
  /** Conditions on the last day of the relation; null while it is open. */
  until?: DateFilter | null | undefined;
  /** Conditions on the networks that state the relation, by short name. */
  networks?: StringFilter | null | undefined;
  /** Conditions on how certain it is. */
  confidence?: FloatFilter | null | undefined;
  /** This day is not before `since` and not after `until`; one that is not stated sets no limit. */
  activeOn?: string | null | undefined;
};

/** What sort of software a product is (publiccode.yml softwareType). */
export type SoftwareType =
  /** An application for mobile devices. Spelt `standalone/mobile` in records and exports. */
  | 'STANDALONE_MOBILE'
  /** An application for devices of the Internet of Things. Spelt `standalone/iot` in records and exports. */
  | 'STANDALONE_IOT'
  /** An application for desktop computers. Spelt `standalone/desktop` in records and exports. */
  | 'STANDALONE_DESKTOP'
  /** An application used in a browser. Spelt `standalone/web` in records and exports. */
  | 'STANDALONE_WEB'
  /** A server application without a user interface. Spelt `standalone/backend` in records and exports. */
  | 'STANDALONE_BACKEND'
  /** Another application. Spelt `standalone/other` in records and exports. */
  | 'STANDALONE_OTHER'
  /** An extension of another product. Spelt `addon` in records and exports. */
  | 'ADDON'
  /** A library for developers. Spelt `library` in records and exports. */
  | 'LIBRARY'
  /** A set of configuration files, scripts or templates. Spelt `configurationFiles` in records and exports. */
  | 'CONFIGURATION_FILES'
  /** Content rather than code, such as a course. Spelt `content` in records and exports. */
  | 'CONTENT'
  /** A data set. Spelt `data` in records and exports. */
  | 'DATA'
  /** A standard or specification. Spelt `standard` in records and exports. */
  | 'STANDARD';

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type SoftwareTypeFilter = {
  /** The value equals this; null: there is no value. */
  eq?: SoftwareType | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: SoftwareType | null | undefined;
  /** The value is one of these. */
  in?: Array<SoftwareType> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<SoftwareType> | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type SpdxExpressionFilter = {
  /** The value equals this; null: there is no value. */
  eq?: string | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: string | null | undefined;
  /** The value is less than this. */
  lt?: string | null | undefined;
  /** The value is this or less. */
  lte?: string | null | undefined;
  /** The value is greater than this. */
  gt?: string | null | undefined;
  /** The value is this or greater. */
  gte?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<string> | null | undefined;
  /** The value contains this, ignoring ASCII case; for `name`, ignoring diacritics, too. */
  contains?: string | null | undefined;
  /** The value starts with this, ignoring ASCII case; for `name`, ignoring diacritics, too. */
  startsWith?: string | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type StringFilter = {
  /** The value equals this; null: there is no value. */
  eq?: string | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: string | null | undefined;
  /** The value is less than this. */
  lt?: string | null | undefined;
  /** The value is this or less. */
  lte?: string | null | undefined;
  /** The value is greater than this. */
  gt?: string | null | undefined;
  /** The value is this or greater. */
  gte?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<string> | null | undefined;
  /** The value contains this, ignoring ASCII case; for `name`, ignoring diacritics, too. */
  contains?: string | null | undefined;
  /** The value starts with this, ignoring ASCII case; for `name`, ignoring diacritics, too. */
  startsWith?: string | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

/** Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn` if no item equals the value. */
export type UrlFilter = {
  /** The value equals this; null: there is no value. */
  eq?: string | null | undefined;
  /** The value differs from this, or there is none; null: there is a value. */
  ne?: string | null | undefined;
  /** The value is less than this. */
  lt?: string | null | undefined;
  /** The value is this or less. */
  lte?: string | null | undefined;
  /** The value is greater than this. */
  gt?: string | null | undefined;
  /** The value is this or greater. */
  gte?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The value is none of these, or there is none. */
  notIn?: Array<string> | null | undefined;
  /** The value contains this, ignoring ASCII case; for `name`, ignoring diacritics, too. */
  contains?: string | null | undefined;
  /** The value starts with this, ignoring ASCII case; for `name`, ignoring diacritics, too. */
  startsWith?: string | null | undefined;
  /** Whether there is no value. */
  isNull?: boolean | null | undefined;
};

export type SearchQueryVariables = Exact<{
  query: string;
  kinds?: Array<KindName> | KindName | null | undefined;
  networks?: Array<string> | string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { search: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
      | { id: string, kind: KindName, slug: string, name: string, url: string | null, countries: Array<string> }
      | { id: string, kind: KindName, slug: string, name: string, url: string | null, countries: Array<string> }
      | { id: string, kind: KindName, slug: string, name: string, url: string | null, countries: Array<string> }
      | { id: string, kind: KindName, slug: string, name: string, url: string | null, countries: Array<string> }
      | { id: string, kind: KindName, slug: string, name: string, url: string | null, countries: Array<string> }
    > } };

export type OrganisationsQueryVariables = Exact<{
  where?: OrganisationWhere | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OrganisationsQuery = { organisations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, name: string, type: OrganisationType | null, url: string | null, countries: Array<string>, networks: Array<{ slug: string }> }> } };

export type OsposQueryVariables = Exact<{
  where?: OspoWhere | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OsposQuery = { ospos: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, name: string, url: string | null, countries: Array<string>, networks: Array<{ slug: string }> }> } };

export type ProductsQueryVariables = Exact<{
  where?: ProductWhere | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProductsQuery = { products: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, name: string, url: string | null, repository: string | null, licence: string | null, countries: Array<string>, networks: Array<{ slug: string }> }> } };

export type EventsQueryVariables = Exact<{
  where?: EventWhere | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type EventsQuery = { events: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, name: string, url: string | null, startsAt: string | null, endsAt: string | null, countries: Array<string>, networks: Array<{ slug: string }> }> } };

export type NewsQueryVariables = Exact<{
  where?: NewsItemWhere | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NewsQuery = { news: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, name: string, url: string | null, published: string | null, networks: Array<{ slug: string }> }> } };

export type RelationsQueryVariables = Exact<{
  by: EntityBy;
  predicates?: Array<Predicate> | Predicate | null | undefined;
  kinds?: Array<KindName> | KindName | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RelationsQuery = { lookup: Array<
    | { id: string, name: string, related: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
        >, edges: Array<{ predicate: Predicate, outward: boolean, roles: Array<string>, since: string | null, until: string | null, node:
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
          , networks: Array<{ slug: string }> }> } }
    | { id: string, name: string, related: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
        >, edges: Array<{ predicate: Predicate, outward: boolean, roles: Array<string>, since: string | null, until: string | null, node:
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
          , networks: Array<{ slug: string }> }> } }
    | { id: string, name: string, related: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
        >, edges: Array<{ predicate: Predicate, outward: boolean, roles: Array<string>, since: string | null, until: string | null, node:
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
          , networks: Array<{ slug: string }> }> } }
    | { id: string, name: string, related: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
        >, edges: Array<{ predicate: Predicate, outward: boolean, roles: Array<string>, since: string | null, until: string | null, node:
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
          , networks: Array<{ slug: string }> }> } }
    | { id: string, name: string, related: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
          | { id: string, kind: KindName, name: string }
        >, edges: Array<{ predicate: Predicate, outward: boolean, roles: Array<string>, since: string | null, until: string | null, node:
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
            | { id: string, kind: KindName, name: string }
          , networks: Array<{ slug: string }> }> } }
   | null> };

export type OverlapQueryVariables = Exact<{
  networks?: Array<string> | string | null | undefined;
  kinds?: Array<KindName> | KindName | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OverlapQuery = { overlap: { entities: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
        | { id: string, kind: KindName, name: string, networks: Array<{ slug: string }> }
        | { id: string, kind: KindName, name: string, networks: Array<{ slug: string }> }
        | { id: string, kind: KindName, name: string, networks: Array<{ slug: string }> }
        | { id: string, kind: KindName, name: string, networks: Array<{ slug: string }> }
        | { id: string, kind: KindName, name: string, networks: Array<{ slug: string }> }
      > } } };

export type ChangesQueryVariables = Exact<{
  since: number;
  networks?: Array<string> | string | null | undefined;
  kinds?: Array<KindName> | KindName | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChangesQuery = { changes: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ revision: number, at: string, action: ChangeAction, entityId: string, name: string }> } };

export type StatementsQueryVariables = Exact<{
  by: EntityBy;
}>;


export type StatementsQuery = { lookup: Array<
    | { id: string, kind: KindName, name: string, identifiers: Array<{ scheme: string, value: string }>, provenance: Array<{ field: string, value: string, won: boolean, path: string | null, line: number | null, url: string | null, network: { slug: string } | null }>, records: Array<{ id: string, name: string | null, path: string, line: number | null, url: string | null, network: { slug: string } }> }
    | { id: string, kind: KindName, name: string, identifiers: Array<{ scheme: string, value: string }>, provenance: Array<{ field: string, value: string, won: boolean, path: string | null, line: number | null, url: string | null, network: { slug: string } | null }>, records: Array<{ id: string, name: string | null, path: string, line: number | null, url: string | null, network: { slug: string } }> }
    | { id: string, kind: KindName, name: string, identifiers: Array<{ scheme: string, value: string }>, provenance: Array<{ field: string, value: string, won: boolean, path: string | null, line: number | null, url: string | null, network: { slug: string } | null }>, records: Array<{ id: string, name: string | null, path: string, line: number | null, url: string | null, network: { slug: string } }> }
    | { id: string, kind: KindName, name: string, identifiers: Array<{ scheme: string, value: string }>, provenance: Array<{ field: string, value: string, won: boolean, path: string | null, line: number | null, url: string | null, network: { slug: string } | null }>, records: Array<{ id: string, name: string | null, path: string, line: number | null, url: string | null, network: { slug: string } }> }
    | { id: string, kind: KindName, name: string, identifiers: Array<{ scheme: string, value: string }>, provenance: Array<{ field: string, value: string, won: boolean, path: string | null, line: number | null, url: string | null, network: { slug: string } | null }>, records: Array<{ id: string, name: string | null, path: string, line: number | null, url: string | null, network: { slug: string } }> }
   | null> };

export type Question1QueryVariables = Exact<{ [key: string]: never; }>;


export type Question1Query = { organisation: { members: { totalCount: number, edges: Array<{ since: string | null, node: { name: string, usedProducts: { totalCount: number, edges: Array<{ since: string | null, node: { name: string, suppliers: { nodes: Array<{ name: string }> } } }> } } }> } } | null };

export type Question2QueryVariables = Exact<{ [key: string]: never; }>;


export type Question2Query = { products: { totalCount: number, nodes: Array<{ name: string }> } };

export type Question3QueryVariables = Exact<{ [key: string]: never; }>;


export type Question3Query = { news: { totalCount: number, nodes: Array<{ name: string, published: string | null }> } };

export type Question4QueryVariables = Exact<{ [key: string]: never; }>;


export type Question4Query = { ospos: { totalCount: number, nodes: Array<{ name: string, organisations: { nodes: Array<{ name: string, usedProducts: { nodes: Array<{ name: string }> } }> } }> } };

export type Question5QueryVariables = Exact<{ [key: string]: never; }>;


export type Question5Query = { path: { length: number, start:
      | { name: string }
      | { name: string }
      | { name: string }
      | { name: string }
      | { name: string }
    , steps: Array<{ predicate: Predicate, outward: boolean, networks: Array<{ slug: string }>, node:
        | { name: string }
        | { name: string }
        | { name: string }
        | { name: string }
        | { name: string }
      , statements: Array<{ record: { path: string, line: number | null, network: { slug: string } } }> }> } | null };

export type Question6QueryVariables = Exact<{ [key: string]: never; }>;


export type Question6Query = { events: { totalCount: number, groupBy: { totalCount: number, otherCount: number, missing: number, groups: Array<{ count: number, keys: Array<{ value: string, label: string }> }> } } };

export type Question7QueryVariables = Exact<{ [key: string]: never; }>;


export type Question7Query = { products: { groupBy: { totalCount: number, otherCount: number, missing: number, groups: Array<{ count: number, keys: Array<{ value: string }> }> } } };

export type Question8QueryVariables = Exact<{ [key: string]: never; }>;


export type Question8Query = { products: { totalCount: number, nodes: Array<{ name: string, networks: Array<{ slug: string }> }> } };

export type Question9QueryVariables = Exact<{ [key: string]: never; }>;


export type Question9Query = { conflicts: { totalCount: number, nodes: Array<{ field: string, entity:
        | { name: string, conflictCount: number }
        | { name: string, conflictCount: number }
        | { name: string, conflictCount: number }
        | { name: string, conflictCount: number }
        | { name: string, conflictCount: number }
      , values: Array<{ value: string, records: Array<{ network: { slug: string } }> }> }> } };

export type Question10QueryVariables = Exact<{ [key: string]: never; }>;


export type Question10Query = { changes: { totalCount: number, nodes: Array<{ revision: number, kind: KindName, name: string, fields: Array<{ field: string, from: string | null, to: string | null, records: Array<{ path: string, line: number | null, network: { slug: string } }> }> }> } };

export type Question11QueryVariables = Exact<{ [key: string]: never; }>;


export type Question11Query = { organisations: { totalCount: number, groupBy: { totalCount: number, otherCount: number, missing: number, groups: Array<{ count: number, keys: Array<{ value: string }> }> } } };

export type Question12QueryVariables = Exact<{ [key: string]: never; }>;


export type Question12Query = { products: { nodes: Array<{ name: string, users: { totalCount: number } }> } };

export type Question13QueryVariables = Exact<{ [key: string]: never; }>;


export type Question13Query = { organisation: { early: { totalCount: number, nodes: Array<{ name: string }> }, founders: { totalCount: number, nodes: Array<{ name: string }> }, onTheDay: { totalCount: number, nodes: Array<{ name: string }> } } | null };

export type Question14QueryVariables = Exact<{ [key: string]: never; }>;


export type Question14Query = { lookup: Array<
    | { kind: KindName, name: string }
    | { kind: KindName, name: string }
    | { kind: KindName, name: string }
    | { kind: KindName, name: string }
    | { kind: KindName, name: string }
   | null> };

export type Question15QueryVariables = Exact<{ [key: string]: never; }>;


export type Question15Query = { organisations: { totalCount: number, nodes: Array<{ name: string, countries: Array<string>, records: Array<{ path: string, line: number | null, network: { slug: string } }> }> } };

export type Question16QueryVariables = Exact<{ [key: string]: never; }>;


export type Question16Query = { folded: { nodes: Array<
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
    > }, upper: { nodes: Array<
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
    > }, mistyped: { corrections: Array<{ given: string, used: string }>, nodes: Array<
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
      | { kind: KindName, name: string }
    > } };

export type Question17QueryVariables = Exact<{ [key: string]: never; }>;


export type Question17Query = { organisation: { members: { totalCount: number, nodes: Array<{ name: string }> } } | null };

export type Question18QueryVariables = Exact<{ [key: string]: never; }>;


export type Question18Query = { organisations: { totalCount: number, nodes: Array<{ name: string, suppliedProducts: { totalCount: number } }> } };

export type Question19QueryVariables = Exact<{ [key: string]: never; }>;


export type Question19Query = { network: { figures: Array<{ name: string, value: number, asOf: string | null, path: string, line: number | null }> } | null };

export type Question20QueryVariables = Exact<{ [key: string]: never; }>;


export type Question20Query = { products: { totalCount: number, nodes: Array<{ name: string, assessments: Array<{ value: string, asOf: string | null, scheme: { name: string }, criteria: Array<{ text: { value: string } | null }> }> }> }, organisation: { passages: Array<{ path: string, line: number | null, text: { value: string } | null }> } | null };

export type Question21QueryVariables = Exact<{ [key: string]: never; }>;


export type Question21Query = { candidates: { totalCount: number, nodes: Array<{ score: number, left: { name: string | null, network: { slug: string } }, right: { name: string | null, network: { slug: string } }, evidence: Array<{ name: string, weight: number, detail: string, cannotLink: boolean }> }> } };

export type Question22QueryVariables = Exact<{ [key: string]: never; }>;


export type Question22Query = { organisation: { evidence: Array<{ outcome: MatchOutcome, score: number, left: { key: string, network: { slug: string } }, right: { key: string, network: { slug: string } }, evidence: Array<{ name: string, weight: number }> }> } | null };

export type Question23QueryVariables = Exact<{ [key: string]: never; }>;


export type Question23Query = { product: { provenance: Array<{ field: string, value: string, won: boolean, rule: ProvenanceRule, path: string | null, line: number | null, network: { slug: string, licence: string } | null }> } | null };

export type Question24QueryVariables = Exact<{ [key: string]: never; }>;


export type Question24Query = { neighbours: { totalCount: number, nodes: Array<{ distance: number, node:
        | { kind: KindName, name: string }
        | { kind: KindName, name: string }
        | { kind: KindName, name: string }
        | { kind: KindName, name: string }
        | { kind: KindName, name: string }
       }>, edges: Array<{ predicate: Predicate, subject:
        | { name: string }
        | { name: string }
        | { name: string }
        | { name: string }
        | { name: string }
      , object:
        | { name: string }
        | { name: string }
        | { name: string }
        | { name: string }
        | { name: string }
       }> } };

export type Question25QueryVariables = Exact<{ [key: string]: never; }>;


export type Question25Query = { overlap: { matrix: Array<{ kind: KindName, count: number, left: { slug: string }, right: { slug: string } }>, entities: { totalCount: number, nodes: Array<
        | { kind: KindName, name: string }
        | { kind: KindName, name: string }
        | { kind: KindName, name: string }
        | { kind: KindName, name: string }
        | { kind: KindName, name: string }
      > } } };

export type Question26QueryVariables = Exact<{ [key: string]: never; }>;


export type Question26Query = { all: { totalCount: number }, errors: { totalCount: number, nodes: Array<{ code: IssueCode, path: string, line: number | null }> }, warnings: { totalCount: number, nodes: Array<{ code: IssueCode, path: string, line: number | null }> }, info: { totalCount: number, nodes: Array<{ code: IssueCode, path: string, line: number | null, message: string }> } };

export type Question27QueryVariables = Exact<{ [key: string]: never; }>;


export type Question27Query = { occurrences: { totalCount: number, nodes: Array<{ startsAt: string, event: { name: string, recurrence: string | null } }> } };

export type Question28QueryVariables = Exact<{ [key: string]: never; }>;


export type Question28Query = { products: { nodes: Array<{ name: string, description: { lang: string, isFallback: boolean, value: string } | null }> }, organisation: { name: string, description: { lang: string, isFallback: boolean, value: string } | null } | null };

export type Question29QueryVariables = Exact<{ [key: string]: never; }>;


export type Question29Query = { ospos: { totalCount: number, groupBy: { groups: Array<{ count: number, keys: Array<{ value: string, label: string }> }> }, nodes: Array<{ name: string, countries: Array<string>, archetype: OspoArchetype | null }> } };


export const SearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Search"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"KindName"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"networks"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}},{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}}},{"kind":"Argument","name":{"kind":"Name","value":"networks"},"value":{"kind":"Variable","name":{"kind":"Name","value":"networks"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}}]}}]}}]}}]} as unknown as DocumentNode<SearchQuery, SearchQueryVariables>;
export const OrganisationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Organisations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OrganisationWhere"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OrganisationsQuery, OrganisationsQueryVariables>;
export const OsposDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Ospos"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OspoWhere"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ospos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OsposQuery, OsposQueryVariables>;
export const ProductsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Products"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProductWhere"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"repository"}},{"kind":"Field","name":{"kind":"Name","value":"licence"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProductsQuery, ProductsQueryVariables>;
export const EventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Events"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventWhere"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EventsQuery, EventsQueryVariables>;
export const NewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"News"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"NewsItemWhere"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"news"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"published"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<NewsQuery, NewsQueryVariables>;
export const RelationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Relations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EntityBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"predicates"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Predicate"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"KindName"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lookup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"by"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"related"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"predicates"},"value":{"kind":"Variable","name":{"kind":"Name","value":"predicates"}}},{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"predicate"}},{"kind":"Field","name":{"kind":"Name","value":"outward"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RelationsQuery, RelationsQueryVariables>;
export const OverlapDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Overlap"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"networks"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"KindName"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"overlap"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"networks"},"value":{"kind":"Variable","name":{"kind":"Name","value":"networks"}}},{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"entities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<OverlapQuery, OverlapQueryVariables>;
export const ChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Changes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"networks"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"KindName"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}},{"kind":"Argument","name":{"kind":"Name","value":"networks"},"value":{"kind":"Variable","name":{"kind":"Name","value":"networks"}}},{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"entityId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ChangesQuery, ChangesQueryVariables>;
export const StatementsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Statements"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EntityBy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lookup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"by"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"won"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]} as unknown as DocumentNode<StatementsQuery, StatementsQueryVariables>;
export const Question1Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question1"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"os2-offentligt-digitaliseringsfaellesskab","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"type"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"LOCAL"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"countries"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"DK","block":false}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"member","block":false}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"usedProducts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"networks"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"os2","block":false}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"suppliers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question1Query, Question1QueryVariables>;
export const Question2Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question2"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"users"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"countryCount"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"IntValue","value":"2"}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<Question2Query, Question2QueryVariables>;
export const Question3Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question3"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"news"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"published"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"StringValue","value":"2024-11-26","block":false}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"mentions"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"onProduct"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"owners"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"onOrganisation"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ospos"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"count"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"IntValue","value":"1"}}]}}]}}]}}]}}]}}]}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"PUBLISHED"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"published"}}]}}]}}]}}]} as unknown as DocumentNode<Question3Query, Question3QueryVariables>;
export const Question4Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question4"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ospos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organisations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"usedProducts"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"networks"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"os2","block":false}}]}}]}}]}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"organisations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"usedProducts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"networks"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"os2","block":false}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question4Query, Question4QueryVariables>;
export const Question5Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question5"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"kobenhavns-kommune","block":false}}]}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"european-commission","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"start"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"predicate"}},{"kind":"Field","name":{"kind":"Name","value":"outward"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question5Query, Question5QueryVariables>;
export const Question6Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question6"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"occurs"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"from"},"value":{"kind":"StringValue","value":"2026-01-01T00:00:00Z","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"to"},"value":{"kind":"StringValue","value":"2027-01-01T00:00:00Z","block":false}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"groupBy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"fields"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"COUNTRIES"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"otherCount"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question6Query, Question6QueryVariables>;
export const Question7Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question7"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"products"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupBy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"fields"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"COUNTRIES"},{"kind":"EnumValue","value":"LICENCE"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"otherCount"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question7Query, Question7QueryVariables>;
export const Question8Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question8"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"licence"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"isNull"},"value":{"kind":"BooleanValue","value":true}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question8Query, Question8QueryVariables>;
export const Question9Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question9"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflicts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"entity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"conflictCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question9Query, Question9QueryVariables>;
export const Question10Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question10"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"IntValue","value":"3"}},{"kind":"Argument","name":{"kind":"Name","value":"networks"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"osor","block":false}]}},{"kind":"Argument","name":{"kind":"Name","value":"actions"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"CHANGED"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question10Query, Question10QueryVariables>;
export const Question11Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question11"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"groupBy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"fields"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"COUNTRIES"},{"kind":"EnumValue","value":"TYPE"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"otherCount"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question11Query, Question11QueryVariables>;
export const Question12Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question12"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"USERS_COUNT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"0"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question12Query, Question12QueryVariables>;
export const Question13Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question13"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"os2-offentligt-digitaliseringsfaellesskab","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"early"},"name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"edge"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"since"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"lt"},"value":{"kind":"StringValue","value":"2015-01-01","block":false}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"founders"},"name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"founder","block":false}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"onTheDay"},"name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"member","block":false}]}},{"kind":"Argument","name":{"kind":"Name","value":"edge"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"activeOn"},"value":{"kind":"StringValue","value":"2013-01-01","block":false}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question13Query, Question13QueryVariables>;
export const Question14Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question14"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lookup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"url"},"value":{"kind":"StringValue","value":"https://github.com/OS2mo/os2mo","block":false}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"url"},"value":{"kind":"StringValue","value":"https://nobody.example","block":false}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"url"},"value":{"kind":"StringValue","value":"https://opensource.paris.fr","block":false}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"url"},"value":{"kind":"StringValue","value":"https://os2.eu","block":false}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<Question14Query, Question14QueryVariables>;
export const Question15Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question15"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"identifiers"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"scheme"},"value":{"kind":"StringValue","value":"cvr","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"value"},"value":{"kind":"StringValue","value":"55133018","block":false}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question15Query, Question15QueryVariables>;
export const Question16Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question16"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"folded"},"name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"StringValue","value":"kobenhavns kommune","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"upper"},"name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"StringValue","value":"KØBENHAVNS KOMMUNE","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mistyped"},"name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"StringValue","value":"kobenhvans kommune","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"corrections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"given"}},{"kind":"Field","name":{"kind":"Name","value":"used"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<Question16Query, Question16QueryVariables>;
export const Question17Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question17"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"os2-offentligt-digitaliseringsfaellesskab","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ospos"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"count"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"IntValue","value":"0"}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"member","block":false}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question17Query, Question17QueryVariables>;
export const Question18Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question18"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"suppliedProducts"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"count"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"IntValue","value":"2"}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"SUPPLIED_PRODUCTS_COUNT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"suppliedProducts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"0"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question18Query, Question18QueryVariables>;
export const Question19Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question19"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"network"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"os2","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"figures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]} as unknown as DocumentNode<Question19Query, Question19QueryVariables>;
export const Question20Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question20"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"assessments"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"scheme"},"value":{"kind":"StringValue","value":"os2-level","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"value"},"value":{"kind":"StringValue","value":"3","block":false}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"assessments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"criteria"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"lang"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"en","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"organisation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"os2-offentligt-digitaliseringsfaellesskab","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"passages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"topics"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"CRITERIA"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"lang"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"en","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]} as unknown as DocumentNode<Question20Query, Question20QueryVariables>;
export const Question21Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question21"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"candidates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"left"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"right"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"cannotLink"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question21Query, Question21QueryVariables>;
export const Question22Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question22"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"os2-offentligt-digitaliseringsfaellesskab","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"left"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"right"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"weight"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question22Query, Question22QueryVariables>;
export const Question23Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question23"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"os2mo","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provenance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"fields"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"licence","block":false},{"kind":"StringValue","value":"url","block":false},{"kind":"StringValue","value":"genericName","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"won"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"licence"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question23Query, Question23QueryVariables>;
export const Question24Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question24"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"neighbours"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"of"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"ballerup-kommune","block":false}}]}},{"kind":"Argument","name":{"kind":"Name","value":"depth"},"value":{"kind":"IntValue","value":"2"}},{"kind":"Argument","name":{"kind":"Name","value":"predicates"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"MEMBER_OF"},{"kind":"EnumValue","value":"USES"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"distance"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"predicate"}},{"kind":"Field","name":{"kind":"Name","value":"subject"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"object"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question24Query, Question24QueryVariables>;
export const Question25Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question25"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"overlap"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"networks"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"os2","block":false},{"kind":"StringValue","value":"osor","block":false},{"kind":"StringValue","value":"floss-pso","block":false},{"kind":"StringValue","value":"ospo-plus-plus","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"matrix"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"left"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"right"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question25Query, Question25QueryVariables>;
export const Question26Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question26"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"all"},"name":{"kind":"Name","value":"issues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"network"},"value":{"kind":"StringValue","value":"bluehats","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"0"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"errors"},"name":{"kind":"Name","value":"issues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"network"},"value":{"kind":"StringValue","value":"bluehats","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"severity"},"value":{"kind":"EnumValue","value":"ERROR"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"warnings"},"name":{"kind":"Name","value":"issues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"network"},"value":{"kind":"StringValue","value":"bluehats","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"severity"},"value":{"kind":"EnumValue","value":"WARNING"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"info"},"name":{"kind":"Name","value":"issues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"network"},"value":{"kind":"StringValue","value":"bluehats","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"severity"},"value":{"kind":"EnumValue","value":"INFO"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<Question26Query, Question26QueryVariables>;
export const Question27Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question27"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"occurrences"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"StringValue","value":"2027-01-01T00:00:00Z","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"StringValue","value":"2027-02-01T00:00:00Z","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}}]}}]}}]}}]}}]} as unknown as DocumentNode<Question27Query, Question27QueryVariables>;
export const Question28Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question28"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"networks"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"os2","block":false}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"os2mo","block":false},{"kind":"StringValue","value":"os2rollekatalog","block":false}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"lang"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"da","block":false},{"kind":"StringValue","value":"en","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lang"}},{"kind":"Field","name":{"kind":"Name","value":"isFallback"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"organisation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"StringValue","value":"it-m","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"lang"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"da","block":false},{"kind":"StringValue","value":"en","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lang"}},{"kind":"Field","name":{"kind":"Name","value":"isFallback"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<Question28Query, Question28QueryVariables>;
export const Question29Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Question29"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ospos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"archetype"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"NATIONAL"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"countries"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"group"},"value":{"kind":"EnumValue","value":"EU"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"groupBy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"fields"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"COUNTRIES"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"archetype"}}]}}]}}]}}]} as unknown as DocumentNode<Question29Query, Question29QueryVariables>;
