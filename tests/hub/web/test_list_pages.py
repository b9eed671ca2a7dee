"""Lists: narrowing, ordering and turning pages by links alone."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.plan.refusals import HINTS, RefusalCode

COUNTRIES = ("DK", "SE", "FR")
BODIES = [
    {
        "key": str(number),
        "name": f"Body {number:02}",
        "countries": COUNTRIES[number % 3],
        "type": "local" if number % 2 else "agency",
    }
    for number in range(60)
]


@pytest.fixture
async def client(sqlite_url, sqlite_store, seeds, serve) -> AsyncIterator[httpx.AsyncClient]:
    used = [{"key": "p", "name": "Alpha", "to:users:organisation": [{"key": "0"}, {"key": "3"}]}]
    events = [
        {"key": "old", "name": "Long ago", "starts_at": "2020-05-01"},
        {"key": "new", "name": "Far off", "starts_at": "2199-05-01"},
        {"key": "any", "name": "Some day"},
    ]
    seeds.write("north", {"organisation": BODIES, "product": used, "event": events})
    await load_all(sqlite_store, [seeds.root])
    async with serve(create_app(Settings(database_url=sqlite_url))) as made:
        made.headers["accept"] = "text/html"
        yield made


def cards(page) -> list[str]:
    return [heading.text.partition(" (")[0] for heading in page.all("h3") if "(" in heading.text]


def link(page, *words: str) -> str:
    """The address of the one link with these words."""
    [found] = {str(one.attributes["href"]) for one in page.all("a") if one.text == " ".join(words)}
    return found


async def visited(client, parsed, address: str):
    answer = await client.get(address)
    assert answer.status_code == 200, answer.text
    return parsed(answer.text)


async def test_a_facet_narrows_its_chip_widens_again(client, parsed):
    everything = await visited(client, parsed, "/organisations")
    assert everything.one("h1").text == "Organisations 60"
    narrowed = await visited(client, parsed, link(everything, "Denmark", "20"))
    assert narrowed.one("h1").text == "Organisations 20"
    both = await visited(client, parsed, link(narrowed, "France", "20"))
    assert both.one("h1").text == "Organisations 40"
    [chip] = [one for one in both.all("a") if one.text == "country: Denmark × (remove)"]
    rest = await visited(client, parsed, str(chip.attributes["href"]))
    assert rest.one("h1").text == "Organisations 20"
    assert link(rest, "Remove all") == "/organisations"
    local = await visited(client, parsed, link(rest, "local", "10"))
    assert parse_qsl(urlsplit(link(local, "name")).query) == [("country", "FR"), ("type", "local"), ("sort", "name")]


async def test_what_no_facet_lists_can_be_removed_as_well(client, parsed):
    page = await visited(client, parsed, "/organisations?used-products=alpha&lang=en")
    assert cards(page) == ["Body 00", "Body 03"]
    [chip] = [one for one in page.all("a") if one.text == "used products: Alpha × (remove)"]
    assert chip.attributes["href"] == "/organisations?lang=en"


async def test_what_is_chosen_is_named_as_people_know_it_on_an_empty_list_too(client, parsed):
    page = await visited(client, parsed, "/organisations?used-products=alpha&network=north&country=NO")
    assert page.one("h1").text == "Organisations 0"
    chips = [one.text.removesuffix(" × (remove)") for one in page.all("a") if "(remove)" in one.text]
    assert chips == ["used products: Alpha", "network: north", "country: Norway"]


async def test_a_slug_of_nothing_stays_as_it_is(client, parsed):
    page = await visited(client, parsed, "/organisations?used-products=omega")
    assert "used products: omega × (remove)" in [one.text for one in page.all("a")]


async def test_titles_tell_lists_and_their_pages_apart_and_name_the_site(client, parsed):
    site = "Public-sector open source hub"
    whole = await visited(client, parsed, "/organisations")
    assert whole.one("title").text == f"Organisations – {site}"
    further = await visited(client, parsed, link(whole, "Next", "→"))
    assert further.one("title").text == f"Organisations – further on – {site}"
    narrowed = await visited(client, parsed, "/organisations?country=DK&q=body")
    assert narrowed.one("title").text == f"Organisations: body, Denmark – {site}"


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/organisations?contry=DK", "Did you mean country"),
        ("/organisations?foo=bar", "/docs/pages lists what addresses take."),
        ("/organisations?after=xyz", "Begin at its first page"),
        ("/organisations.foo", "Known: atom"),
    ],
)
async def test_a_reader_is_told_in_a_page_what_an_address_misspells_and_not_all_there_is(client, parsed, address, hint):
    answer = await client.get(address)
    page = parsed(answer.text)
    assert answer.status_code == 400
    assert page.one("h1").text == "This address cannot be read"
    assert hint in page.one("main").text
    assert len(page.one("main").text) < 400


async def test_what_no_word_has_is_no_word(client, parsed):
    page = await visited(client, parsed, "/search?q=%00")
    assert page.one("h1").text == "Search"


async def test_pages_lead_through_the_whole_list_and_back(client, parsed):
    page, names = await visited(client, parsed, "/organisations?sort=name"), []
    while True:
        names += cards(page)
        following = [one for one in page.all("a") if one.attributes.get("rel") == "next"]
        if not following:
            break
        page = await visited(client, parsed, str(following[0].attributes["href"]))
    assert names == [f"Body {number:02}" for number in range(60)]
    [previous] = [one for one in page.all("a") if one.attributes.get("rel") == "prev"]
    before = await visited(client, parsed, str(previous.attributes["href"]))
    assert cards(before) == names[24:48]


async def test_a_search_within_a_list_keeps_its_conditions(client, parsed):
    page = await visited(client, parsed, "/organisations?country=DK&sort=name")
    hidden = {
        one.attributes["name"]: one.attributes["value"]
        for one in page.all("input")
        if one.attributes["type"] == "hidden"
    }
    assert hidden == {"country": "DK"}
    found = await visited(client, parsed, "/organisations?country=DK&q=body+03")
    assert cards(found) == ["Body 03"]
    assert found.one("h1").text == "Organisations 1"
    assert [one.text for one in found.all("mark")] == ["Body", "03"]


async def test_the_agenda_parts_what_is_to_come_from_what_is_past(client, parsed):
    page = await visited(client, parsed, "/events")
    headings = [heading.text for heading in page.all("h2") if "2" in heading.text or "date" in heading.text]
    assert headings == ["May 2199 to come", "May 2020", "Without a date"]
    assert cards(await visited(client, parsed, link(page, "To come"))) == ["Far off"]
    assert "Long ago" in cards(await visited(client, parsed, link(page, "Past")))


async def test_what_is_to_come_stands_under_its_next_date_and_the_soonest_first(
    sqlite_url, sqlite_store, seeds, serve, parsed
):
    month = (datetime.now(UTC) + timedelta(days=40)).strftime("%Y-%m")
    events = [
        {"key": "soon", "name": "Soon", "starts_at": f"{month}-02"},
        {"key": "series", "name": "Series", "starts_at": "2020-01-01T10:00:00Z", "recurrence": "RRULE:FREQ=DAILY"},
        {"key": "far", "name": "Far off", "starts_at": "2199-05-01"},
    ]
    seeds.write("north", {"event": events})
    await load_all(sqlite_store, [seeds.root])
    async with serve(create_app(Settings(database_url=sqlite_url))) as client:
        client.headers["accept"] = "text/html"
        page = await visited(client, parsed, "/events?when=coming")
        assert cards(page) == ["Series", "Soon", "Far off"]
        day = datetime.now(UTC)
        dates = [one.attributes["datetime"] for one in page.all("time")]
        assert dates[0] in {f"{(day + timedelta(days=more)):%Y-%m-%d}T10:00:00Z" for more in (0, 1)}
        assert "since 1 Jan 2020" in page.one("main").text
        past = await visited(client, parsed, "/events?when=past")
        assert cards(past) == [], "a series that goes on is not past"
        record = await visited(client, parsed, "/events/series")
        assert "every day" in record.one("main").text
        assert "RRULE" not in record.one("main").text
        assert "1 Jan 2020 10:00 UTC" in record.one("main").text
        assert "Dates to come" in [heading.text for heading in record.all("h2")]


async def test_every_page_gives_the_day_of_an_event_in_its_own_zone(sqlite_url, sqlite_store, seeds, serve, parsed):
    june = {"key": "june", "name": "June", "starts_at": "2027-06-01T00:30", "time_zone": "Europe/Copenhagen"}
    floating = {"key": "clock", "name": "Clock", "starts_at": "2027-08-01T00:30"}
    seeds.write("north", {"event": [june, floating]})
    await load_all(sqlite_store, [seeds.root])
    async with serve(create_app(Settings(database_url=sqlite_url))) as client:
        client.headers["accept"] = "text/html"
        page = await visited(client, parsed, "/events")
        assert sorted(one.text for one in page.all("time")) == ["1 Aug 2027", "1 Jun 2027"]
        assert not [heading.text for heading in page.all("h2") if "May" in heading.text]
        assert [heading.text for heading in page.all("h2") if "June 2027" in heading.text]
        year = await visited(client, parsed, "/timeline?year=2027")
        assert [one.text for one in year.all("time")] == ["1 Jun 2027", "1 Aug 2027"]
        record = await visited(client, parsed, "/events/june")
        assert "1 Jun 2027" in record.one("title").text
        assert "1 Jun 2027 00:30 Europe/Copenhagen" in record.one("main").text


async def test_a_selection_leads_on_to_what_is_related_to_it(client, parsed):
    page = await visited(client, parsed, "/products?network=north")
    assert cards(await visited(client, parsed, link(page, "These products: users →"))) == ["Body 00", "Body 03"]


async def test_the_language_of_an_address_stays_on_its_links(client, parsed):
    page = await visited(client, parsed, "/organisations?lang=da&country=DK")
    assert page.one("html").attributes["lang"] == "da"
    assert page.one("h1").text == "Organisationer 20"
    assert link(page, "Fjern alle") == "/organisations?lang=da"
    assert link(page, "English") == "/organisations?country=DK&lang=en"
    danish = await client.get("/organisations", headers={"accept-language": "da-DK, en;q=0.5"})
    assert parsed(danish.text).one("html").attributes["lang"] == "da"


async def test_the_last_day_that_there_is_is_beyond_the_horizon_like_others(client):
    for address in ("/events?to=9999-12-31", "/events.ics?to=9999-12-31"):
        answer = await client.get(address)
        assert answer.status_code == 400
        assert RefusalCode.BEYOND_HORIZON in answer.text or HINTS[RefusalCode.BEYOND_HORIZON] in answer.text


@pytest.mark.parametrize("tracking", ["utm_source=x", "fbclid=1", "mc_cid=a&mc_eid=b", "gclid=1&utm_campaign=y"])
async def test_a_link_that_was_counted_on_its_way_leads_where_it_should(client, tracking):
    for address in (
        "/organisations",
        "/organisations?country=DK",
        "/organisations.csv?country=DK",
        "/map",
        "/timeline",
    ):
        joined = "&" if "?" in address else "?"
        plain, counted = await client.get(address), await client.get(f"{address}{joined}{tracking}")
        assert counted.status_code == 200
        assert "utm_" not in counted.text
        assert counted.content == plain.content
