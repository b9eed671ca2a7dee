import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.issues import IssueCode
from schema.values import urls
from schema.values.accounts import account, owner_of, repository
from schema.values.urls import address, url

PORTAL = "https://interoperable-europe.ec.europa.eu"


@pytest.mark.parametrize(
    ("stated", "canonical"),
    [
        ("HTTP://WWW.Example.ORG:80/a/../b/./C/?utm_source=x&a=1#main-content", "https://www.example.org/b/C?a=1"), ("https://x.org/", "https://x.org"), ("www.x.org", "https://www.x.org"),
        ("https://x.org:443/a/?", "https://x.org/a"), ("https://x.org:8443/a", "https://x.org:8443/a"), ("https://x.org/#/route", "https://x.org#/route"), ("<https://a.org>", "https://a.org"),
        ("https://github.com/OS2mo/os2mo.git/", "https://github.com/OS2mo/os2mo"), ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://a.org/%7euser/%c3%a6", "https://a.org/~user/%C3%A6"), ("https://web.archive.org/web/2020/https://example.org/x", "https://web.archive.org/web/2020/https://example.org/x"),
        ("https://en.wikipedia.org/wiki/Foo_(bar)", "https://en.wikipedia.org/wiki/Foo_(bar)"), ("https://user:secret@a.org/x", "https://a.org/x"),
    ],
)  # fmt: skip
def test_an_address_has_one_canonical_form(stated: str, canonical: str):
    assert url(stated).value == canonical
    assert url(stated).problem is None


@pytest.mark.parametrize(
    "stated",
    [
        "https://joinup.ec.europa.eu/community/osor/news/os2", "https://joinup.ec.europa.eu/collection/open-source-observatory-osor/news/os2",
        "http://joinup.ec.europa.eu:443/community/osor/news/os2#main-content", PORTAL + "/collection/open-source-observatory-osor/news/os2/", PORTAL + ":443/community/osor/news/os2",
    ],
)  # fmt: skip
def test_the_address_forms_of_joinup_are_one(stated: str):
    assert url(stated).value == PORTAL + "/collection/open-source-observatory-osor/news/os2"


def test_a_node_of_joinup_keeps_its_number():
    assert url("https://joinup.ec.europa.eu/node/158074").value == PORTAL + "/node/158074"


@pytest.mark.parametrize(
    ("stated", "first"),
    [
        ("https://a.org, https://b.org", "https://a.org"), ("https://a.org;https://b.org", "https://a.org"), ("https://a.org and https://b.org", "https://a.org"),
        ("See https://a.org/x for more.", "https://a.org/x"), ("[text](https://a.org/b)", "https://a.org/b"), ("https://a.org/b c.pdf", "https://a.org/b%20c.pdf"), ("example.org/a", "https://example.org/a"),
    ],
)  # fmt: skip
def test_an_address_picked_out_of_a_text_is_suspect(stated: str, first: str):
    assert url(stated).value == first
    assert url(stated).problem.code is IssueCode.VALUE_SUSPECT


@pytest.mark.parametrize(
    "stated",
    [
        "mailto:a@b.org",
        "javascript:alert(1)",
        "ftp://a.org",
        "info@a.org",
        "http://",
        "https://localhost/x",
        "https://a.org:99999",
        "readme.txt",
        "docs/logo.svg",
        "https://[::",
        "no address",
        5,
        ["https://a.org"],
    ],
)
def test_what_is_no_web_address_is_refused(stated: object):
    assert url(stated).value is None
    assert url(stated).problem.code is IssueCode.URL_INVALID


@pytest.mark.parametrize(
    ("stated", "page"),
    [
        ("https://www.OS2.eu/", "os2.eu"),
        ("http://os2.eu", "os2.eu"),
        ("https://github.com/OS2mo/", "github.com/os2mo"),
        ("https://example.org/A/?a=B#c", "example.org/A?a=B#c"),
        ("example.org/A", "example.org/A"),
    ],
)
def test_the_identity_of_a_page_has_no_scheme_and_no_www(stated: str, page: str):
    assert address(stated).value == page
    assert address(stated).problem is None


@pytest.mark.parametrize(
    ("stated", "owner"),
    [
        ("https://github.com/OS2offdig/", "github.com/os2offdig"), ("github.com/os2offdig", "github.com/os2offdig"), ("https://github.com/orgs/OS2offdig/repositories", "github.com/os2offdig"),
        ("https://gitlab.com/groups/fpso", "gitlab.com/fpso"), ("https://gitlab.opencode.de/bmi", "gitlab.opencode.de/bmi"), ("https://code.europa.eu/ec-ospo", "code.europa.eu/ec-ospo"),
        ("https://codeberg.org/x?tab=repositories", "codeberg.org/x"), ("https://sourceforge.net/u/x", "sourceforge.net/x"),
    ],
)  # fmt: skip
def test_an_account_is_host_and_owner_in_lower_case(stated: str, owner: str):
    assert account(stated).value == owner


