import pytest

from hub.identity import Outcome, Subject, cannot_link, weigh


def item(id_, title, starts=None, *ids, kind="event", **stated):
    lands = (stated["country"],) if "country" in stated else ()
    return Subject(id_, stated.get("network", "a"), kind, id_, (title,), lands, tuple(ids), starts=starts)


def outcome(left, right):
    return weigh(left, right).outcome


def test_a_series_has_one_title_and_many_days():
    left, right = (
        item("1", "OS2-bestyrelsemøde", "2014-08-26"),
        item("2", "OS2-bestyrelsemøde", "2014-06-16", network="b"),
    )
    assert outcome(left, right) is Outcome.APART
    assert cannot_link(left, right)


def test_one_title_on_one_day_is_one_event():
    left = item("1", "Open Source Summit for Public Administrations", "2026-05-08T08:00:00Z")
    right = item("2", "Open source summit for public administrations", "2026-05-08", network="b")
    assert outcome(left, right) is Outcome.JOINED


def test_other_titles_of_one_day_and_page_are_one_event():
    page = ("homepage", "os2.eu/event/summit")
    left, right = (
        item("1", "OS2 Summit 2026", "2026-05-08", page),
        item("2", "OS2 summit 2026 in Aarhus", "2026-05-08", page, network="b"),
    )
    assert outcome(left, right) is Outcome.JOINED


def test_other_titles_on_one_day_alone_are_two_events():
    assert (
        outcome(item("1", "Webinar on licences", "2026-05-08"), item("2", "Board meeting", "2026-05-08", network="b"))
        is Outcome.APART
    )


def test_one_title_on_one_day_in_two_countries_is_two_events():
    left, right = (
        item(str(n), "Software Freedom Day celebration", "2026-09-19", network=land, country=land)
        for n, land in enumerate(("DK", "FR"))
    )
    assert outcome(left, right) is Outcome.APART


def test_one_newsletter_under_two_addresses_of_a_site_joins():
    left = item(
        "1",
        "Interoperability, tools, and food for thought",
        None,
        ("homepage", "ec.europa.eu/newsroom/joinup/newsletter-archives/51254"),
        kind="news-item",
    )
    right = item(
        "2",
        "Interoperability, tools, and food for thought",
        None,
        ("homepage", "ec.europa.eu/newsroom/joinup/redirection/item/820437"),
        kind="news-item",
    )
    assert outcome(left, right) is Outcome.JOINED


def test_a_copy_on_another_domain_waits_for_a_person():
    left = item(
        "1", "Webinars and resources springing up everywhere", None, ("homepage", "osor.eu/1"), kind="news-item"
    )
    right = item(
        "2",
        "Webinars and resources springing up everywhere",
        None,
        ("homepage", "copies.example/1"),
        kind="news-item",
        network="b",
    )
    assert outcome(left, right) is Outcome.CANDIDATE


def test_an_item_listed_by_its_page_is_the_one_that_a_feed_lists_by_its_page_and_date():
    page, day = "https://sill.example/software?id=36", "2020-02-13"
    listed = item(page, "Koha - Ajout", day, kind="news-item", network="b")
    assert (
        outcome(listed, item(f"{page}#{day}T10:00:00+00:00", "Koha - Ajout", day, kind="news-item")) is Outcome.JOINED
    )
    assert outcome(listed, item(f"{page}#{day}", "Koha - Ajout", day, kind="news-item")) is Outcome.JOINED
    later = item(f"{page}#2021-07-27T10:00:00+00:00", "Koha - Ajout", "2021-07-27", kind="news-item")
    assert outcome(listed, later) is Outcome.APART
    other_place = item(f"{page}#added", "Koha - Ajout", day, kind="news-item")
    assert outcome(listed, other_place) is Outcome.CANDIDATE


@pytest.mark.parametrize("title", ["Newsletter", "Newsletter 12", "Open Source News"])
def test_a_title_that_many_items_have_does_not_join(title):
    pages = [("homepage", f"site.eu/{n}") for n in range(2)]
    left, right = (item(str(n), title, None, pages[n], kind="news-item") for n in range(2))
    assert outcome(left, right) is not Outcome.JOINED
