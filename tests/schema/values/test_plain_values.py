import pytest

from schema.issues import IssueCode
from schema.values.plain import boolean, decimal, integer, key, label, recurrence, text, vocabulary
from schema.values.vocabularies import MAINTENANCE_TYPES, NEWS_TYPES


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("a\r\nb\rc", "a\nb\nc"), ("e\u0301", "é"), ("a\x00b\ufeff", "ab"), ("\ud800", "\ufffd"), ("<p>Hi</p><p>there <script>x<b></script>y</p>", "Hi\n\nthere y"),
        ("A &amp; B", "A & B"), ("List<String> a < b", "List<String> a < b"), ("see <https://a.org>", "see https://a.org"), (5, "5"), ("  **bold**\n\n* item ", "**bold**\n\n* item"),
    ],
)  # fmt: skip
def test_text_is_clean_and_without_markup(stated: object, read: str):
    assert text(stated).value == read


@pytest.mark.parametrize("tags", ["", "<p>"])
@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("https://x.dk/?id=1&region=dk&section=3", "https://x.dk/?id=1&region=dk&section=3"),
        ("https://x.dk/?a=1&copy=2&not;here=3&regions;", "https://x.dk/?a=1&copy=2¬here=3&regions;"),
        ("R&D, AT&T &amp; &eacute;&#233;&#xE9;&#XE9;", "R&D, AT&T & éééé"),
        ("&amp;lt;i&amp;gt;caf&amp;eacute;&amp;lt;/i&amp;gt;", "café"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;done", "done"),
        ("https://x.dk/?a=1&amp;region=dk", "https://x.dk/?a=1&region=dk"),
        ("&# &#; &#x; &;", "&# &#; &#x; &;"),
    ],
)
def test_a_reference_ends_with_a_semicolon_and_addresses_stay_as_they_are(stated, read, tags):
    assert text(tags + stated).value == read


def test_a_label_is_one_line():
    assert label(" <b>A&amp;B</b>\n\t c\u00a0").value == "A&B c"


def test_a_label_that_is_too_long_is_cut_and_suspect():
    outcome = label("x" * 501)
    assert outcome.value == "x" * 499 + "…"
    assert outcome.problem.code is IssueCode.VALUE_SUSPECT


@pytest.mark.parametrize("stated", [["a"], {"a": 1}, True, float("nan"), b"bytes"])
def test_what_is_no_text_is_refused(stated: object):
    assert text(stated).problem.code is IssueCode.VALUE_INVALID
    assert label(stated).problem.code is IssueCode.VALUE_INVALID


@pytest.mark.parametrize(
    ("stated", "read"), [("1.10", "1.10"), (1.1, "1.1"), (5, "5"), (" a  b ", "a b"), ("0755", "0755")]
)
def test_a_key_stays_text(stated: object, read: str):
    assert key(stated).value == read


@pytest.mark.parametrize(
    ("stated", "number"),
    [
        (5, 5),
        (5.0, 5),
        ("1,080", 1080),
        ("25 000", 25000),
        ("1.080", 1080),
        ("12'345'678", 12345678),
        ("-3", -3),
        ("0", 0),
    ],
)
def test_a_whole_number_may_have_separators(stated: object, number: int):
    assert integer(stated).value == number


@pytest.mark.parametrize(
    "stated", [5.5, "5.5", "about 5", True, 2**31, pytest.param(10**5000, id="huge"), "1_000", "0.123", [5]]
)
def test_what_is_no_whole_number_is_refused(stated: object):
    assert integer(stated).value is None
    assert integer(stated).problem.code is IssueCode.VALUE_INVALID


