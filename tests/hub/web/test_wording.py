import re

import pytest

from hub.web.rendering import Wording, environment, excerpt, marked
from hub.web.visits import Visit
from hub.web.wording import CATALOGUES, LANGUAGES, in_words, interface_language, translations
from scripts.messages import messages, updated

FOUND = messages()
_PLACES = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_catalogue_is_up_to_date_and_lacks_nothing(language):
    text, lacking = updated(language, FOUND)
    assert lacking == []
    assert (CATALOGUES / f"{language}.po").read_text(encoding="utf-8") == text, "make messages"


@pytest.mark.parametrize("language", ["da", "fr"])
def test_a_translation_keeps_the_places_for_values(language):
    for message in FOUND:
        if isinstance(message.id, str) and message.id:
            translated = translations(language).gettext(message.id)
            assert sorted(_PLACES.findall(translated)) == sorted(_PLACES.findall(message.id)), message.id


@pytest.mark.parametrize(
    ("wanted", "language"),
    [(["da-DK", "en"], "da"), (["sv", "fr-CA"], "fr"), (["sv"], "en"), ([], "en"), (["en-GB", "da"], "en")],
)
def test_a_page_is_in_the_most_wanted_language_that_it_has(wanted, language):
    assert interface_language(wanted) == language


def test_plurals_fall_back_to_english_words_where_english_says_nothing_else():
    assert environment("en").from_string("{{ counted('NEWS_ITEM', 1) }}, {{ counted('OSPO', 1200) }}").render() == (
        "1 news item, 1,200 OSPOs"
    )
    assert environment("da").from_string("{{ counted('NEWS_ITEM', 2) }}").render() == "2 nyheder"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_texts_are_translated_when_a_template_is_compiled(language):
    texts = [one.id for one in FOUND if isinstance(one.id, str) and one.id and not _PLACES.search(one.id)]
    quoted = [text.replace('"', '\\"') for text in texts]
    made = environment(language).from_string("\n".join(f'{{{{ _("{text}") }}}}' for text in quoted)).render()
    assert made.split("\n") == [translations(language).gettext(text) for text in texts]


def test_a_card_is_kept_for_what_it_shows_for_the_words_sought_and_for_the_language_of_its_links():
    thing = {"kind": "EVENT", "slug": "a", "name": "<A>", "description": None, "networks": [], "conflictCount": 0}
    stated = dict.fromkeys(("startsAt", "eventType", "mode", "city", "eventStatus", "countries"))
    templates = environment("en")

    def card(name="<A>", words="", chosen=""):
        return templates.card(Visit(chosen=chosen), thing | stated | {"name": name}, words)

    assert card() is card()
    assert "&lt;A&gt;" in card()
    assert "<mark>A</mark>" in card(words="a")
    assert "?lang=en" in card(chosen="en")
    assert "B" in card(name="B")


def test_names_of_the_graph_become_words():
    assert [in_words(name) for name in ("usedProducts", "CASE_STUDY", "standalone/web", "on-site")] == [
        "used products",
        "case study",
        "standalone web",
        "on site",
    ]
    assert Wording("en").title("ospos") == "OSPOs"
    assert Wording("fr").label("usedProducts") == "produits utilisés"


def test_dates_are_written_as_exact_as_they_are_stated():
    words = Wording("en")
    exact = [words.day("2021-01-01", precision) for precision in ("YEAR", "MONTH", "DAY", None)]
    assert exact == ["2021", "January 2021", "1 Jan 2021", "1 Jan 2021"]
    assert [words.day(text) for text in ("2026", "2026-05", "2026-05-31", "2026-05-31T22:00:00Z", None)] == [
        "2026",
        "May 2026",
        "31 May 2026",
        "31 May 2026",
        "",
    ]
    assert "maj" in Wording("da").day("2026-05-31")


def test_found_words_are_marked_in_any_spelling_and_all_else_is_escaped():
    assert marked("Københavns <Kommune>", "kobenhavn") == "<mark>Københavns</mark> &lt;Kommune&gt;"
    assert marked("<b>", "") == "&lt;b&gt;"
    assert marked("a b", "!") == "a b"


def test_an_excerpt_begins_at_a_word_and_has_what_was_looked_for():
    text = "word " * 200 + "needle and more " + "tail " * 100
    cut = excerpt(text, "needle", 120)
    assert cut.startswith("… word")
    assert "needle" in cut
    assert cut.endswith(" …")
    assert len(cut) <= 120 + 4
    assert excerpt("short", "x") == "short"
