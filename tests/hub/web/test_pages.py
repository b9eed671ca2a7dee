"""What holds for every page, and the entrance."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from hub.app import create_app, create_executor
from hub.config import Settings
from hub.load import load_all
from hub.plan.execution import Operation
from hub.store import Database
from hub.web.examples import read_examples
from hub.web.pages import PAGES as PAGES_OF_HUB
from hub.web.visits import Visit

PEOPLE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
BODY = {"key": "a", "name": "Aarhus Kommune", "id:cvr": "55133018", "countries": "DK", "type": "local"}
HOSTILE = "<script>alert(1)</script>"
ALPHA = {"key": "p", "name": "Alpha", "url": "https://alpha.example", "to:users:organisation": [{"key": "a"}]}
NEWS = {"key": "n", "name": "Alpha wins", "published": "2026-03-01", "description": "First. Alpha is used. Last."}
EVENT = {"key": "e", "name": "Meeting", "starts_at": "2026-03-02"}
PAGES = (
    "/", "/search", "/search?q=a", "/search?q=a&kind=products",
    "/organisations", "/organisations?country=DK&country=SE&type=local&sort=name", "/ospos", "/products?q=alph",
    "/events", "/events?when=past", "/news?year=2026", "/organisations/aarhus-kommune", "/ospos/an-ospo",
    "/products/alpha", "/events/meeting", "/news/alpha-wins", "/networks/north", "/findings", "/map?count=products",
    "/countries/DK", "/about", "/docs", "/docs/graphql", "/docs/adr/README", "/questions",
)  # fmt: skip


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings(database_url=sqlite_url)


@pytest.fixture
async def filled(sqlite_store: Database, seeds) -> Database:
    seeds.write(
        "north",
        {
            "organisation": [BODY],
            "ospo": [{"key": "o", "name": "An OSPO"}],
            "product": [ALPHA],
            "event": [EVENT],
            "news-item": [NEWS],
        },
    )
    seeds.write(
        "south",
        {"product": [{"key": "q", "name": "Alpha", "url": "https://alpha.example"}, {"key": "r", "name": "Beta"}]},
    )
    await load_all(sqlite_store, [seeds.root])
    return sqlite_store


@pytest.fixture
async def client(settings: Settings, serve) -> AsyncIterator[httpx.AsyncClient]:
    async with serve(create_app(settings)) as made:
        made.headers.update(PEOPLE)
        yield made


async def test_a_page_can_be_read_without_seeing_it(filled, client, parsed):
    for address in PAGES:
        answer = await client.get(address)
        page = parsed(answer.text)
        assert answer.status_code == 200
        identities = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
        assert page.one("html").attributes["lang"] == "en"
        assert page.one("main").attributes["id"] == "content"
        assert page.all("a")[0].attributes["href"] == "#content"
        assert len(page.all("h1")) == 1
        assert len(identities) == len(set(identities))
        named = " ".join(str(element.attributes.get("aria-labelledby", "")) for element in page.elements).split()
        assert set(named) <= set(identities)
        assert all(element.attributes.get("scope") in {"col", "row"} for element in page.all("th"))


async def test_a_page_asks_nothing_of_another_host_and_holds_no_inline_script_or_style(filled, client, parsed):
    for address in PAGES:
        page = parsed((await client.get(address)).text)
        fetched = [
            element.attributes.get("src") or element.attributes.get("href")
            for element in page.all("link", "script", "img", "use")
            if element.attributes.get("rel") != "canonical"
            # a browser fetches neither of these; oEmbed wants a whole address
            and element.attributes.get("type") not in {"application/ld+json", "application/json+oembed"}
        ]
        assert fetched
        assert all(str(part).startswith("/") for part in fetched)
        assert all("src" in one.attributes for one in page.all("script") if one.attributes["type"] == "module")
        assert not page.all("style", "iframe")
        assert not [
            one for one in page.elements if any(name == "style" or name.startswith("on") for name in one.attributes)
        ]
        for part in {str(part).partition("#")[0] for part in fetched}:
            assert (await client.get(part)).status_code == 200, part


async def test_a_page_is_one_question_that_the_editor_opens_with(filled, client, parsed):
    for address in PAGES:
        page = parsed((await client.get(address)).text)
        [link] = [link for link in page.all("a") if link.text == "This page as a query"]
        editor = parsed((await client.get(str(link.attributes["href"]))).text)
        form = {name: "".join(editor.one("textarea", name=name).parts).strip() for name in ("query", "variables")}
        answer = await client.post("/graphiql", data=form)
        assert '"data"' in answer.text.replace("&#34;", '"')
        assert "errors" not in answer.text


async def test_an_empty_hub_says_how_to_fill_it(client, parsed):
    answer = await client.get("/")
    assert answer.status_code == 200
    assert "python -m hub load seeds" in parsed(answer.text).text


async def test_the_doors_of_the_entrance_are_the_counts_of_the_graph(filled, client, parsed):
    page = parsed((await client.get("/")).text)
    doors = {link.attributes["href"]: link.text for link in page.all("a") if "organisation" in link.text.lower()}
    assert doors["/organisations"] in {"1 organisation", "Organisations"}
    assert [one.text for one in page.all("a") if one.text == "2 products"] == [
        "2 products"
    ] * 2  # a door, and south's own


async def test_readers_whose_browsers_state_their_languages_otherwise_get_the_same_page(filled, client):
    pages = [
        (await client.get("/organisations", headers={"accept-language": language}))
        for language in ("en", "en-GB,en;q=0.9")
    ]
    assert pages[0].text == pages[1].text
    assert pages[0].headers["etag"] != pages[1].headers["etag"]
    danish = await client.get("/organisations", headers={"accept-language": "da"})
    assert 'lang="da"' in danish.text


async def test_the_entrance_tells_what_networks_share(filled, client, parsed):
    page = parsed((await client.get("/")).text)
    assert "north × south 1" in [row.text for row in page.all("tr")]
    assert "1 thing is known to two or more networks." in page.text


PROBLEMS = (
    ("/nowhere", 404, "There is no page /nowhere."),
    ("/organisations/nobody", 404, "No network states a thing with this address."),
    ("/entity/org_nobody", 404, "There is no entity org_nobody."),
    ("/organisations?contry=DK", 400, "Did you mean country?"),
    ("/organisations?type=locl", 400, "Did you mean"),
    ("/events?year=x", 400, "Write it as 2026."),
    ("/search?q=a&kind=product", 400, "Did you mean products?"),
    ("/products?after=nonsense", 400, "Begin at its first page"),
)


async def test_what_is_not_there_is_a_page_for_people_and_json_for_programs(filled, client, parsed):
    for address, status, words in PROBLEMS:
        page = await client.get(address)
        assert page.status_code == status
        assert words in parsed(page.text).text
        assert page.headers["vary"].startswith("accept, accept-language")
        answer = await client.get(address, headers={"accept": "*/*"})
        assert answer.status_code == status
        assert answer.json().keys() == {"message", "hint"}


async def test_a_method_that_is_not_answered_is_named(client):
    answer = await client.post("/organisations", headers={"accept": "*/*"})
    assert (answer.status_code, answer.json()["message"]) == (405, "/organisations does not answer this method.")
    assert answer.json()["hint"] == "Send GET."
    assert "GET" in answer.headers["allow"]
    read = await client.get("/reconcile/v1/reconcile", headers={"accept": "*/*"})
    assert (read.status_code, read.json()["hint"]) == (405, "Send POST.")


async def test_what_a_seed_says_cannot_become_markup_or_a_harmful_link(sqlite_store, seeds, client, parsed):
    values = {
        "name": f"""Zeta {HOSTILE} {{{{ 7 * 7 }} '\" a &amp;lt;script> a<b""",
        "description": f"{HOSTILE} {{{{ 7 * 7 }}}}",  # a name like this would be a template that was not filled in
        "topics": [HOSTILE, "</ul><b>"],
    }
    seeds.write(
        "north",
        {
            "organisation": [{"key": "a", **values, "city": HOSTILE, "acronym": "javascript:alert(1)"}],
            "product": [{"key": "p", **values, "features": HOSTILE, "to:users:organisation": [{"label": HOSTILE}]}],
            "news-item": [{"key": "n", **values, "collection": HOSTILE}],
            "event": [{"key": "e", **values, "place": HOSTILE, "starts_at": "2026-01-01"}],
        },
        title=HOSTILE,
        attribution="</li><b>x",
    )
    await load_all(sqlite_store, [seeds.root])
    kinds = ("organisations", "products", "news", "events")
    lists = [parsed((await client.get(f"/{kind}?q=zeta")).text) for kind in kinds]
    records = [link.attributes["href"] for page in lists for link in page.all("a") if "{{ 7 * 7 }" in link.text]
    assert len(set(records)) == len(kinds)
    overviews = ("/networks/north", "/findings", "/about")
    for address in ("/", "/search?q=zeta", *overviews, *(f"/{kind}?q=zeta" for kind in kinds), *map(str, records)):
        answer = await client.get(address)
        page = parsed(answer.text)
        assert answer.status_code == 200, address
        assert {one.attributes["type"] for one in page.all("script")} <= {"module", "application/ld+json"}
        assert not [one for one in page.all("b") if "x" in one.text and "attribution" in one.text]
        assert HOSTILE not in answer.text, address
        assert all(str(link.attributes["href"]).startswith(("/", "#", "https://", "http://")) for link in page.all("a"))


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("address", ["/", "/products/alpha", "/docs/graphql"])
async def test_a_page_is_the_same_packed_or_not_when_it_is_made_and_when_it_is_kept(client, address):
    """Whoever comes first, the page that is kept is sent to each as it takes it."""
    for order in (("gzip", "identity"), ("identity", "gzip;q=0.5, br")):
        answers = [await client.get(address, headers={**PEOPLE, "accept-encoding": one}) for one in (*order, *order)]
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.text for answer in answers}) == 1
        assert [answer.headers.get("content-encoding") for answer in answers] == [
            "gzip" if "gzip" in one else None for one in (*order, *order)
        ]
        assert {answer.headers["vary"].lower() for answer in answers} == {
            "accept, accept-language, accept-encoding, origin"
        }
        assert len({answer.headers["content-length"] for answer in answers}) == 2


