"""Networks, findings, countries and the map: each figure is that of the list it leads to."""

import csv
from collections.abc import AsyncIterator
from io import StringIO

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.web.pictures.map_tints import SHEETS, drawn, tints
from hub.web.rendering import STATIC
from tests.countries import EUROPEAN_UNION

PEOPLE = {"accept": "text/html"}
AARHUS = {"key": "a", "name": "Aarhus Kommune", "id:cvr": "55133018", "countries": "DK"}
ALPHA = {"key": "p", "name": "Alpha", "url": "https://alpha.example", "licence": "MPL-2.0"}
USED = {"key": "q", "name": "Alpha", "url": "https://alpha.example", "to:users:organisation": [{"key": "a"}]}
NORTH = {
    "organisation": [AARHUS, {"key": "b", "name": "Lund", "countries": "SE", "url": "=1+1"}],
    "ospo": [{"key": "o", "name": "An OSPO", "countries": "DK", "to:organisations:organisation": [{"key": "a"}]}],
    "event": [{"key": "e", "name": "Meeting", "starts_at": "2026-03-02", "countries": "DK"}],
}
SOUTH = {
    "organisation": [{**AARHUS, "city": "Aarhus", "founded": "1970"}],
    "product": [USED, {"key": "r", "name": "Beta", "licence": "no such licence"}],
    "news-item": [{"key": "n", "name": "About", "published": "2026-03-01", "to:mentions:organisation": [{"key": "a"}]}],
}
EAST = {"product": [ALPHA]}


@pytest.fixture
async def client(sqlite_store, sqlite_url: str, seeds, serve) -> AsyncIterator[httpx.AsyncClient]:
    for network, rows in {"north": NORTH, "south": SOUTH, "east": EAST}.items():
        seeds.write(network, rows)
    await load_all(sqlite_store, [seeds.root])
    settings = Settings(database_url=sqlite_url, contact="hub@example.org")
    async with serve(create_app(settings)) as made:
        made.headers.update(PEOPLE)
        yield made


async def follow(client, parsed, page) -> None:
    """Each link whose text is a figure leads to a list of that many."""
    figures = [
        link for link in page.all("a") if link.text.split(" ")[0].isdigit() and link.attributes["href"] != "#findings"
    ]
    assert figures
    for link in figures:
        answer = await client.get(str(link.attributes["href"]))
        assert answer.status_code == 200, link
        assert parsed(answer.text).one("h1").text.split()[-1] == link.text.split(" ")[0], link


@pytest.mark.parametrize("address", ["/map", "/map?count=events", "/countries/DK", "/countries/SE"])
async def test_each_figure_is_that_of_the_list_it_leads_to(client, parsed, address):
    answer = await client.get(address)
    assert answer.status_code == 200
    await follow(client, parsed, parsed(answer.text))


async def test_a_country_is_found_by_its_code_in_any_case(client):
    for stated in ("dk", "DNK"):
        answer = await client.get(f"/countries/{stated}")
        assert (answer.status_code, answer.headers["location"]) == (301, "/countries/DK")
    assert (await client.get("/countries/INT")).status_code == 200
    assert (await client.get("/countries/ZZ")).status_code == 404


async def test_the_map_tints_the_chosen_count_and_leads_to_countries(client, parsed):
    page = parsed((await client.get("/map?count=events")).text)
    tinted = [link.attributes["href"] for link in page.all("a") if link.attributes.get("tabindex") == "-1"]
    assert tinted == ["/countries/DK"] * len(SHEETS)
    assert (await client.get("/map?count=event")).status_code == 400
    assert (await client.get("/map?colour=events")).status_code == 400


def test_both_drawings_have_the_countries_they_are_about():
    europe, world = (set(drawn(sheet)) for sheet in SHEETS)
    assert europe >= EUROPEAN_UNION
    assert {"US", "BR", "IN", "AU", "ZA", "JP", *EUROPEAN_UNION} - {"MT"} <= world
    for sheet in SHEETS:
        assert "style=" not in (STATIC / f"{sheet}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("counts", [[], [1], [1, 1, 2], [1, 5, 9, 400], list(range(1, 30))])
def test_tints_follow_each_other_without_gaps(counts):
    found = tints(counts)
    assert len(found) <= 5
    assert [tint.least for tint in found] == [1, *(tint.most + 1 for tint in found[:-1])][: len(found)]
    assert max(counts, default=0) == max((tint.most for tint in found), default=0)


async def test_a_network_sees_what_others_add_to_its_things(client, parsed):
    page = parsed((await client.get("/networks/north")).text)
    added = next(item.text for item in page.all("li") if "Aarhus Kommune" in item.text and "City" in item.text)
    assert "City Aarhus south" in added
    assert "Founded 1970 south" in added
    assert "Name" not in added
    assert [item.text for item in page.all("li") if "About" in item.text and "2026" in item.text]
    [shared] = [link.text for link in page.all("a") if link.attributes["href"] == "/overlap?networks=north%2Csouth"]
    assert shared.startswith("1 ")


async def test_a_network_that_adds_alone_sees_nothing_added(client, parsed):
    page = parsed((await client.get("/networks/south")).text)
    added = [item.text for item in page.all("li") if item.text.startswith("Aarhus Kommune")]
    assert not [text for text in added if "City" in text]


async def test_a_network_that_is_not_there_is_a_404_with_the_nearest_name(client, parsed):
    answer = await client.get("/networks/nort")
    assert answer.status_code == 404
    assert "Did you mean north?" in parsed(answer.text).text


async def test_findings_are_narrowed_one_value_a_field_and_counted_so(client, parsed):
    page = parsed((await client.get("/findings")).text)
    facets = [
        link
        for link in page.all("a")
        if str(link.attributes["href"]).startswith("/findings?") and "lang" not in link.attributes
    ]
    assert facets
    for link in facets:
        narrowed = parsed((await client.get(str(link.attributes["href"]))).text)
        assert narrowed.one("h1").text.split()[-1] == link.text.split()[-1]
    answer = await client.get("/findings?severity=warnin")
    assert answer.status_code == 400
    assert "Did you mean warning?" in parsed(answer.text).text


async def test_the_table_of_findings_has_all_of_them_and_no_formula(client, parsed):
    answer = await client.get("/findings.csv")
    rows = list(csv.DictReader(StringIO(answer.text)))
    page = parsed((await client.get("/findings")).text)
    assert answer.headers["content-type"].startswith("text/csv")
    assert str(len(rows)) == page.one("h1").text.split()[-1]
    assert "'=1+1" in {row["value"] for row in rows}
    assert {
        row["network"] for row in csv.DictReader(StringIO((await client.get("/findings.csv?network=south")).text))
    } == {"south"}
    assert (await client.get("/findings.csv?network=nowhere")).status_code == 400


async def test_the_hub_says_who_answers_for_it(client, parsed):
    page = parsed((await client.get("/about")).text)
    assert page.one("a", href="mailto:hub@example.org").text == "hub@example.org"
