"""Groups of countries, such as the European Union, as of any day: `words/country_groups.csv`, a row per
membership with its source.

Days are as exact as the source has them: of a membership that began or ended in a year, all of
the year may belong to it.
"""

from datetime import UTC, datetime
from pathlib import Path

from schema.values.dates import first_day, last_day
from schema.values.word_lists import listed_words

COUNTRY_GROUPS: dict[str, str] = {
    "EU": "Members of the European Union and the Communities before it.",
    "EEA": "Parties to the Agreement on the European Economic Area.",
    "EFTA": "Members of the European Free Trade Association.",
    "NORDIC": "Countries and territories of Nordic cooperation.",
    "BALTIC": "Members of the Baltic Assembly.",
    "BENELUX": "Members of the Benelux Union.",
    "VISEGRAD": "Members of the Visegrád Group.",
}
_MEMBERSHIPS = tuple(
    (row["group"], row["country"], first_day(row["since"]), last_day(row["until"]) if row["until"] else "")
    for row in listed_words(Path(__file__).parent / "words", "country_groups")
)


def members(group: str, on: str | None = None) -> list[str]:
    """The countries of a group on a day (YYYY-MM-DD, first and last day included), today by default, by code."""
    day = on or datetime.now(UTC).date().isoformat()
    return sorted(
        country
        for name, country, since, until in _MEMBERSHIPS
        if name == group and since <= day and (not until or day <= until)
    )
