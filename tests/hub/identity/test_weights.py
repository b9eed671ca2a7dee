"""The claims that the comments beside the weights make, each just below or at the sum that decides."""

import pytest

from hub.identity import Outcome
from hub.identity.evidence.weights import WEIGHTS, conclude, piece

JOINED, CANDIDATE, APART = Outcome.JOINED, Outcome.CANDIDATE, Outcome.APART
CLAIMS = [
    # identifiers
    ("register name-differs one-network", JOINED),
    ("register name-extends", CANDIDATE),
    ("register parent", APART),
    ("register-shared", APART),
    ("register-of-parent", CANDIDATE),
    ("register-of-parent one-network", APART),
    ("register-differs account name-long", APART),
    ("identifier name-differs", JOINED),
    ("identifier name-extends", CANDIDATE),
    ("identifier-shared", APART),
    ("account", JOINED),
    ("account type-differs", CANDIDATE),
    ("account name-differs", CANDIDATE),
    ("account city-differs", CANDIDATE),
    ("account-only", CANDIDATE),
    ("account-only country type name-close", JOINED),
    ("account-other-name country", APART),
    ("account-other-name name-common", CANDIDATE),
    ("account-other-name one-network", APART),
    ("repository", JOINED),
    ("repository one-network", CANDIDATE),
    ("repository licence-differs", CANDIDATE),
    ("repository homepages-differ", CANDIDATE),
    ("repository-shared one-network", APART),
    ("homepage country", CANDIDATE),
    ("homepage name", JOINED),
    ("homepage-shared name-close", APART),
    ("domain name", JOINED),
    ("domain name-common", CANDIDATE),
    ("host country", APART),
    ("host-named acronym", JOINED),
    ("host-named name-extends", APART),
    ("office-page homepage name-differs", JOINED),
    ("office-page homepage name-differs type-differs", CANDIDATE),
    ("office-domain host country name-extends", CANDIDATE),
    ("office-domain host country name-differs", CANDIDATE),
    ("office-domain name-differs", APART),
    ("login-is-site", CANDIDATE),
    ("login-is-site country", JOINED),
    ("domains-named name-common", CANDIDATE),
    ("domain-named name", CANDIDATE),
    # names
    ("name-long", CANDIDATE),
    ("name-long name-unique", JOINED),
    ("name-specific type", CANDIDATE),
    ("name-specific name-unique", CANDIDATE),
    ("name-specific name-unique country", JOINED),
    ("name host", CANDIDATE),
    ("product-name-long domain-named", CANDIDATE),
    ("name-coined name", CANDIDATE),
    ("name-coined name name-unique", JOINED),
    ("name-sole name", JOINED),
    ("name-sole name type-differs", CANDIDATE),
    ("name-sole name-core country", JOINED),
    ("name-sole name-core", CANDIDATE),
    ("name-in-full homepage", JOINED),
    ("name-typed-abroad name-sole", CANDIDATE),
    ("name-on-page homepage", CANDIDATE),
    ("name-field host", CANDIDATE),
    ("name-field homepage", JOINED),
    ("name-edition homepage", JOINED),
    ("name-edition domain licence", CANDIDATE),
    ("name-common", APART),
    ("name-typed name-unique", CANDIDATE),
    ("name-core", CANDIDATE),
    ("name-core host country", CANDIDATE),
    ("name-core-abroad city", APART),
    ("acronym", CANDIDATE),
    ("acronym host country", CANDIDATE),
    ("initials type", APART),
    ("login-abbreviates", APART),
    ("login-abbreviates country", CANDIDATE),
    ("login-opens", APART),
    ("key-is-login", CANDIDATE),
    ("key-is-login country", JOINED),
    ("name-close country", APART),
    ("name-slip", CANDIDATE),
    ("name-slip account-only", JOINED),
    ("name-slip type-differs", APART),
    ("name-long name-shared country", CANDIDATE),
    ("account homepage city name-clash", CANDIDATE),
    ("homepage city country name-clash", APART),
    # facts
    ("register name country-differs", APART),
    ("city host", APART),
    ("licence domain-named", APART),
    ("homepage name-common repositories-differ", CANDIDATE),
    ("repository homepage name-coined fork", APART),
    ("homepage name name-unique parent", APART),
    ("account name-long kind-differs", APART),
    ("place-differs name-specific name-sole country type", CANDIDATE),
    ("place-qualified name-specific name-sole country type", CANDIDATE),
    ("place-unsaid name-specific name-sole country type", CANDIDATE),
    ("repositories-elsewhere product-name-long name-unique", CANDIDATE),
    ("mere-repository product-name-long name-unique", APART),
    ("mere-repository product-name-long name-unique homepage", JOINED),
    # events and news
    ("same-guid title-common", JOINED),
    ("moment day title-overlaps", JOINED),
    ("day title", JOINED),
    ("day host title-differs", APART),
    ("identifier homepage day-differs", APART),
    ("title host", CANDIDATE),
    ("title-own day", JOINED),
    ("title-own country", CANDIDATE),
    ("title-common country", APART),
    ("title-common day", CANDIDATE),
    ("title-overlaps day", CANDIDATE),
    ("title-overlaps day host", JOINED),
]


@pytest.mark.parametrize(("names", "outcome"), CLAIMS)
def test_evidence_adds_up_to(names, outcome):
    assert conclude("a", "b", [piece(name) for name in names.split()]).outcome is outcome


def test_every_weight_has_a_claim():
    assert {name for names, _ in CLAIMS for name in names.split()} == set(WEIGHTS)


def test_what_cannot_link_is_apart_whatever_it_weighs():
    evidence = [piece("account"), piece("homepage"), piece("name", cannot_link=True)]
    assert conclude("a", "b", evidence).outcome is APART


@pytest.mark.parametrize(
    ("ceiling", "names", "outcome"),
    [
        (CANDIDATE, "account", CANDIDATE),
        (CANDIDATE, "acronym", CANDIDATE),
        (CANDIDATE, "initials", APART),
        (APART, "account", APART),
        (APART, "acronym", APART),
    ],
)
def test_no_more_comes_of_evidence_than_its_ceiling(ceiling, names, outcome):
    assert conclude("a", "b", [piece(names)], ceiling).outcome is outcome


def test_a_match_names_the_smaller_id_first_and_the_heaviest_evidence_first():
    match = conclude(
        "b", "a", [piece("country", "DK"), piece("country-differs"), piece("city", "x"), piece("type", "x")]
    )
    assert (match.left, match.right) == ("a", "b")
    assert [one.name for one in match.evidence] == ["country-differs", "city", "country", "type"]
    assert [one.detail for one in match.evidence] == ["", "x", "DK", "x"]
    assert match.score == -8.0
    assert not any(one.cannot_link for one in match.evidence)