async def test_a_copy_is_confirmed_until_something_is_loaded(sqlite_store, seeds, client):
    first = await client.get("/")
    confirmed = await client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (confirmed.status_code, confirmed.content) == (304, b"")
    seeds.write("north", {"organisation": [BODY]})
    await load_all(sqlite_store, [seeds.root])
    assert (await client.get("/", headers={"if-none-match": first.headers["etag"]})).status_code == 200


async def test_one_of_several_tags_is_enough(client):
    tag = (await client.get("/")).headers["etag"]
    for stated in (f'"other", {tag}', tag.removeprefix("W/"), "*"):
        assert (await client.get("/", headers={"if-none-match": stated})).status_code == 304


async def test_a_tag_is_of_one_address_and_one_reader(client):
    tags = [
        (await client.get(address, headers={"accept-language": language})).headers["etag"]
        for address in ("/", "/news", "/?lang=da")
        for language in ("en", "fr")
    ]
    assert len(set(tags)) == len(tags)


async def test_a_broken_store_gives_a_plain_page_with_a_hint(filled, client, parsed):
    await filled.dispose()
    for file in Path(str(filled.path)).parent.iterdir():
        file.write_bytes(b"this is no database " * 400)
    answer = await client.get("/")
    assert answer.status_code == 503
    assert parsed(answer.text).one("h1").text == "The hub cannot answer now"
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_every_stored_operation_is_answered_by_both_databases(store, seeds):
    seeds.write("north", {"organisation": [BODY], "product": [ALPHA], "event": [EVENT], "news-item": [NEWS]})
    seeds.write("south", {"organisation": [{"key": "b", "name": "Aarhus Kommune"}]})
    await load_all(store, [seeds.root])
    executor = create_executor(store, Settings())
    # the questions of the guide name networks of the seeds, and are answered over these in test_guide_pages
    for page in (page for page in PAGES_OF_HUB if not page.name.startswith("question ")):
        slug = "north" if page.name == "network" else "aarhus-kommune"
        parts = {"slug": slug, "code": "DK", "number": "1", "name": "graphql"}
        variables = page.asked(Visit(parts=parts, today=date(2026, 1, 1)))
        answer = await executor.execute(Operation(page.document, variables=variables))
        assert answer.executed, (page.name, answer.body)
        assert b'"errors"' not in answer.body, page.name


async def test_head_answers_as_get_without_the_body(client):
    answer = await client.head("/")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example.title)
async def test_an_example_has_a_title_and_is_answered(example, filled, settings):
    answer = await create_executor(filled, settings).execute(
        Operation(document=example.document.replace("osor", "north"))
    )
    assert example.document.startswith(f"# {example.title}\n")
    assert answer.executed, answer.body
    assert b'"errors"' not in answer.body


def test_there_are_at_least_six_examples():
    assert len({example.title for example in read_examples()}) >= 6
