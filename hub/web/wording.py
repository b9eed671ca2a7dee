"""The words of the pages in the reader's language: gettext catalogues in `messages/`, compiled
when they are first needed.

English is the language of the code, so its words are the ids of the messages and need no catalogue.
"""

from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from schema.values.languages import chain

CATALOGUES = Path(__file__).with_name("messages")
LANGUAGES = {"en": "English", "da": "Dansk", "fr": "Français"}
"""The languages of the pages, each by its own name."""


def interface_language(languages: Sequence[str]) -> str:
    """The language of a page for a reader who prefers some, the most wanted first.

    English where none of them is there.
    """
    return next((tag for tag in chain(languages) if tag in LANGUAGES), "en")


@cache
def translations(language: str) -> NullTranslations:
    """The messages of one of `LANGUAGES`."""
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    for message in catalogue:
        if isinstance(message.string, tuple) and not all(message.string):
            message.string = ""  # else Babel would compile what is not translated as an empty text
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def in_words(name: str) -> str:
    """A name of the graph as words, which are ids of messages: `usedProducts` and `CASE_STUDY` as `used
    products`, `case study`.
    """
    spaced = name if name.isupper() else "".join(f" {c.lower()}" if c.isupper() else c for c in name)
    return spaced.replace("_", " ").replace("-", " ").replace("/", " ").lower().strip()
