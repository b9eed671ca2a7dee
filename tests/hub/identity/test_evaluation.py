from dataclasses import dataclass, field
from typing import Any

import pytest

from hub.identity import Outcome, Subject
from hub.identity.evaluation import (
    Confusion,
    EvaluatedRecords,
    PairEnd,
    evaluate,
    kinds_meant,
    read_pairs,
    subject_from_pair_row,
)
from hub.identity.evaluation.reporting import EvaluationReport

HEADER = "left_network,left_kind,left_id_or_url,left_name,left_country,right_network,right_kind,right_id_or_url,right_name,right_country,label,relation,why,difficulty"
ROWS = [
    HEADER,
    "sill,product,1,7zip,,munich,product,7-zip.md,7-Zip,,same,sameAs,,easy",
    "sill,product,26,Consul,FR,munich,product,consul.md,Consul,DE,not_same,homonym,,hard",
    (
        "osor,organisation mention,osor:City of Barcelona,City of"
        " Barcelona,ES,government-github,organisation,github.com/AjuntamentdeBarcelona,AjuntamentdeBarcelona,ES,same,,,hard"
    ),
    "x,organisation,a.yml,(none),IT,y,organisation,b.yml,(none),IT,same,,,hard",
]


@dataclass
class Live:
    id: str
    network: str
    key: str
    entity: str = ""
    kind: str = "product"
    name: str = "Name"
    stated: dict[str, Any] = field(default_factory=dict)
    identifiers: tuple[tuple[str, str], ...] = ()
    path: str = "list.csv"
    url: str | None = None

    def __post_init__(self):
        self.entity = self.entity or self.id


def records(*known: Live, waiting=()) -> EvaluatedRecords:
    evaluated = EvaluatedRecords(waiting={frozenset(pair) for pair in waiting})
    for record in known:
        evaluated.add(record)
    return evaluated


STORE = records(
    Live("p1", "sill", "1"),
    Live("p2", "munich", "7", "p1", path="de/7-zip.md"),
    Live("p3", "sill", "26"),
    Live("p4", "munich", "c", path="consul.md"),
    waiting=[("p3", "p4")],
)


def end(id_or_url, kind="product", name="", network="n"):
    return PairEnd(network, kind, id_or_url, name, "")


def test_stored_pairs_are_judged_by_the_store_and_two_labels_from_their_row():
    report = evaluate(read_pairs(ROWS), STORE)
    assert [(one.pair.left.name, one.outcome, one.basis) for one in report.judged] == [
        ("7zip", Outcome.JOINED, "records"),
        ("Consul", Outcome.CANDIDATE, "records"),
        ("City of Barcelona", Outcome.JOINED, "row"),
    ]
    assert [one.left.id_or_url for one in report.unresolvable] == ["a.yml"]


def test_stored_pairs_and_labels_are_counted_apart_and_by_group():
    report = evaluate(read_pairs(ROWS), STORE)
    assert report.total.precision == 1.0
    assert report.total.reach == 1.0
    stored, labels = report.groups("records"), report.groups("row")
    assert stored["kind"]["product"].as_dict()["candidate_different"] == 1
    assert labels["kind"]["organisation / organisation mention"].joined_same == 1
    assert stored["networks"]["munich / sill"].recall == 1.0
    assert (list(stored["difficulty"]), list(labels["difficulty"])) == (["easy", "hard"], ["hard"])
    assert (stored["all"]["all"].pairs, labels["all"]["all"].pairs, report.total.pairs) == (2, 1, 3)
    assert not report.wrong
    assert not report.missed


def test_ratios_come_with_their_intervals():
    document = evaluate(read_pairs(ROWS), STORE).total.as_dict()
    assert document["candidate_precision"] == 0.0
    assert document["intervals"]["recall"][0] < document["recall"] == document["intervals"]["recall"][1] == 1.0
    assert Confusion().as_dict()["intervals"]["recall"] is None


def test_what_is_joined_wrongly_or_missed_is_listed():
    joined = records(Live("p3", "sill", "26", "p3"), Live("p4", "munich", "c", "p3", path="consul.md"))
    report = evaluate(read_pairs([HEADER, ROWS[2]]), joined)
    assert [one.pair.left.name for one in report.wrong] == ["Consul"]
    apart = records(Live("p1", "sill", "1"), Live("p2", "munich", "7", path="7-zip.md"))
    report = evaluate(read_pairs(ROWS[:2]), apart)
    assert [one.outcome for one in report.missed] == [Outcome.APART]
    assert (report.total.recall, report.total.reach, report.total.precision) == (0.0, 0.0, None)