@pytest.mark.parametrize(
    "stated",
    [
        "https://github.com/OS2mo/os2mo",
        "https://github.com/",
        "https://github.com/features",
        "https://code.gouv.fr/fr",
        "https://docs.example.org/x",
        "OS2offdig",
        5,
    ],
)
def test_a_repository_or_page_is_no_account(stated: object):
    assert account(stated).value is None
    assert account(stated).problem.code is IssueCode.IDENTIFIER_INVALID


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("https://github.com/OS2mo/OS2mo.git", "github.com/os2mo/os2mo"), ("git@github.com:OS2mo/os2mo.git", "github.com/os2mo/os2mo"), ("ssh://git@gitlab.com:22/a/b/c.git", "gitlab.com/a/b/c"),
        ("git://github.com/a/b.git", "github.com/a/b"), ("git+https://github.com/a/b", "github.com/a/b"), ("scm:git:git@github.com:a/b.git", "github.com/a/b"),
        ("https://gitlab.com/a/b/c/-/tree/main/x", "gitlab.com/a/b/c"), ("https://github.com/a/b/tree/main/docs", "github.com/a/b"), ("https://codeberg.org/a/b/src/branch/main", "codeberg.org/a/b"),
        ("https://git.example.org/a/b/src/branch/main", "git.example.org/a/b"), ("https://sourceforge.net/projects/sevenzip/files/7-Zip/", "sourceforge.net/projects/sevenzip"),
        ("http://www.github.com/A/B/#readme", "github.com/a/b"), ("github.com/a/b", "github.com/a/b"),
    ],
)  # fmt: skip
def test_a_repository_is_host_owner_and_name(stated: str, name: str):
    assert repository(stated).value == name
    assert repository(stated).problem is None


@pytest.mark.parametrize(
    "stated",
    [
        "https://github.com",
        "https://github.com/os2mo",
        "https://github.com/orgs/X/repositories",
        "https://example.org",
        "os2mo",
        True,
    ],
)
def test_a_host_or_account_is_no_repository(stated: object):
    assert repository(stated).value is None
    assert repository(stated).problem.code is IssueCode.URL_INVALID


def test_a_repository_has_an_owner():
    assert owner_of("https://github.com/OS2mo/os2mo.git").value == "github.com/os2mo"
    assert owner_of("https://github.com/OS2mo").value == "github.com/os2mo"
    assert owner_of("https://example.org/a/b").value is None


_PIECES = st.lists(st.sampled_from([
    "https://", "http://", "a", "ex-ample", "B", "1", ".", "..", "/", "//", ".org", ".git", ".GIT", "~x", "_", "-", ":443", "?q=1", "#top", " ", "joinup.ec.europa.eu", "127.0.0.1",
]), max_size=7).map("".join)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(rest=_PIECES)
def test_the_short_way_for_plain_addresses_ends_where_the_long_way_does(rest: str):
    stated = f"https://example.org{rest}"
    short = url(stated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "_plain", lambda _: None)
        assert url(stated) == short


@pytest.mark.parametrize(
    ("api", "page"),
    [
        ("https://api.github.com/repos/OS2mo/os2mo", "https://github.com/OS2mo/os2mo"),
        ("https://api.github.com/users/OS2mo", "https://github.com/OS2mo"),
        ("https://gitlab.example/api/v4/projects/group%2Fsub%2Fname", "https://gitlab.example/group/sub/name"),
        ("https://gitlab.example/api/v4/projects/123", "https://gitlab.example/api/v4/projects/123"),
        ("https://codeberg.org/api/v1/repos/a/b/", "https://codeberg.org/a/b"),
        ("https://api.bitbucket.org/2.0/repositories/a/b", "https://bitbucket.org/a/b"),
        ("https://town.example/api/v1/streets", "https://town.example/api/v1/streets"),
    ],
)
def test_the_address_of_a_code_hosts_api_gives_the_page(api: str, page: str):
    assert url(api).value == page


@pytest.mark.parametrize(
    ("stated", "canonical"),
    [
        ("https://a.dk/x, www.b.dk/y", "https://a.dk/x"),
        ("https://a.dk, www.b.dk", "https://a.dk"),
        ("https://a.dk og www.b.dk", "https://a.dk"),
        ("www.a.dk; www.b.dk", "https://www.a.dk"),
        ("see HTTP://a.dk?,http://b.dk", "https://a.dk"),
    ],
)
def test_a_second_address_may_have_no_scheme(stated: str, canonical: str):
    outcome = url(stated)
    assert (outcome.value, outcome.problem.code) == (canonical, IssueCode.VALUE_SUSPECT)


def test_an_address_may_hold_another_one_without_blanks():
    assert url("https://a.dk/cache,www.b.dk/y").value == "https://a.dk/cache,www.b.dk/y"
