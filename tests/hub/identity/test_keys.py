import pytest

from hub.identity import Subject, context
from hub.identity.evidence.context import CATALOGUE, ContextCounter
from hub.identity.keys.blocking_keys import blocking_names, counted_names, strong_keys, weak_keys
from hub.identity.keys.packed_keys import OF_ACCOUNT, host_key, identifier_key, match_keys, name_match_key, packed


def agent(id_="1", names=("Aarhus Kommune",), *ids, network="a", countries=("DK",), **facts):
    return Subject(id_, network, "organisation", facts.pop("key", id_), names, countries, ids, **facts)


def test_strong_keys_are_identifiers_whole_names_and_stated_short_forms():
    subject = agent("1", ("Aarhus Kommune (AAK)",), ("cvr", "55133018"), ("gln", "5790000001"), ("sill", "9"))
    assert set(strong_keys(subject)) == {
        ("agent", "cvr", "55133018"),
        ("agent", "gln", "5790000001"),
        ("agent", "name", "arhus"),
        ("agent", "name", "arhu"),  # as if the s were a genitive
        ("agent", "name", "arhuskommune"),
        ("agent", "name", "aak"),
    }


@pytest.mark.parametrize(
    ("starts", "days"),
    [("2026-05-31T10:00:00Z", {"2026-05-31"}), ("2026-05-31", {"2026-05-31"}), ("2026-05", set()), (None, set())],
)
def test_the_day_of_an_event_is_a_strong_key_where_it_is_stated(starts, days):
    subject = Subject("1", "a", "event", "1", ("Summit",), starts=starts)
    assert {key[2] for key in strong_keys(subject) if key[1] == "day"} == days
    item = Subject("1", "a", "news-item", "1", ("Summit",), starts=starts)
    assert not [key for key in strong_keys(item) if key[1] == "day"]


def test_weak_keys_of_an_agent_are_domains_short_forms_by_country_and_core_words():
    subject = agent(
        "1",
        ("Statistics Canada",),
        ("homepage", "www150.statcan.gc.ca/n1"),
        ("account", "github.com/bcgov"),
        ("account", "github.com/minbzk"),
        key="statcan",
        countries=("CA", "INT"),
    )
    keys = set(weak_keys(subject))
    assert {key for key in keys if key[1] == "domain"} == {("agent", "domain", "statcan.gc.ca")}
    shorts = {"sc", "statcan", "bcgov", "bc", "minbzk", "bzk"}
    assert {key for key in keys if key[1] == "short"} == {
        ("agent", "short", land, short) for land in ("", "CA") for short in shorts
    }
    assert {key for key in keys if key[1] == "token"} == {
        ("agent", "token", "statistics"),
        ("agent", "token", "canada"),
    }


@pytest.mark.parametrize(
    ("name", "key", "short"),
    [
        ("Twelveletter", "k", "twelveletter"),
        ("Thirteenlette", "k", None),
        ("x y", "twentyletterlogin123", "twentyletterlogin123"),
        ("x y", "twentyoneletterlogin1", None),
    ],
)
def test_short_forms_have_two_to_twenty_letters_and_names_up_to_twelve(name, key, short):
    shorts = {found[3] for found in weak_keys(agent("1", (name,), key=key)) if found[1] == "short"}
    assert (short in shorts) if short else not {name.lower(), key} & shorts
    assert all(2 <= len(form) <= 20 for form in shorts)


def test_only_the_four_longest_words_make_keys_and_generic_and_tiny_ones_do_not():
    subject = Subject("1", "a", "product", "1", ("The alpha betaplus gammaplus delta epsilonplus io ab",))
    assert [key[2] for key in weak_keys(subject)] == ["epsilonplus", "gammaplus", "betaplus", "alpha"]
    assert all(key[:2] == ("product", "token") for key in weak_keys(subject))
    assert [key[2] for key in weak_keys(agent("1", ("Abc Kommune",), key="")) if key[1] == "token"] == ["abc"]
    generic = Subject("1", "a", "product", "1", ("Kommune",))
    assert [key[2] for key in weak_keys(generic)] == ["kommune"]


def test_names_are_met_by_core_and_whole_and_counted_by_class_and_core():
    subject = agent("1", ("Københavns Kommune",))
    assert blocking_names(subject) == {"kobenhavns", "kobenhavn", "kobenhavnskommune"}
    assert counted_names(subject) == {"municipality+kobenhavns", "kobenhavnskommune", "+kobenhavns"}
    assert counted_names(agent("1", ("…",))) == frozenset()