def test_the_document_of_an_evaluation_says_of_each_wrong_pair_what_came_of_it_and_by_what_it_was_judged():
    joined = records(Live("p3", "sill", "26", "p3"), Live("p4", "munich", "c", "p3", path="consul.md"))
    document = EvaluationReport(evaluate(read_pairs([HEADER, ROWS[2]]), joined)).document()
    (wrong,) = document["wrong"]
    assert (wrong["left"]["name"], wrong["same"], wrong["difficulty"]) == ("Consul", False, "hard")
    assert (wrong["outcome"], wrong["basis"]) == ("joined", "records")


def test_nothing_evaluated_has_no_ratio():
    assert evaluate([], STORE).total == Confusion()
    assert Confusion().as_dict()["precision"] is None


def test_two_ends_of_one_record_are_joined():
    row = "sill,product,1,,,sill,product,1,,,1,,,"
    report = evaluate(read_pairs([HEADER, row]), STORE)
    assert report.judged[0].outcome is Outcome.JOINED
    assert report.judged[0].pair.same
    assert list(report.groups("records")["difficulty"]) == ["unstated"]


BARCELONA = Subject("o1", "a", "organisation", "bcn", ("Ajuntament de Barcelona",), ("ES",))
OPEN_DAY = Subject("e1", "a", "event", "day", ("Open day of municipal software makers Berlin",), starts="2026-05-31")


def with_subjects(*subjects, **store):
    known = records(*(Live(one.id, one.network, one.key, kind=one.kind) for one in subjects), **store)
    known.subjects = {one.id: one for one in subjects}
    return known


@pytest.mark.parametrize(
    ("label", "outcome"),
    [
        ("City of Barcelona,ES", Outcome.JOINED),
        ("City of Barcelona,VE", Outcome.APART),
        ("City of Girona,ES", Outcome.APART),
        ("(none),ES", None),
    ],
)
def test_a_label_beside_a_record_is_judged_by_what_the_hub_resolves_it_to(label, outcome):
    row = f"a,organisation,bcn,,,b,organisation mention,news,{label},same,,,"
    report = evaluate(read_pairs([HEADER, row]), with_subjects(BARCELONA))
    assert [(one.outcome, one.basis) for one in report.judged] == ([(outcome, "row")] if outcome else [])


def test_a_title_beside_a_record_is_weighed():
    row = "a,event,day,,,b,event,https://x.example,Open day of municipal software makers Berlin,,same,,,"
    assert evaluate(read_pairs([HEADER, row]), with_subjects(OPEN_DAY)).missed[0].outcome is Outcome.CANDIDATE


OFFICE = Subject("s1", "b", "ospo", "ospo", ("Barcelona OSPO",), ("ES",))
OFFICE_ROW = "a,organisation,bcn,,,b,ospo,ospo,,,{},{},,"


@pytest.mark.parametrize("how", ["offices", "waiting"])
def test_an_office_is_found_with_its_organisation_where_ospo_of_is_stated_or_proposed(how):
    store = with_subjects(BARCELONA, OFFICE)
    getattr(store, how).add(frozenset({"o1", "s1"}))
    same, relation = (
        evaluate(read_pairs([HEADER, OFFICE_ROW.format(*label)]), store)
        for label in (("same", ""), ("not_same", "ospo-of"))
    )
    assert (same.total.recall, [one.related for one in same.offices]) == (1.0, [True])
    assert (relation.total.joined_different, [one.related for one in relation.offices]) == (0, [True])


def test_an_office_without_a_relation_to_its_organisation_is_missed():
    report = evaluate(read_pairs([HEADER, OFFICE_ROW.format("same", "")]), with_subjects(BARCELONA, OFFICE))
    assert [one.related for one in report.offices] == [False]
    assert len(report.missed) == 1


def test_pairs_may_have_keys_alone_and_rows_without_a_label_do_not_count():
    header = "left_network,left_kind,left_id_or_url,right_network,right_kind,right_id_or_url,label"
    pairs = read_pairs([header, "sill,product,1,munich,product,7,same", "sill,product,1,munich,product,c,"])
    assert [one.outcome for one in evaluate(pairs, STORE).judged] == [Outcome.JOINED]


def test_a_missing_column_is_named():
    with pytest.raises(KeyError, match="right_network"):
        read_pairs(["left_network,left_kind,left_id_or_url,left_name,left_country,label", "a,b,c,d,e,same"])


