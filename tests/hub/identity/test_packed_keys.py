import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.identity import Subject
from hub.identity.keys.packed_keys import match_keys, packed
from hub.identity.pairs.blocking import Blocks, Repeats
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.mention_finding import find_mentions, may_name


def agent(number: int, network: str, name: str) -> Subject:
    return Subject(
        f"org_{number:03d}",
        network,
        "organisation",
        str(number),
        (name,),
        ("DK",),
        (("homepage", f"{name.split(maxsplit=1)[0].lower()}.dk"),),
    )


def pairs(known: list[Subject], wanted: Repeats | None) -> list[tuple[str, str]]:
    blocks = Blocks(wanted)
    for one in known:
        blocks.add(match_keys(one))
    return list(blocks.pairs())


def test_a_match_key_is_the_same_on_every_machine():
    assert packed("agent", "name", "aarhus") == packed("agent", "name", "aarhus") == 9148886685260268672


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Aarhus Kommune", "Odense Kommune", "Vejle", "Skive Museum"]), max_size=12))
def test_blocks_of_repeated_match_keys_alone_make_the_pairs_of_all(names):
    known = [agent(number, "one", name) for number, name in enumerate(names)]
    repeats = Repeats(len(known) * 4)
    for one in known:
        repeats.add(match_keys(one).strong)
    assert pairs(known, repeats) == pairs(known, None)


def test_what_came_once_is_rarely_taken_for_a_repeat():
    repeats = Repeats(2000)
    for number in range(2000):
        repeats.add([packed("once", str(number))])
    repeats.add([packed("once", "7")])
    assert packed("once", "7") in repeats
    assert sum(packed("once", str(number)) in repeats for number in range(2000)) < 200


@pytest.mark.parametrize(
    "text",
    [
        "Aarhus Kommune takes up OS2mo",
        "See https://github.com/os2mo/os2mo for more",
        "At https://os2mo.dk/news",
        "Nothing of the sort",
    ],
)
def test_a_text_that_may_not_name_an_entity_has_no_mention_of_it(text):
    gazetteer = Gazetteer(
        [
            NamedEntity(
                "prd_1",
                "product",
                ("OS2mo",),
                (),
                None,
                (("repository", "github.com/os2mo/os2mo"), ("homepage", "os2mo.dk")),
            )
        ]
    )
    assert may_name(gazetteer, text) == bool(find_mentions(gazetteer, text))
