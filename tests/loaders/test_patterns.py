import pytest

from loaders.mapping.paths import Misdescribed
from loaders.mapping.patterns import compiled_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "value"),
    [
        (r"github\.com/([^/]+)/([^/]+)", "https://github.com/os2/kitos/issues", "os2"),
        (r"(?:www\.)?([a-z]+)\.", "www.example.org", "example"),
        (r"(?i)EUPL[- ]?(1\.\d)", "eupl 1.2", "1.2"),
        (r"^(\d{4})-", "2024-05-31", "2024"),
        (r"a|b", "xb", "b"),
        (r"(x|y)?z", "z", None),
        (r"[()*+|]+", "a(*+", "(*+"),
        (r"\(([^)]*)\)$", "Comune di Monopoli (BA)", "BA"),
        (r"nothing", "something", None),
    ],
)
def test_a_pattern_extracts_its_first_group_or_the_match(pattern, text, value):
    assert compiled_pattern(pattern).extract(text) == value


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(a*)*b",
        r"(a|aa)+$",
        r"((a+))+",
        r"(?:x{1,9}){1,9}",
        r"([a-z]+\s?)*!",
        r"(a)\1",
        r"(?=a)a",
        r"(?<!a)b",
        r"(?P<n>a)(?P=n)",
        ".*" * 7,
        "(",
        "a{99999999999}",
        "x" * 1000,
    ],
)
def test_a_pattern_that_could_take_for_ever_is_refused(pattern):
    with pytest.raises(Misdescribed):
        compiled_pattern(pattern)


def test_only_a_bounded_part_of_a_long_text_is_searched():
    assert compiled_pattern("a.*z").extract("a" + "b" * 1_000_000 + "z") is None
