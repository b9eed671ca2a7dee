"""Search shows where it found the words: an excerpt of the text as stated, with their places.

The same on both databases.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.derive.entities.searched_texts import LONGEST_EXCERPT, searched_texts
from hub.load import load
from hub.plan.execution import Operation
from schema.kinds import ORGANISATION
from schema.values.folding import search_words, word_places
from tests.hub.plan.conftest import executor_on

LONG = "Digital infrastructure for towns. " * 20
ROWS = [
    {"key": "1", "name": "Øresund \"Straße\\ [0,9]} < Ærlig'", "topics": ["bridges"]},
    {"key": "2", "name": "Δήμος Αθηναίων", "description": {"en": LONG + "It runs the metro of Athens.", "da": "Metro"}},
    {"key": "3", "name": "Aarhus", "countries": ["DK"], "description": {"en": "Aarhus, and again Århus"}},
]
DOCUMENT = """query($q: String!) { search(query: $q) { edges {
    node { name } excerpt { field language text offsets { start end } } } } }"""


@pytest.fixture
async def found(store, seeds):
    await load(store, seeds.write("alpha", {"organisation": ROWS}))
    executor = executor_on(store)

    async def ask(words):
        """(field, language, text with the words found in brackets) of the only entity that is found."""
        answer = json.loads((await executor.execute(Operation(DOCUMENT, variables={"q": words}))).body)
        [edge] = answer["data"]["search"]["edges"]
        excerpt = edge["excerpt"]
        text = excerpt["text"]
        for place in reversed(excerpt["offsets"]):
            text = f"{text[: place['start']]}[{text[place['start'] : place['end']]}]{text[place['end'] :]}"
        return excerpt["field"], excerpt["language"], text

    return ask


async def test_folded_words_mark_the_text_as_stated(found):
    for words in ("oresund", "OERESUND", "Øres"):
        assert await found(words) == ("name", None, "[Øresund] \"Straße\\ [0,9]} < Ærlig'")
    assert await found("strasse aerlig") == ("name", None, "Øresund \"[Straße]\\ [0,9]} < [Ærlig]'")
    assert await found("δημος αθην") == ("name", None, "[Δήμος] [Αθηναίων]")


async def test_every_word_found_is_marked_once_however_many_spellings_of_it_meet_the_search(found):
    assert await found("arhus") == ("name", None, "[Aarhus]")
    assert await found("again arhus") == ("description", "en", "[Aarhus], and [again] [Århus]")


async def test_the_excerpt_with_the_most_words_is_shown_wherever_it_stands(found):
    field, language, text = await found("metro athens")
    assert (field, language) == ("description", "en")
    assert text.endswith("It runs the [metro] of [Athens].")
    assert len(text) <= LONGEST_EXCERPT + 4
    assert await found("denmark") == ("countries", None, "[Denmark]")
    assert await found("bridg") == ("topics", None, "[bridges]")


async def test_what_was_corrected_is_marked(found):
    assert await found("bridgse") == ("topics", None, "[bridges]")


@given(st.text())
def test_each_word_of_a_text_has_its_place_in_every_spelling_that_search_knows(text):
    places = list(word_places(text))
    assert {word for *_, word in places} >= set(search_words(text))
    assert places == sorted(places, key=lambda place: place[:2])
    assert all(0 <= start < end <= len(text) for start, end, _ in places)
    for start, end, _ in places:
        assert search_words(text[start:end])


@given(st.text(), st.dictionaries(st.sampled_from(["en", "da", "el"]), st.text()))
def test_excerpts_hold_all_words_of_the_index_in_bounded_pieces_of_the_text(name, description):
    texts = searched_texts(ORGANISATION, {"name": name, "description": description}, [])
    excerpts = texts.excerpts()
    assert all(len(excerpt["text"]) <= LONGEST_EXCERPT for excerpt in excerpts)
    whole = [name, *description.values()]
    assert all(any(excerpt["text"] in text for text in whole) for excerpt in excerpts)
    words = {word.split(" ")[0] for excerpt in excerpts for word in excerpt["words"]}
    indexed = [word for part in texts.document().values() for word in part.split()]
    assert words == set(indexed)
    assert texts.document()["title"].split() == list(dict.fromkeys(word for *_, word in word_places(name)))
    for excerpt in excerpts:
        for start, end in (json.loads(word.split(" ")[1]) for word in excerpt["words"]):
            assert 0 <= start < end <= len(excerpt["text"])
            assert search_words(excerpt["text"][start:end])


def test_a_word_that_two_excerpts_share_is_found_and_stands_where_it_begins():
    address = f"https://town.example/{'long-' * 35}crossing/end"
    texts = searched_texts(ORGANISATION, {"name": "Town", "description": {"en": address}}, [])
    first, second = (excerpt for excerpt in texts.excerpts() if excerpt["field"] == "description")
    assert len(first["text"]) == LONGEST_EXCERPT
    assert "crossing" in texts.document()["body"].split()
    assert f"crossing [196,{LONGEST_EXCERPT}]" in first["words"]
    assert second["text"] == "sing/end"
    assert [word.split(" ")[0] for word in second["words"]] == ["end"]


async def test_a_first_page_looks_no_further_than_names_where_these_suffice_and_all_are_counted_and_listed(
    store, seeds
):
    rows = [{"key": f"a{i}", "name": f"Body {i}", "description": {"en": "town"}} for i in range(8)]
    rows += [{"key": f"b{i}", "name": f"Town {i}", "topics": ["town hall"]} for i in range(2)]
    await load(store, seeds.write("alpha", {"organisation": rows, "product": [{"key": "p", "name": "Town plan"}]}))
    executor = executor_on(store)

    async def names(arguments):
        document = f"{{ search(query: {arguments}) {{ totalCount nodes {{ name }} }} }}"
        found = json.loads((await executor.execute(Operation(document))).body)["data"]["search"]
        return found["totalCount"], [node["name"] for node in found["nodes"]]

    count, listed = await names('"town"')
    assert (count, len(set(listed))) == (11, 11)
    assert set(listed[:3]) == {"Town 0", "Town 1", "Town plan"}
    for first in (1, 2, 3, 4):
        assert await names(f'"town", first: {first}') == (11, listed[:first])
    assert await names('"town", last: 2') == (11, listed[-2:])
    assert await names('"town", kinds: [PRODUCT], first: 1') == (1, ["Town plan"])
    assert (await names('"town", kinds: [ORGANISATION], first: 3'))[1] == [one for one in listed if one != "Town plan"][
        :3
    ]
    assert (await names('"town hall"'))[0] == 2