@pytest.mark.parametrize(
    ("stated", "number"),
    [(1.5, 1.5), ("1,5", 1.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("25,000", 25000.0), (3, 3.0)],
)
def test_a_number_may_have_a_decimal_comma(stated: object, number: float):
    assert decimal(stated).value == number


@pytest.mark.parametrize(("stated", "number"), [("0,125", 0.125), ("-0,125", -0.125), ("0.125", 0.125)])
def test_a_zero_begins_no_thousands(stated: str, number: float):
    assert (decimal(stated).value, decimal(stated).problem) == (number, None)
    assert integer(stated).value is None


@pytest.mark.parametrize(
    ("stated", "number", "other"),
    [("1,250", 1250.0, "1.25"), ("-12.345", -12.345, "-12345"), ("1.000", 1.0, "1000"), ("1,000", 1000.0, "1.0")],
)
def test_three_digits_behind_one_separator_are_thousands_or_decimals(stated: str, number: float, other: str):
    outcome = decimal(stated)
    assert (outcome.value, outcome.problem.code) == (number, IssueCode.VALUE_SUSPECT)
    assert other in outcome.problem.hint


@pytest.mark.parametrize("stated", [12.345, "1'250", "1 250", "1.250.000", "1,250.5", "1250.125", "1.2500", "1.25"])
def test_a_number_that_can_be_read_in_one_way_only_is_not_suspect(stated: object):
    assert decimal(stated).problem is None


@pytest.mark.parametrize("stated", ["1.250", "1,250"])
def test_thousands_of_a_whole_number_are_not_suspect(stated: str):
    assert (integer(stated).value, integer(stated).problem) == (1250, None)


@pytest.mark.parametrize("stated", ["nan", "inf", float("inf"), "1e999", "x", False])
def test_a_number_is_finite(stated: object):
    assert decimal(stated).problem.code is IssueCode.VALUE_INVALID


@pytest.mark.parametrize(
    ("stated", "truth"),
    [
        (True, True),
        ("ja", True),
        ("Yes", True),
        (1, True),
        (False, False),
        ("non", False),
        ("0", False),
        ("nej", False),
    ],
)
def test_a_truth_value_may_be_a_word(stated: object, truth: object):
    assert boolean(stated).value is truth


@pytest.mark.parametrize(
    "pair",
    ["WAHR/FALSCH", "SAND/FALSK", "VRAI/FAUX", "VERO/FALSO", "WAAR/ONWAAR", "VERDADERO/FALSO", "VERDADEIRO/FALSO"],
)
def test_a_truth_value_may_be_a_word_of_a_local_spreadsheet(pair: str):
    assert [boolean(word).value for word in pair.split("/")] == [True, False]


def test_maybe_is_no_truth_value():
    assert boolean("maybe").problem.code is IssueCode.VALUE_INVALID


@pytest.mark.parametrize("stated", ["case-study", "Case Study", "CASE_STUDY", " case  study "])
def test_a_word_of_a_vocabulary_is_found_whatever_its_spelling(stated: str):
    assert vocabulary(NEWS_TYPES, stated).value == "case-study"


def test_a_vocabulary_may_have_words_that_elsewhere_mean_nothing():
    assert vocabulary(MAINTENANCE_TYPES, "none").value == "none"
    assert vocabulary(("sandbox", "1"), 1).value == "1"


def test_an_unknown_word_is_hinted_at():
    outcome = vocabulary(NEWS_TYPES, "news letter")
    assert (outcome.value, outcome.problem.code, outcome.problem.hint) == (
        None,
        IssueCode.VALUE_UNKNOWN,
        "did you mean `newsletter`?",
    )


@pytest.mark.parametrize(
    ("stated", "rules"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "RRULE:FREQ=WEEKLY;BYDAY=TU"),
        (
            ["rrule:freq=monthly;byday=1TH", "EXDATE;TZID=Europe/Rome:20240101T120000"],
            "RRULE:FREQ=MONTHLY;BYDAY=1TH\nEXDATE;TZID=Europe/Rome:20240101T120000",
        ),
        ("RRULE:FREQ=DAILY;UNTIL=20240101T000000Z", "RRULE:FREQ=DAILY;UNTIL=20240101T000000Z"),
        ("RDATE;VALUE=DATE:20240101,20240201", "RDATE;VALUE=DATE:20240101,20240201"),
    ],
)
def test_recurrence_lines_are_kept(stated: object, rules: str):
    assert recurrence(stated).value == rules


@pytest.mark.parametrize(
    "stated",
    [
        "every Tuesday",
        "FREQ=SOMETIMES",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:BYDAY=TU",
        "EXDATE:yesterday",
        5,
        {"freq": "DAILY"},
    ],
)
def test_what_is_no_recurrence_is_refused(stated: object):
    assert recurrence(stated).problem.code is IssueCode.VALUE_INVALID
