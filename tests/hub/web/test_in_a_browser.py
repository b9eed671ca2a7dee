"""The pages in a real browser, over the hub's own seeds: narrow and wide, light and dark, with and without scripts."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pydantic import SecretStr

from hub.app import create_app
from hub.config import Settings
from hub.web.assets import is_bundled

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: apt-get install chromium, or name another one in CHROMIUM"
)
SOFTWARE_GL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""WebGL on machines without a graphics card."""
NARROW, WIDE = 390, 1280
TOKEN = "a-token-of-operators"
PAIR = "{ organisations(last: 2) { nodes { records { id } } } }"
JUDGE = """mutation ($left: ID!, $right: ID!) {
  judge(left: $left, right: $right, verdict: SAME, by: "tests", why: "For the test.") { judgementId }
}"""
MODES: list[tuple[int, Literal["light", "dark"]]] = [
    (NARROW, "light"),
    (WIDE, "light"),
    (WIDE, "dark"),
    (NARROW, "dark"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules of which another colour scheme can change the outcome."""
OF_THE_EDITOR = {"nested-interactive", "region", "color-contrast"}
"""What axe-core finds in GraphiQL itself: its tabs, its bars, the colours of its syntax and line numbers."""
ADDRESSES = [
    "/",
    "/search?q=aarhus",
    "/search",
    "/organisations",
    "/organisations?country=DK&has=ospos&q=os",
    "/ospos?lang=fr",
    "/products?licence=MPL-2.0&sort=-users-count",
    "/events",
    "/events?when=past&lang=da",
    "/news?year=2026",
    "/organisations/os2-offentligt-digitaliseringsfaellesskab",
    "/ospos/os2-public-digitalization-network",
    "/products/os2mo?lang=da",
    "/organisations/osor-nothing",
    "/networks/hub-editors",
    "/networks/os2?lang=da",
    "/findings",
    "/map",
    "/countries/DK?lang=fr",
    "/about?lang=fr",
    "/docs",
    "/docs/graphql",
    "/docs/architecture",
    "/questions?lang=da",
    "/questions/1",
    "/questions/21",
    "/questions/28",
    "/networks",
    "/overlap",
    "/overlap?networks=os2,osor&kind=products&lang=fr",
    "/path",
    "/path?from=aarhus&to=os2mo",
    "/path?from=organisations/aarhus-kommune&to=products/os2mo&lang=da",
    "/graph",
    "/graph?of=products/vitam&depth=2",
    "/graph?of=organisations/aarhus-kommune&open=products/os2mo",
    "/graph/products?network=os2&lang=fr",
    "/timeline?year=2021&lang=da",
    "/review",
]


@dataclass
class Visitor:
    """A page of the browser that remembers what went wrong on it."""

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._complain(said.type, said.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda asked: self._foreign(asked.url))

    def go(self, address: str) -> Page:
        self.faults.clear()
        self.page.goto(f"{self.site}{address}")
        return self.page

    def _complain(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "status of 404" not in text:
            self.faults.append(text)

    def _foreign(self, url: str) -> None:
        if not url.startswith((self.site, "data:")):
            self.faults.append(f"asked {url}")


@pytest.fixture(scope="module")
def site(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a hub that serves the seeds."""
    copy = shutil.copyfile(seeded_file, tmp_path_factory.mktemp("site") / "hub.db")
    settings = Settings(database_url=f"sqlite+aiosqlite:///{copy}", operator_token=SecretStr(TOKEN))
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """The browser, started after the site is loaded: Playwright keeps an event loop in this thread from then on."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SOFTWARE_GL)
        yield browser
        browser.close()


def context(browser: Browser, width: int = WIDE, *, scripts: bool = True) -> BrowserContext:
    made = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        reduced_motion="reduce",
        locale="en",
    )
    made.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)  # a busy machine may take longer than the five seconds of old
    return made


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visitor]:
    made = context(browser)
    yield Visitor(made.new_page(), site)
    made.close()


def violations(page: Page, rules: Any = RULES) -> list[tuple[str, list[str]]]:
    """What axe-core finds: each rule with the elements that break it."""
    # without what passes, of which a large page has two megabytes
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], [node["target"][0] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_whole_at_every_width_and_scheme(address: str, visitor: Visitor) -> None:
    page = visitor.go(address)
    for width, scheme in MODES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page, RULES if scheme == "light" else OF_COLOURS) == []
    assert visitor.faults == []
    assert page.context.cookies() == []


def test_without_scripts_all_is_there(browser: Browser, site: str) -> None:
    made = context(browser, NARROW, scripts=False)
    visitor = Visitor(made.new_page(), site)
    page = visitor.go("/")
    page.get_by_role("searchbox").fill("os2mo")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", level=3, name="OS2mo").first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("OS2mo")
    page.get_by_role("link", name="This page as a query").click()
    expect(page.get_by_label("Query", exact=True)).to_contain_text("query Record")
    assert visitor.faults == []
    made.close()


def test_suggestions_come_while_typing_and_are_chosen_by_keyboard(visitor: Visitor) -> None:
    page = visitor.go("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("os2m", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    chosen = page.get_by_role("option", selected=True).locator("span").inner_text()
    assert violations(page) == []
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(chosen)
    page.go_back()
    page.get_by_role("combobox").press_sequentially("zz", delay=20)
    page.get_by_role("combobox").press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    assert visitor.faults == []


def test_a_walk_by_keyboard_from_the_entrance_to_a_source(visitor: Visitor) -> None:
    page = visitor.go("/organisations")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Denmark").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="What narrows this list")).to_contain_text("Denmark")
    page.get_by_role("link", name="country: Denmark").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="What narrows this list")).to_have_count(0)
    page.get_by_role("listitem").get_by_role("heading", level=3).get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    source = page.locator("a.source").first
    source.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_visible()
    assert visitor.faults == []


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Visitor]:
    """A visitor without scripts."""
    made = context(browser, scripts=False)
    yield Visitor(made.new_page(), site)
    made.close()


def products_of_os2(page: Page) -> None:
    """The first click: from the entrance to the products of OS2."""
    name = "OS2 – Public Digitalization Network"
    os2 = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))
    os2.get_by_role("link", name="products").click()


def test_three_clicks_find_the_agents_with_an_ospo_that_use_a_product_of_os2(plain: Visitor) -> None:
    page = plain.go("/")
    products_of_os2(page)
    page.get_by_role("link", name="These products: users").click()
    page.get_by_role("region", name="Narrow this list").get_by_role("link", name="OSPOs").click()
    expect(page.get_by_role("heading", level=3).first).to_be_visible()
    assert "has=ospos" in page.url
    assert "used-products.network=os2" in page.url
    assert plain.faults == []


def test_three_clicks_find_what_osor_wrote_of_a_product_and_who_says_so(plain: Visitor) -> None:
    page = plain.go("/")
    products_of_os2(page)
    page.get_by_role("heading", level=3, name="OS2mo", exact=False).first.get_by_role("link").click()
    written = page.get_by_role("region", name="What is written about it")
    article = written.get_by_role("listitem").filter(
        has=page.get_by_role("link", name="OS2 directory information tool")
    )
    article.get_by_text("1 source").click()
    expect(article).to_contain_text("osor/news.csv:")
    assert plain.faults == []


def test_three_clicks_find_which_networks_know_copenhagen_and_where_they_differ(plain: Visitor) -> None:
    page = plain.go("/")
    page.get_by_role("searchbox").fill("Københavns Kommune")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", level=3, name="Københavns Kommune").get_by_role("link").click()
    page.get_by_role("link", name="Side by side").click()
    table = page.get_by_role("region", name="The sources side by side")
    for network in ("os2", "osor", "hub-editors"):
        expect(table.get_by_role("columnheader", name=network)).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="Name").first).to_contain_text("≈ Copenhagen Municipality")
    assert plain.faults == []


@pytest.mark.skipif(not is_bundled(), reason="GraphiQL is not bundled: make setup with node and npm")
def test_the_question_behind_a_page_opens_in_the_editor_and_is_answered_on_a_narrow_screen(visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size({"width": NARROW, "height": 900})
    visitor.go("/products/os2mo")
    page.get_by_role("link", name="This page as a query").click()
    expect(page.locator(".graphiql-query-editor")).to_contain_text("query Record")
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".graphiql-response")).to_contain_text("OS2mo")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert {rule for rule, _ in violations(page)} <= OF_THE_EDITOR
    assert visitor.faults == []


def test_a_walk_by_keyboard_through_a_picture(visitor: Visitor) -> None:
    page = visitor.go("/graph?of=organisations/aarhus-kommune")
    edges, nodes = page.locator("svg a.edge"), page.locator("svg a.node")
    edges.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_contain_text("Aarhus")
    edges.last.focus()
    page.keyboard.press("Tab")
    expect(nodes.first).to_be_focused()
    page.keyboard.press("Tab")
    name = nodes.nth(1).get_attribute("aria-label") or ""
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name.rpartition(" (")[0])
    with page.expect_download() as saved:
        page.get_by_role("link", name="As PNG").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    assert visitor.faults == []


@pytest.mark.skipif(not is_bundled(), reason="WebGL is not bundled: make setup with node and npm")
def test_a_large_picture_is_drawn_from_its_table(visitor: Visitor) -> None:
    page = visitor.go("/graph?of=organisations/os2-offentligt-digitaliseringsfaellesskab&depth=2&most=2000")
    picture = page.locator("[data-drawn]")
    expect(picture).to_be_visible()
    things = page.locator(".things-of-picture > li")
    assert int(picture.get_attribute("data-drawn") or 0) == things.count() > 300
    for name in ("Larger", "Smaller", "The whole picture"):
        page.get_by_role("button", name=name).click()
    middle = picture.locator(".canvas").bounding_box()
    assert middle is not None
    page.mouse.click(middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2)
    chosen = page.get_by_role("status")
    expect(chosen).to_contain_text("OS2")
    expect(chosen.get_by_role("link", name="Open its page")).to_be_visible()
    assert violations(page) == []
    assert visitor.faults == []


def test_a_verdict_by_one_key_is_kept_and_undone_by_another(visitor: Visitor) -> None:
    page = visitor.go("/review")
    page.get_by_label("The operator’s token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Start with the first").focus()
    waiting = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Evidence for")).to_be_visible()
    assert violations(page) == []
    held = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 's', repeat: true, bubbles: true}))"
    page.evaluate(held)
    page.wait_for_timeout(500)
    expect(page.get_by_role("heading", name="Evidence for")).to_be_visible()
    expect(page.get_by_text("Your verdict has been saved.")).to_have_count(0)
    page.get_by_label("One key for each verdict").uncheck()
    page.locator("h1").click()
    page.keyboard.press("s")
    page.wait_for_timeout(500)
    expect(page.get_by_text("Your verdict has been saved.")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("One key for each verdict")).not_to_be_checked()
    page.get_by_label("One key for each verdict").check()
    page.locator("h1").click()
    page.keyboard.press("s")
    expect(page.get_by_text("Your verdict has been saved.")).to_be_visible()
    expect(page.locator("form.notice")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("z")
    expect(page.get_by_role("heading", level=1)).to_have_text(waiting)
    assert violations(page) == []
    assert visitor.faults == []


@pytest.mark.skipif(not is_bundled(), reason="GraphiQL is not bundled: make setup with node and npm")
def test_the_editor_follows_a_subscription_and_shows_a_revision_as_it_comes(visitor: Visitor) -> None:
    page = visitor.page
    revision = _answer(page, visitor, "{ revision }")["revision"]
    following = f"subscription {{ changes(since: {revision}) {{ revision changes(first: 1) {{ totalCount }} }} }}"
    visitor.go(f"/graphiql?query={quote(following)}")
    page.wait_for_load_state("networkidle")  # the button is there before the editor has the query
    page.get_by_role("button", name="Execute query").click()
    expect(page.get_by_role("button", name="Stop query")).to_be_visible()
    ids = _answer(page, visitor, PAIR)["organisations"]["nodes"]
    left, right = (node["records"][0]["id"] for node in ids)
    judged = _answer(page, visitor, JUDGE, left=left, right=right)["judge"]
    expect(page.locator(".graphiql-response")).to_contain_text(f'"revision": {revision + 1}')
    page.get_by_role("button", name="Stop query").click()
    expect(page.get_by_role("button", name="Execute query")).to_be_visible()
    undone = "mutation ($id: ID!) { undoJudgement(id: $id) { revision } }"
    assert _answer(page, visitor, undone, id=judged["judgementId"])["undoJudgement"]["revision"] == revision + 2
    assert visitor.faults == []


def _answer(page: Page, visitor: Visitor, query: str, **variables: object) -> Any:
    """The data of an operation by an operator, asked beside the page."""
    headers = {"authorization": f"Bearer {TOKEN}"}
    told = page.request.post(
        f"{visitor.site}/graphql", data={"query": query, "variables": variables}, headers=headers
    ).json()
    assert "errors" not in told, told
    return told["data"]