def test_match_keys_hold_the_same_keys_as_numbers():
    subject = agent("1", ("Aarhus",), ("homepage", "aarhus.dk/om"), ("account", "github.com/aarhus"), ("sill", "1"))
    keys = match_keys(subject)
    assert (keys.id, keys.network, keys.family, keys.accounts) == ("1", "a", "agent", 1)
    assert keys.signature == OF_ACCOUNT
    assert set(keys.strong) == {packed(*key) for key in strong_keys(subject)}
    assert set(keys.weak) | set(keys.tokens) == {packed(*key) for key in weak_keys(subject)}
    assert list(keys.tokens) == [packed("agent", "token", "arhus")]
    assert set(keys.identifiers) == {
        identifier_key("a", "organisation", "homepage", "aarhus.dk/om"),
        identifier_key("a", "organisation", "account", "github.com/aarhus"),
    }
    assert set(keys.names) == {name_match_key("organisation", "arhus"), name_match_key("organisation", "+arhus")}
    assert keys.lands == "DK"
    assert list(keys.hosts) == [host_key("a", "aarhus.dk")]
    several = agent("1", ("Aarhus Kommune",), ("homepage", "aarhus.dk/om"), ("account", "github.com/aarhus"))
    assert match_keys(several).signature == packed("aarhus.dk/om", "github.com/aarhus")
    assert match_keys(agent("7", ("Aarhus",))).signature == packed("7")
    assert len({packed("a", "b"), packed("ab"), packed("b", "a"), packed("\ud800")}) == 4


def test_a_network_that_repeats_an_identifier_shares_it_within_the_kind_an_office_may_have_those_of_its_body():
    twice = [agent(str(n), (f"A {n}",), ("cvr", "1")) for n in range(2)]
    office = Subject("9", "a", "ospo", "9", ("O",), (), (("gln", "2"),))
    product = Subject("8", "a", "product", "8", ("P",), (), (("wikidata", "Q1"),))
    others = [agent("5", ("B",), ("gln", "2")), agent("6", ("C",), ("wikidata", "Q1"), network="b")]
    counted = context([*twice, office, product, *others])
    assert counted.shared("cvr", "1", twice[0])
    assert counted.shared("cvr", "1", others[1], twice[0])
    assert not counted.shared("gln", "2", office, others[0])
    assert not counted.shared("wikidata", "Q1", product, others[1])
    assert not counted.shared("cvr", "2", twice[0])


def test_a_host_with_ten_pages_of_one_network_is_its_catalogue():
    def listing(count):
        pages = [agent(str(n), (f"N {n}",), ("homepage", f"list.example/{n}")) for n in range(count)]
        return context(pages).only_listed(pages[0])

    assert CATALOGUE == 10
    assert listing(10)
    assert not listing(9)
    own = agent("x", ("X",), ("homepage", "list.example/x"), ("homepage", "x.example"))
    assert not context(
        [own, *(agent(str(n), (f"N {n}",), ("homepage", f"list.example/{n}")) for n in range(10))]
    ).only_listed(own)


def test_namesakes_with_the_same_pages_and_accounts_count_once():
    page = ("homepage", "aarhus.dk")
    twice = [agent("1", ("Aarhus",), page), agent("2", ("Aarhus",), page)]
    third = agent("3", ("Aarhus",), ("homepage", "other.dk"))
    assert context(twice).namesakes(twice[0], "arhus") == 1
    assert context([*twice, third]).namesakes(third, "arhus") == 2
    assert context([third]).namesakes(agent("4", ("Aarhus",), network="b"), "arhus") == 0


def lists_accounts(*accounts):
    """Whether the first record of a network counts as an account, records having these numbers of accounts."""
    records = [
        agent(str(n), (f"Body {n}",), *(("account", f"github.com/x{n}{m}") for m in range(count)))
        for n, count in enumerate(accounts)
    ]
    return context(records).is_account(records[0])


def test_a_network_lists_accounts_if_half_of_its_agents_have_one_and_none_has_two():
    assert lists_accounts(1, 0)
    assert not lists_accounts(1, 0, 0)
    assert not lists_accounts(1, 1, 2)
    assert not lists_accounts(0, 1, 1)


def test_a_record_with_a_number_or_page_is_an_account_only_if_it_is_called_like_it():
    account = ("account", "github.com/ign")
    assert not context([]).is_account(agent("1", ("IGN",)))
    assert context([]).is_account(agent("1", ("IGN",), account, ("homepage", "ign.fr")))
    known = agent("1", ("Institut",), account, ("homepage", "ign.fr"))
    assert not context([known]).is_account(known)
    numbered = agent("1", ("Institut",), account, ("cvr", "1"))
    assert not context([numbered]).is_account(numbered)
    assert context([agent("1", ("Institut",), account)]).is_account(agent("1", ("Institut",), account))


def test_products_are_no_agents_of_a_network():
    accounts = ("account", "github.com/a"), ("account", "github.com/b")
    product = Subject("p", "a", "product", "p", ("P",), (), accounts)
    one = agent("1", ("Body",), ("account", "github.com/x"))
    assert context([product, one]).is_account(one)


def test_only_what_will_be_asked_for_is_counted():
    one, two = agent("1", ("A",), ("cvr", "1"), ("cvr", "2")), agent("2", ("B",), ("cvr", "1"), ("cvr", "2"))
    counter = ContextCounter({identifier_key("a", "organisation", "cvr", "1")})
    for subject in (one, two):
        counter.add(match_keys(subject))
    assert counter.context().shared("cvr", "1", one)
    assert not counter.context().shared("cvr", "2", one)
