"""Keys that look alike: what a reader takes for one word, and a machine for two."""

import unicodedata

from schema.values.cleaning import clean

# Letters of Cyrillic and Greek that most typefaces draw as Latin ones (after
# https://www.unicode.org/reports/tr39/, confusables.txt).
_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХавеѕіјкморсухԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρ‐‑‒–—−",  # noqa: RUF001 - they are what it is about
    "ABESIJKMHOPCTYXaBesijkmopcyxdhqwABEZHIKMNOPTYXoavp------",
)
_JOINERS = str.maketrans("", "", "\u200c\u200d")


def lookalike(key: str) -> str:
    """The form that all keys share that look like one: without compatibility forms, joiners, letters of
    other alphabets drawn alike.
    """
    if key.isascii():
        return key
    return clean(unicodedata.normalize("NFKC", key).translate(_JOINERS).translate(_LATIN))
