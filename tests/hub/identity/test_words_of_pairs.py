"""What the words of labelled pairs, statements and texts mean to identity, and what they do not."""

import pytest

from hub.identity import subject
from hub.identity.evaluation import PairEnd, kinds_meant, read_pairs, subject_from_pair_row
from hub.identity.evaluation.labelled_mentions import LabelledMention, evaluate_mentions
from hub.identity.keys.packed_keys import match_keys
from hub.identity.pairs.blocking import Blocks
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.label_resolution import resolve_reference
from hub.identity.texts.mention_finding import find_mentions
from schema.records import Identifier, Reference, Statement

ENDS = [f"{side}_{name}" for side in ("left", "right") for name in ("network", "kind", "id_or_url", "name", "country")]


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("news", ("news-item",)),
        ("newsletter", ("news-item",)),
        ("webinar", ("event",)),
        ("software", ("product",)),
    ],
)
def test_other_words_for_kinds(word, kinds):
    assert kinds_meant(word) == kinds


@pytest.mark.parametrize(
    ("label", "is_same"),
    [("same", True), ("yes", True), ("1", True), ("true", True), (" yes ", True), ("no", False)],
)
def test_labels_that_mean_one_thing(label, is_same):
    (pair,) = read_pairs([",".join([*ENDS, "label"]), ",".join([*"nkxyz" * 2, label])])
    assert pair.same is is_same


def test_what_explains_a_pair_may_be_missing_and_is_empty_then():
    (pair,) = read_pairs([",".join([*ENDS, "label"]), ",".join([*"nkxyz" * 2, "same"])])
    assert (pair.relation, pair.why, pair.difficulty) == ("", "", "")
    explained = ["label", "relation", "why", "difficulty"]
    (pair,) = read_pairs([",".join([*ENDS, *explained]), ",".join([*"nkxyz" * 2, "same", "r", "w", "d"])])
    assert (pair.relation, pair.why, pair.difficulty) == ("r", "w", "d")


def test_an_end_without_columns_for_its_name_and_country_has_neither():
    columns = [f"{side}_{column}" for side in ("left", "right") for column in ("network", "kind", "id_or_url")]
    (pair,) = read_pairs([",".join([*columns, "label"]), ",".join([*"nkx" * 2, "same"])])
    assert [(end.name, end.country) for end in (pair.left, pair.right)] == [("", "")] * 2


def test_labelled_mentions_fall_into_four_groups_by_label_and_by_what_is_found_now():
    text, known = ("n", "news-item", "t"), {("n", "product", name): name for name in "abcd"}
    labelled = [LabelledMention(text, target, "x", target[2] in "ac", "") for target in known]
    evaluation = evaluate_mentions(labelled, known, [(text, "a"), (text, "b")])
    groups = (evaluation.right_found, evaluation.wrong_found, evaluation.right_missed, evaluation.wrong_missed)
    assert [[mention.target[2] for mention in group] for group in groups] == [["a"], ["b"], ["c"], ["d"]]


@pytest.mark.parametrize("ending", ["yml", "yaml", "json", "md", "csv"])
def test_a_file_that_names_an_end_is_no_page_of_it(ending):
    assert subject_from_pair_row(PairEnd("n", "product", f"otter.{ending}", "Otter", "")).identifiers == ()


@pytest.mark.parametrize(
    ("values", "starts"),
    [
        ({"starts_at": "2026-05-31"}, "2026-05-31"),
        ({"published": "2026-05-30"}, "2026-05-30"),
        ({"starts_at": "2026-05-31", "published": "2026-05-30"}, "2026-05-31"),
        ({}, None),
    ],
)
def test_the_day_of_a_record_is_its_start_or_else_its_publication(values, starts):
    assert subject("1", "n", "event", "k", {"name": "Otter"} | values, ()).starts == starts


