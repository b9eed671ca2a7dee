"""Search forgives one mistake in a long word, says so, and never widens what the store knows.

The same on both databases.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.load import load
from hub.plan.execution import Operation
from hub.plan.lists.full_text import CORRECTED_LENGTHS, MOST_CORRECTED, correctable_words, letters_of
from tests.hub.plan.conftest import executor_on

NAMES = [
    "Københavns Kommune",
    "Copenhagen Library",
    "Metropolis",
    "Metropolia",
    "Metropolia of the North",
    "Αθήνα Δήμος",
    "OS2mo",
    "Digitaliseringsstyrelsen",
]


@pytest.fixture
async def search(store, seeds):
    await load(store, seeds.write("alpha", {"organisation": [{"key": str(i), "name": n} for i, n in enumerate(NAMES)]}))
    executor = executor_on(store)

    async def ask(words):
        document = """query($q: String!) { search(query: $q) { totalCount corrections { given used } nodes { name } }
            organisations(search: $q) { totalCount corrections { given used } } }"""
        body = json.loads((await executor.execute(Operation(document, variables={"q": words}))).body)
        found, listed = body["data"]["search"], body["data"]["organisations"]
        assert (found["totalCount"], found["corrections"]) == (listed["totalCount"], listed["corrections"])
        return {node["name"] for node in found["nodes"]}, [tuple(c.values()) for c in found["corrections"]]

    return ask


async def test_a_long_word_with_one_mistake_finds_the_nearest(search):
    for mistyped in ("Copenhgaen", "Copenhagn", "Coopenhagen", "Kopenhagen", "copenhagem", "ocpenhagen"):
        names, corrections = await search(mistyped)
        assert names == {"Copenhagen Library"}, mistyped
        assert corrections == [(mistyped.lower(), "copenhagen")]
    assert (await search("Københvans kommune"))[0] == {"Københavns Kommune"}
    assert (await search("Αθηνν"))[0] == {"Αθήνα Δήμος"}


async def test_what_the_store_knows_is_never_widened(search):
    assert await search("metropolis") == ({"Metropolis"}, [])
    assert await search("metropol") == ({"Metropolis", "Metropolia", "Metropolia of the North"}, [])
    assert await search("digitaliserings") == ({"Digitaliseringsstyrelsen"}, [])
    assert await search("copenhagen metropolis") == (set(), [])


async def test_of_several_the_most_frequent_is_used(search):
    assert (await search("metropolix"))[1] == [("metropolix", "metropolia")]


async def test_short_words_numbers_and_what_is_far_are_left_alone(search):
    for words in ("os3m", "os3mo", "12345", "Copnehgaen", "xyzzy", "", "'\"*:&|!"):
        assert await search(words) == (set(), []), words


async def test_only_the_mistaken_word_is_replaced(search):
    assert await search("library Copenhagne") == ({"Copenhagen Library"}, [("copenhagne", "copenhagen")])


@given(st.text())
def test_only_some_long_words_of_letters_are_corrected(text):
    words = json.loads(correctable_words(text))
    assert len(words) <= MOST_CORRECTED
    assert all(word.isalpha() and len(word) in CORRECTED_LENGTHS for word in words)
    assert json.loads(letters_of(text))[0] == ""
