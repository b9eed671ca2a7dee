"""Events: conferences, webinars, meetings, courses with a date."""

from dataclasses import replace

from schema.kinds.entity import EntityColumns
from schema.kinds.facts import fact, facts
from schema.values import catalogue as v
from schema.values.time_zones import time_zone as zone_name

_TIME_ZONE = replace(v.LABEL, normalise=zone_name)


class Event(EntityColumns, table=True):
    """Something that takes place at a certain time; the fields follow RFC 5545 and schema.org/Event."""

    type: str | None = fact(v.EVENT_TYPE, "Type of event.", facet=True)
    starts_at: str | None = fact(
        v.MOMENT,
        "Start, in UTC; midnight of the first day where only a date is known.",
        precision="starts_at_precision",
    )
    starts_at_precision: str | None = fact(
        v.PRECISION,
        "How exact the start is; null: to the minute; floating: a clock time without a known time zone, given as if it"
        " were UTC.",
    )
    ends_at: str | None = fact(v.MOMENT, "End, in UTC.", precision="ends_at_precision")
    ends_at_precision: str | None = fact(
        v.PRECISION,
        "How exact the end is; null: to the minute; floating: a clock time without a known time zone, given as if it"
        " were UTC.",
    )
    all_day: bool | None = fact(v.BOOLEAN, "Whether it lasts whole days.")
    time_zone: str | None = fact(_TIME_ZONE, "IANA time zone in which its times are stated.")
    recurrence: str | None = fact(v.RECURRENCE, "Recurrence rules as stated (RFC 5545 RRULE, RDATE, EXDATE lines).")
    place: str | None = fact(v.LABEL, "Venue, as stated.")
    city: str | None = fact(v.LABEL, "City or town.", facet=True)
    mode: str | None = fact(v.EVENT_MODE, "Whether it takes place on site, online or both.", facet=True)
    status: str | None = fact(v.EVENT_STATUS, "Whether it is confirmed.", facet=True)
    languages: list[str] | None = facts(v.LANGUAGE, "Languages in which it is held.", facet=True)
    register_url: str | None = fact(v.URL, "Registration page.")
    recording_url: str | None = fact(v.URL, "Recording or slides.")
    series: str | None = fact(v.LABEL, "Series that it is part of.", facet=True)
