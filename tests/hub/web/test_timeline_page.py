"""/timeline: years with their counts, and what a year consists of."""

from collections.abc import AsyncIterator

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.store import Database

HOME = {"key": "os2", "name": "OS2", "founded": "2012"}
CITY = {"key": "a", "name": "Aarhus Kommune", "founded": "1970-04-01"}
MEMBER = CITY | {"to:memberships": [{"key": "os2", "since": "2013-05"}]}
MEETING = {"key": "e", "name": "Meeting", "starts_at": "2013-12-31T23:30:00+00:00"}


@pytest.fixture
async def client(sqlite_store: Database, sqlite_url: str, seeds, serve) -> AsyncIterator[httpx.AsyncClient]:
    seeds.write("north", {"organisation": [HOME, MEMBER], "event": [MEETING]})
    await load_all(sqlite_store, [seeds.root])
    async with serve(create_app(Settings(database_url=sqlite_url))) as made:
        made.headers.update({"accept": "text/html"})
        yield made


async def test_each_year_leads_to_what_it_counts(client, parsed):
    page = parsed((await client.get("/timeline")).text)
    counted = [str(one.attributes["href"]) for one in page.all("a") if "aria-label" in one.attributes]
    assert counted == [
        "/timeline?year=2013#EventStartsAt",
        "/timeline?year=2012#OrganisationFounded",
        "/timeline?year=1970#OrganisationFounded",
    ]
    for address in counted:
        year = parsed((await client.get(address)).text)
        [heading] = [one for one in year.all("h2") if one.attributes["id"] == address.partition("#")[2]]
        assert heading.text.endswith("1")


async def test_a_year_names_the_memberships_that_began_in_it(client, parsed):
    page = parsed((await client.get("/timeline?year=2013")).text)
    [began] = [one for one in page.all("section") if one.attributes["aria-labelledby"] == "begun"]
    assert "Aarhus Kommune" in began.text
    assert "OS2" in began.text
    assert not [one for one in page.all("section") if one.attributes["aria-labelledby"] == "ended"]


async def test_a_year_of_which_nothing_is_known_says_so(client, parsed):
    assert "No network states anything" in parsed((await client.get("/timeline?year=1800")).text).text
    assert (await client.get("/timeline?year=soon")).status_code == 400