@pytest.mark.parametrize(
    ("record", "asked"),
    [
        (Live("r", "n", "Key-1"), end("KEY-1 ")),
        (Live("r", "n", "k", path="products/Forms.yml"), end("products/forms.yml")),
        (Live("r", "n", "k", path="products/Forms.yml"), end("forms.yml")),
        (Live("r", "n", "https://github.com/Os2mo/Os2mo"), end("github.com/os2mo/os2mo")),
        (Live("r", "n", "k", url="https://www.forms.example/"), end("https://forms.example")),
        (Live("r", "n", "k", kind="organisation", identifiers=(("cvr", "55133018"),)), end("55133018", "organisation")),
        (Live("r", "n", "k", name="København"), end("", name="Kobenhavn")),
        (Live("r", "n", "k", stated={"alternate_names": ["Forms+"]}), end("", name="forms+")),
        (Live("r", "n", "k", name="Forms"), end("sill:Forms")),
        (Live("r", "n", "k", name="Forms"), end("sill:id=Forms")),
        (Live("r", "n", "k", name="Forms"), end("k2", "product mention", "Forms")),
    ],
)
def test_an_end_names_a_record_by_key_path_address_identifier_or_name(record, asked):
    assert records(record).resolve(asked) == "r"


@pytest.mark.parametrize(
    ("record", "asked"),
    [
        (Live("r", "other", "k"), end("k")),
        (Live("r", "n", "k"), end("k", "event")),
        (Live("r", "n", "k"), end("k", "product mention", "Forms")),
        (Live("r", "n", "k", name=""), end(" ", name=" ")),
        (Live("r", "n", "", name="x"), end("a b")),
    ],
)
def test_an_end_of_another_network_kind_or_mere_mention_names_no_record_by_its_key(record, asked):
    assert records(record).resolve(asked) is None


def test_a_name_of_two_entities_names_none_and_of_two_records_of_one_entity_the_smaller():
    assert records(Live("r1", "n", "1"), Live("r2", "n", "2")).resolve(end("", name="Name")) is None
    assert records(Live("r2", "n", "2", "e"), Live("r1", "n", "1", "e")).resolve(end("", name="Name")) == "r1"


def test_a_product_is_known_by_its_own_repository_and_not_by_those_of_its_parts():
    product = Live(
        "r",
        "n",
        "k",
        stated={"repository": "https://github.com/a/b"},
        identifiers=(("repository", "github.com/a/b"), ("repository", "github.com/a/part"), ("sill", "77")),
    )
    assert records(product).resolve(end("github.com/a/b")) == "r"
    assert records(product).resolve(end("github.com/a/part")) is None
    assert records(product).resolve(end("77")) == "r"


def test_the_owner_of_a_product_is_the_entity_it_leads_to():
    store = records(Live("p", "n", "forms"))
    store.owners = {"p": "o"}
    assert store.resolve(end("forms", "organisation (owner)")) == "o"
    assert store.resolve(end("forms", "organisation")) is None


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("ospo", ("ospo", "organisation")),
        ("organisation account", ("organisation", "ospo")),
        ("forge", ("organisation", "ospo")),
        ("product", ("product",)),
        ("software", ("product",)),
        ("webinar", ("event",)),
        ("news", ("news-item",)),
    ],
)
def test_a_pairs_word_for_a_kind_means_kinds_in_this_order(kind, meant):
    assert kinds_meant(kind) == meant


@pytest.mark.parametrize(
    ("network", "kind", "text", "identifiers"),
    [
        ("government-github", "organisation", "github.com/RegioneER", (("account", "github.com/regioneer"),)),
        ("os2", "product", "github.com/OS2mo/os2mo", (("repository", "github.com/os2mo/os2mo"),)),
        ("os2", "product", "https://os2mo.dk", (("homepage", "os2mo.dk"),)),
        ("ipa", "organisation", "c_h703", (("ipa", "c_h703"),)),
        ("floss-pso", "ospo", "https://www.recia.fr", (("homepage", "recia.fr"),)),
        ("os2", "event", "https://os2.eu/event", (("homepage", "os2.eu/event"),)),
        ("x", "ministry", "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034", (("tooi", "mnre1034"),)),
        ("canada-ore", "organisation", "statcan", ()),
        ("bluehats", "organisation", "list.github.com/a.yml", ()),
    ],
)
def test_a_row_gives_identifiers_by_its_network_and_address(network, kind, text, identifiers):
    assert subject_from_pair_row(PairEnd(network, kind, text, "Name", "IT")).identifiers == identifiers


def test_a_row_gives_the_name_and_country_it_states():
    subject = subject_from_pair_row(PairEnd("n", "ministry", "k", "Ministry of Health", "DK"))
    assert (subject.network, subject.kind, subject.key) == ("n", "organisation", "k")
    assert (subject.names, subject.countries) == (("Ministry of Health",), ("DK",))
    for none in ("", "(none)"):
        nameless = subject_from_pair_row(PairEnd("n", "ministry", "k", none, ""))
        assert (nameless.names, nameless.countries) == ((), ())
        assert subject.id != nameless.id
