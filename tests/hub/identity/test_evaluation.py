import pytest

from hub.identity import Outcome
from hub.identity.evaluation import evaluate, read_pairs, subject_from_pair_row

HEADER = "left_network,left_kind,left_id_or_url,left_name,left_country,right_network,right_kind,right_id_or_url,right_name,right_country,label,relation,why,difficulty"
ROWS = [
    HEADER,
    "sill,product,1,7zip,,munich,product,7-zip.md,7-Zip,,same,sameAs,,easy",
    "sill,product,26,Consul,FR,munich,product,consul.md,Consul,DE,not_same,homonym,,hard",
    "osor,organisation mention,osor:City of Barcelona,City of Barcelona,ES,government-github,organisation,github.com/AjuntamentdeBarcelona,AjuntamentdeBarcelona,ES,same,,,hard",
    "x,organisation,a.yml,(none),IT,y,organisation,b.yml,(none),IT,same,,,hard",
]
KNOWN = {"1": "p1", "7-zip.md": "p2", "26": "p3", "consul.md": "p4"}


def resolve(network, kind, id_or_url, name, country):
    return KNOWN.get(id_or_url)


def outcome(left, right):
    return Outcome.JOINED if {left, right} == {"p1", "p2"} else Outcome.CANDIDATE


def test_stored_pairs_are_judged_by_the_store_and_mentions_from_their_row():
    report = evaluate(read_pairs(ROWS), resolve, outcome, lambda _: None)
    assert [(one.pair.left.name, one.outcome, one.basis) for one in report.judged] == [
        ("7zip", Outcome.JOINED, "records"),
        ("Consul", Outcome.CANDIDATE, "records"),
        ("City of Barcelona", Outcome.JOINED, "row"),
    ]
    assert [one.left.id_or_url for one in report.unresolvable] == ["a.yml"]


def test_precision_recall_and_reach_are_counted_over_all_and_by_group():
    report = evaluate(read_pairs(ROWS), resolve, outcome, lambda _: None)
    assert report.total.precision == 1.0
    assert report.total.reach == 1.0
    assert report.tallies["kind"]["product"].as_dict()["candidate_different"] == 1
    assert report.tallies["networks"]["munich / sill"].recall == 1.0
    assert set(report.tallies["difficulty"]) == {"easy", "hard"}
    assert not report.wrong


def test_two_ends_of_one_record_are_joined():
    report = evaluate(read_pairs(ROWS[:2]), lambda *_: "p1", lambda *_: Outcome.APART, lambda _: None)
    assert report.judged[0].outcome is Outcome.JOINED


def test_a_missing_column_is_named():
    with pytest.raises(KeyError, match="right_network"):
        read_pairs(["left_network,left_kind,left_id_or_url,left_name,left_country,label", "a,b,c,d,e,same"])


@pytest.mark.parametrize(
    ("network", "kind", "text", "identifiers"),
    [
        ("government-github", "organisation", "github.com/RegioneER", (("account", "github.com/regioneer"),)),
        ("os2", "product", "github.com/OS2mo/os2mo", (("repository", "github.com/os2mo/os2mo"),)),
        ("ipa", "organisation", "c_h703", (("ipa", "c_h703"),)),
        ("floss-pso", "ospo", "https://www.recia.fr", (("homepage", "recia.fr"),)),
        ("canada-ore", "organisation", "statcan", ()),
    ],
)
def test_a_row_tells_identifiers_by_its_network_and_address(network, kind, text, identifiers):
    assert subject_from_pair_row(network, kind, text, "Name", "IT").identifiers == identifiers