def test_records_meet_only_by_the_match_keys_that_are_wanted():
    keys = [
        match_keys(subject(id_, id_, "product", id_, {"name": name}, [("homepage", "otter.example")]))
        for id_, name in (("1", "Alpha"), ("2", "Beta"))
    ]
    (shared,) = set(keys[0].strong) & set(keys[1].strong)
    for wanted, pairs in (({shared}, [("1", "2")]), (set(), []), (None, [("1", "2")])):
        blocks = Blocks(wanted)
        for one in keys:
            blocks.add(one)
        assert list(blocks.pairs()) == pairs


@pytest.mark.parametrize(
    ("statement", "origin"),
    [
        (Statement("based-on", None, Reference(identifiers=(Identifier("repository", "github.com/up/stream"),))), True),
        (Statement("uses", None, Reference(identifiers=(Identifier("repository", "github.com/up/stream"),))), False),
        (Statement("based-on", None, Reference(identifiers=(Identifier("homepage", "stream.example"),))), False),
        (Statement("based-on", Reference(label="Other"), None), False),
    ],
)
def test_a_product_comes_from_a_repository_only_if_it_says_that_it_is_based_on_it(statement, origin):
    seen = subject("1", "n", "product", "k", {"name": "Otter"}, (), [statement])
    assert seen.based_on == (("github.com/up/stream",) if origin else ())


SPOKEN = {
    "Otterby Kommune": (
        "City of Otterby",
        "Municipality of Otterby",
        "Otterby Municipality",
        "Otterby kommun",
        "Ville de Otterby",
        "Stadt Otterby",
        "Landeshauptstadt Otterby",
        "Comune di Otterby",
        "Gemeente Otterby",
        "Ayuntamiento de Otterby",
        "Ajuntament de Otterby",
        "Commune de Otterby",
        "City Council of Otterby",
        "Otterby City Council",
        "Town of Otterby",
    ),
    "Landkreis Otterby": ("Otterby County", "Provincia di Otterby"),
    "Region Otterby": (
        "Regione Otterby",
        "Canton of Otterby",
        "Kanton Otterby",
        "State of Otterby",
        "Province of Otterby",
        "Provincie Otterby",
        "Otterby Region",
    ),
    "Kanton Otterby": ("Region Otterby",),
    "Metropolitan City of Otterby": ("Citta metropolitana di Otterby", "Metropole de Otterby"),
}


@pytest.mark.parametrize("name", SPOKEN)
def test_a_text_may_speak_of_a_territory_in_the_words_of_several_languages(name):
    territory = NamedEntity("t", "organisation", (name,), ("DK",))
    for words in SPOKEN[name]:
        mentions = find_mentions(Gazetteer([territory]), f"We met at {words} to talk.", (), ())
        assert [(one.entity_id, one.label) for one in mentions] == [("t", words)]


def _organisation(id_, name, country):
    return NamedEntity(id_, "organisation", (name,), (country,))


@pytest.mark.parametrize(
    "word", ["city", "town", "county", "municipality", "state", "province", "region", "government", "ministry"]
)
def test_an_english_word_for_a_territory_says_nothing_of_its_country(word):
    label = f"{word.capitalize()} of Otterby"
    known = Gazetteer([_organisation("a", label, "CA")])
    assert resolve_reference(known, label) is None
    assert resolve_reference(known, label, "CA") == ("a", 0.95)
    assert resolve_reference(Gazetteer([_organisation("b", "Otterby Kommune", "DK")]), "Otterby Kommune")


def test_a_name_that_two_have_in_full_is_not_taken_for_that_of_a_third_with_another():
    two = [_organisation("a", "Otterby Kommune", "SE"), _organisation("b", "Otterby Kommune", "NO")]
    third = _organisation("c", "Municipality of Otterby", "DK")
    assert resolve_reference(Gazetteer([third]), "Otterby Kommune", "DK") == ("c", 0.9)
    assert resolve_reference(Gazetteer([*two, third]), "Otterby Kommune", "DK") is None
