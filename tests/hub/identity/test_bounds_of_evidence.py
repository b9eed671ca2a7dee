"""Where evidence begins and ends: the last case that counts, and the first beyond it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity import Outcome, Subject, context, weigh
from hub.identity.evidence.likeness import Likeness, abbreviates, likeness
from hub.identity.evidence.register_rows import differing_rows
from hub.identity.evidence.weighing import hopeless
from hub.identity.evidence.weights import WEIGHTS, conclude, piece
from hub.identity.names.generic_words import COMPACT_PREFIXES, SHORT
from hub.identity.names.hosts import is_portal
from hub.identity.names.name_parts import profile
from hub.identity.names.spelling import words

VETOES = ("register-differs", "country-differs", "fork", "kind-differs", "day-differs")
NAMES = st.sampled_from(["Otter Alpha", "Otter Alpha Board", "Skive Kommune", "Skive", "Zenner", "Zener", "NRC"])


def agent(id_, *names, ids=(), key="", network=None, kind="organisation", **facts):
    facts = {"countries": ("DK",)} | facts
    return Subject(id_, network or id_, kind, key or f"key{id_}", names, identifiers=ids, **facts)


def evidence(left, right):
    return {reason.name for reason in weigh(left, right, context([left, right])).evidence}


def account(*logins):
    return tuple(("account", f"github.com/{login}") for login in logins)


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        ("register type-differs one-network", Outcome.JOINED),
        ("register city-differs one-network", Outcome.JOINED),
        ("register city country type name-clash", Outcome.CANDIDATE),
        ("account city country type parent", Outcome.CANDIDATE),
    ],
)
def test_the_most_that_evidence_against_leaves_standing(names, outcome):
    assert conclude("a", "b", [piece(name) for name in names.split()]).outcome is outcome


def test_whatever_keeps_two_things_apart_by_fact_weighs_the_same_and_more_than_any_single_piece():
    (veto,) = {WEIGHTS[name] for name in VETOES}
    assert -veto > max(WEIGHTS.values())


@pytest.mark.parametrize(
    ("left", "right", "is_named"),
    [
        ("2026-05-31", "2026-05-31", True),
        ("2026-05-31", "2026-05-31T10:00:00Z", True),
        ("2026-05", "2026-05-31", False),
        ("2026-05", "2026-05", False),
    ],
)
def test_a_day_is_evidence_only_where_both_state_a_whole_date(left, right, is_named):
    events = [
        Subject(id_, id_, "event", id_, ("Board meeting",), starts=starts)
        for id_, starts in (("1", left), ("2", right))
    ]
    assert ("day" in evidence(*events)) is is_named


@pytest.mark.parametrize("type_", ["association", "ngo", "public-company"])
def test_networks_choose_freely_between_a_company_and_what_is_like_one(type_):
    assert "type" in evidence(agent("1", "Otter", type="company"), agent("2", "Otter", type=type_))


def test_a_login_opens_a_longer_login_only_if_it_is_long_enough_to_be_a_name():
    name = "otterskov"
    assert likeness(name[:SHORT], name) is Likeness.EXTENDS
    assert likeness(name[: SHORT - 1], name) is Likeness.NONE


def test_a_word_that_could_stand_for_two_others_takes_nothing_from_them():
    assert abbreviates("ob", "Otter Board Obel")
    assert not abbreviates("ob", "Obel Otter Statistics Canada")


@pytest.mark.parametrize(
    ("key", "login", "name"),
    [
        ("z", "z", "Zenner"),  # one letter abbreviates nothing
        ("zen", "zeb", "Zenner"),  # the key is not the login
    ],
)
def test_a_key_is_a_login_only_if_equal_and_more_than_a_letter(key, login, name):
    listed = agent("2", login, ids=account(login))
    assert "key-is-login" not in evidence(agent("1", name, key=key), listed)
    assert "key-is-login" in evidence(agent("1", name, key="zen"), agent("2", "zen", ids=account("zen")))


def test_each_part_of_a_key_may_be_what_abbreviates_the_name():
    assert "key-is-login" in evidence(agent("1", "Zenner", key="zen-gov"), agent("2", "zengov", ids=account("zengov")))


def test_of_several_names_the_likest_two_are_compared():
    left, right = agent("1", "Otter Alpha", "Skive Kommune"), agent("2", "Zenner Board", "Skive Kommune")
    assert "name" in " ".join(evidence(left, right))
    assert "name-differs" not in evidence(left, right)


def test_brackets_within_a_name_hold_its_initials_and_add_nothing_to_a_row_of_a_register():
    agency = agent("1", "Agency of the Climate", network="n")
    assert not differing_rows(agency, agent("2", "Agency (AC) of the Climate", network="n"))
    assert differing_rows(agency, agent("2", "Agency (Lyon) of the Climate", network="n"))


def test_the_name_of_a_code_account_speaks_for_it_but_against_it_only_where_the_account_is_another():
    listed = agent("2", "zennerlabs", ids=account("zennerlabs"))
    assert "name-extends" not in evidence(agent("1", "Zenner", ids=account("zennerlabs", "zenner")), listed)
    assert "name-extends" in evidence(agent("1", "zenner", ids=account("zenner")), listed)
    same = agent("1", "Zennerlabs", ids=account("zennerlabs"))
    assert any(name.startswith("name") for name in evidence(same, listed) - {"name-unique"})


PAGE = ("homepage", "otter.example/a")
BESIDE = ("homepage", "otter.example/b")
NUMBER = ("cvr", "25313763")


@pytest.mark.parametrize("kind", ["organisation", "product"])
@pytest.mark.parametrize(
    ("names", "ids", "is_hopeless"),
    [
        (("Otter Board", "Skive"), ((), ()), True),
        (("Otter Board", "Otter Board"), ((), ()), False),
        (("Otter Board", "Skive"), ((PAGE,), (PAGE,)), False),
        (("Otter Board", "Skive"), ((PAGE,), (BESIDE,)), False),
        (("Otter Board", "Skive"), ((NUMBER,), (NUMBER,)), False),
        (("Otter Board", "Skive"), ((PAGE,), ()), True),
    ],
)
def test_two_things_are_hopeless_that_have_neither_name_nor_identifier_nor_domain_in_common(
    kind, names, ids, is_hopeless
):
    pair = [agent(id_, name, ids=own, kind=kind) for id_, name, own in zip("12", names, ids, strict=True)]
    assert hopeless(*pair) is is_hopeless


@pytest.mark.parametrize("kind", ["event", "news-item", "unheard-of"])
def test_nothing_is_hopeless_among_things_that_are_told_by_more_than_names(kind):
    assert not hopeless(agent("1", "Otter Board", kind=kind), agent("2", "Skive", kind=kind))


def test_an_agent_with_an_account_is_not_hopeless_as_its_login_may_stand_for_a_name():
    assert not hopeless(agent("1", "Otter Board"), agent("2", "ob", ids=account("ob")))


@given(NAMES, NAMES, st.sampled_from(["organisation", "ospo", "product"]))
def test_what_is_hopeless_is_apart_after_weighing_too(ours, theirs, kind):
    left, right = agent("1", ours, kind=kind), agent("2", theirs, kind=kind)
    assert not hopeless(left, right) or weigh(left, right, context([left, right])).outcome is Outcome.APART


def test_a_login_that_opens_with_a_generic_phrase_is_taken_apart_after_the_whole_phrase():
    for phrase, name_class in COMPACT_PREFIXES:
        taken = profile(f"{phrase}zzyzx")
        assert (taken.core, taken.classes) == (("zzyzx",), {name_class})


def test_one_generic_word_alone_is_a_name():
    assert profile("nl").core == ("nl",)
    assert profile("skive-nl").core == ("skive",)


@pytest.mark.parametrize(
    ("name", "acronyms"),
    [
        ("National Research Council (NRCan)", {"nrcan"}),  # three capitals of five letters
        ("National Research Council (NRcan)", set()),  # two of five
    ],
)
def test_a_short_form_is_mostly_capitals(name, acronyms):
    assert profile(name).acronyms == acronyms


def test_a_core_of_three_letters_in_two_words_is_no_particular_name():
    assert not profile("Ox Q").particular
    assert profile("Ox Qu").particular


@pytest.mark.parametrize(("sign", "parts"), [("&", 2), ("\u2019", 2), ("'", 2), ("-", 4)])
def test_a_name_with_an_ampersand_or_apostrophe_is_several_words_and_keeps_its_humps(sign, parts):
    assert len(words(f"OpenLab{sign}OtterBoard")) == parts


@pytest.mark.parametrize("forge", ["gitlab", "git", "forge", "forgejo", "gitea"])
def test_a_forge_is_a_portal_on_whatever_domain_it_runs(forge):
    assert is_portal(f"{forge}.otter.example")
    assert not is_portal(f"{forge}s.otter.example")
