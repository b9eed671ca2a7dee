"""Lists: narrowing, ordering and turning pages by links alone."""

from collections.abc import AsyncIterator
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
    [chip] = [one for one in page.all("a") if one.text == "used products: alpha × (remove)"]
    assert chip.attributes["href"] == "/organisations?lang=en"


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


async def test_a_selection_leads_on_to_what_is_related_to_it(client, parsed):
    page = await visited(client, parsed, "/products?network=north")
    assert cards(await visited(client, parsed, link(page, "users of these products →"))) == ["Body 00", "Body 03"]


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
