"""One idea, one word: the glossary of CONTRIBUTING.md and the words of the code agree."""

import re
from collections import Counter
from pathlib import Path

import pytest

from scripts.shape import Module, modules
from scripts.vocabulary import EXCEPTIONS, PRODUCT, REPLACED, messages, names, replaced_words, words

ROOT = Path(__file__).resolve().parents[2]
TREE = modules(packages=PRODUCT)
GLOSSARY = re.findall(
    r"^\| ([^|]+) \| ([^|]+) \|([^|]*)\|$",
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## Words\n")[2],
    re.MULTILINE,
)[2:]
VOCABULARY = {words(Path(module.name).stem) for module in TREE}
VOCABULARY |= {words(name) for module in TREE for _, name in names(module)}
VOCABULARY |= {text.lower() for module in TREE for _, text in messages(module)}


def test_replaced_words_occur_nowhere_in_names_and_messages():
    assert [str(use) for use in replaced_words(TREE)] == []


def test_replaced_words_occur_nowhere_in_the_templates_of_pages():
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "hub" / "web").rglob("*.html")}
    patterns = [entry.message for entry in REPLACED if entry.message]
    found = [(name, word) for name, text in texts.items() for word in patterns if re.search(word, text, re.IGNORECASE)]
    assert texts
    assert found == []


def test_every_exception_is_one():
    unexcused = {
        (start, word)
        for start, word in EXCEPTIONS
        if any(
            any(re.search(rf"\b({entry.name})\b", words(name)) for _, name in names(module))
            or any(entry.message and re.search(entry.message, text, re.IGNORECASE) for _, text in messages(module))
            for entry in REPLACED
            if entry.word == word
            for module in TREE
            if module.name.startswith(start)
        )
    }
    assert set(EXCEPTIONS) - unexcused == set()


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("def _mended(text): return text", "mend"),
        ("class Marks: pass", "marks"),
        ("for told in (): pass", "told"),
        ("HINT = 'Mend the line.'", "mend"),
        ("HINT = f'{1} is told'", "told"),
        ("def f(persons): pass", "persons"),
        ("self.body = 1", "bodies"),
        ("STATUS = 'taken'", "taken"),
    ],
)
def test_a_replaced_word_is_found_in_a_name_and_in_a_message(code: str, word: str):
    assert [use.word for use in replaced_words([Module("hub/derive/x.py", code)])] == [word]


@pytest.mark.parametrize(
    "code", ['"""It is told."""', "commended = 1", "HINT = 'The United Nations'", "note = 'was taken from a file'"]
)
def test_prose_and_other_words_are_left_alone(code: str):
    assert list(replaced_words([Module("hub/derive/x.py", code)])) == []


def test_the_glossary_names_every_replaced_word_beside_the_better_one():
    instead = {old.strip(): word for word, _, olds in GLOSSARY for old in olds.split(",") if old.strip()}
    assert {entry.word for entry in REPLACED} - set(instead) == set()
    assert [
        entry.word for entry in REPLACED if not set(words(instead[entry.word]).split()) & _stems(entry.instead)
    ] == []


def _stems(text: str) -> set[str]:
    return {form for word in words(text).split() for form in (word, word.removesuffix("s"))}


@pytest.mark.parametrize("word", [word for word, _, _ in GLOSSARY])
def test_the_code_uses_the_words_of_the_glossary(word: str):
    spelt = words(word.replace("-", " "))
    assert any(re.search(rf"\b{spelt}(s|es)?\b", known) for known in VOCABULARY), (
        f"nothing in the code is called {word}"
    )


def test_each_word_stands_once():
    assert len(GLOSSARY) > 30
    assert [word for word, count in Counter(word for word, _, _ in GLOSSARY).items() if count > 1] == []
