import pytest

from hub.identity import Subject, affected, candidate_pairs
from hub.identity.pairs.blocking import BLOCK_LIMIT, RARE_LIMIT, Repeats


def product(number, name, *ids, network=None):
    return Subject(f"{number:04d}", network or f"n{number}", "product", str(number), (name,), (), ids)


def agent(number, name, *accounts, network="n"):
    ids = tuple(("account", f"github.com/{account}") for account in accounts)
    return Subject(f"{number:04d}", network, "organisation", str(number), (name,), (), ids)


def same_page(count):
    return [product(n, f"Tool{n}x", ("homepage", "tools.example")) for n in range(count)]


def under_one_domain(count):
    return [product(n, f"Tool{n}x", ("homepage", f"tools.example/{n}")) for n in range(count)]


def with_one_word(count):
    return [product(n, f"Tool{n}x Otterboard") for n in range(count)]


@pytest.mark.parametrize(
    ("records", "limit"), [(same_page, BLOCK_LIMIT), (under_one_domain, BLOCK_LIMIT), (with_one_word, RARE_LIMIT)]
)
def test_a_block_makes_all_its_pairs_up_to_its_limit_and_none_beyond(records, limit):
    assert len(list(candidate_pairs(records(limit)))) == limit * (limit - 1) // 2
    assert not list(candidate_pairs(records(limit + 1)))
    assert not list(candidate_pairs(records(limit + 2)))


def test_within_one_network_only_strong_keys_make_pairs():
    alone = [product(1, "Alpha Otter", ("homepage", "x.example/1"), network="n")]
    weak = [*alone, product(2, "Beta Otter", ("homepage", "x.example/2"), network="n")]
    assert not list(candidate_pairs(weak))
    strong = [*alone, product(2, "Beta Otter", ("homepage", "x.example/1"), network="n")]
    assert list(candidate_pairs(strong)) == [("0001", "0002")]


def test_with_touched_records_only_their_pairs_are_made():
    records = same_page(4)
    assert list(candidate_pairs(records, {"0001"})) == [("0000", "0001"), ("0001", "0002"), ("0001", "0003")]


def test_a_match_key_repeats_when_it_comes_again_and_only_a_number_is_one():
    repeats = Repeats(4)
    repeats.add([5, -5, 9])
    assert 5 not in repeats
    repeats.add([5, -5])
    assert 5 in repeats
    assert -5 in repeats
    assert 9 not in repeats
    assert "5" not in repeats


def test_a_change_affects_those_that_share_an_identifier_in_the_network_or_a_name_in_any():
    records = [
        product(1, "Forms", ("homepage", "a.example"), network="a"),
        product(2, "Letters", ("homepage", "a.example"), network="a"),
        product(3, "Forms", network="a"),
        product(4, "Forms", network="b"),
        product(5, "Cards", ("homepage", "a.example"), network="b"),
    ]
    assert affected(records, frozenset({"0001"})) == {"0001", "0002", "0003", "0004"}


@pytest.mark.parametrize(("records", "limit"), [(same_page, BLOCK_LIMIT), (with_one_word, RARE_LIMIT)])
def test_a_change_that_makes_a_block_too_large_affects_all_its_members(records, limit):
    full = frozenset(record.id for record in records(limit + 1))
    assert affected(records(limit + 1), frozenset({"0000"})) == full
    assert affected(records(limit), frozenset({"0000"})) == {"0000"}
    assert affected(records(limit + 2), frozenset({"0000"})) == {"0000"}
    assert affected(records(limit + 2), frozenset({"0000", "0001"})) == full | {f"{limit + 1:04d}"}


def test_a_change_that_makes_a_host_a_catalogue_affects_all_its_pages():
    def pages(count):
        return [product(n, f"Tool{n}x", ("homepage", f"list.example/{n}"), network="n") for n in range(count)]

    assert len(affected(pages(10), frozenset({"0000"}))) == 10
    assert affected(pages(9), frozenset({"0000"})) == {"0000"}
    assert affected(pages(11), frozenset({"0000"})) == {"0000"}


@pytest.mark.parametrize(
    ("touched", "staying", "is_affected"),
    [
        (("x",), (("a",), ()), True),  # with it two of three list one account, without it one of two: it may decide
        ((), (("a",), ("b",), ("c",)), False),  # most list one account whether it does or not
        ((), (("a",), ()), True),
        (("x", "y"), (("a",),), True),  # two accounts on one record make it a list of agents
        ((), (("a", "b"), ("c",)), False),  # another record has two anyhow
        (("x",), (("a",), (), (), (), ()), False),  # far from half either way
    ],
)
def test_a_change_affects_the_accounts_of_a_network_if_it_may_decide_what_the_network_lists(
    touched, staying, is_affected
):
    records = [
        agent(0, "Touched", *touched),
        *(agent(n, f"Stays{n}x", *accounts) for n, accounts in enumerate(staying, 1)),
    ]
    with_accounts = {f"{n:04d}" for n, accounts in enumerate(staying, 1) if accounts}
    expected = {"0000"} | (with_accounts if is_affected else set())
    assert affected(records, frozenset({"0000"})) == expected


def test_accounts_of_other_networks_and_of_products_are_not_affected():
    other = agent(2, "Other", "b", network="other")
    tool = product(3, "Tool", ("account", "github.com/c"), network="n")
    assert affected([agent(1, "Touched", "a"), other, tool], frozenset({"0001"})) == {"0001"}
