"""Recurrence rules in words: what words can say, and that all else stays as stated."""

import pytest

from hub.web.recurrence_rules import RecurrenceRule, recurrence_rule
from hub.web.rendering import environment


def worded(text: str, language: str = "en") -> str:
    macro = environment(language).get_template("macros.html").module.recurrence  # type: ignore[attr-defined]
    return " ".join(str(macro(text)).split())


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("RRULE:FREQ=DAILY", "every day"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "every 2 weeks: Thursday"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,WE", "every week: Monday, Wednesday"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1TH", "every month: first Thursday"),
        ("RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=TH;BYSETPOS=1", "every month: first Thursday"),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR", "every month: last Friday"),
        ("RRULE:FREQ=YEARLY;COUNT=3", "every year, 3 times"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270630T120000Z", "every week, until 30 Jun 2027"),
    ],
)
def test_a_plain_rule_is_said_in_words(rule: str, words: str) -> None:
    assert worded(rule) == words


def test_the_words_are_in_the_language_of_the_page() -> None:
    assert worded("RRULE:FREQ=MONTHLY;BYDAY=1TH", "da") == "hver måned: første torsdag"
    assert worded("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "fr") == "toutes les 2 semaines: jeudi"


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=15",
        "RRULE:FREQ=WEEKLY\nEXDATE:20270101T100000Z",
        "RDATE:20270101T100000Z,20270201T100000Z",
        "RRULE:FREQ=MONTHLY;BYDAY=5TH",
    ],
)
def test_a_rule_that_says_more_stays_as_it_is(rule: str) -> None:
    assert recurrence_rule(rule) is None
    assert worded(rule) == f"<code>{' '.join(rule.split())}</code>"


def test_a_rule_is_read_with_all_its_parts() -> None:
    stated = "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU,-1FR;WKST=MO;UNTIL=20270630"
    assert recurrence_rule(stated) == RecurrenceRule("MONTHLY", 2, ((2, 1), (-1, 4)), "2027-06-30", 0)
