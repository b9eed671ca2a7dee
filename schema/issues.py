"""Problems of data as values: every finding has a code from one closed catalogue, a place and a hint."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding costs: an error loses a record or a file, a warning a value, an info nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class IssueCode(StrEnum):
    """What is wrong. The meaning and the remedy of each code stand in `CATALOGUE` and docs/errors.md."""

    MANIFEST_MISSING = "manifest-missing"
    MANIFEST_INVALID = "manifest-invalid"
    MANIFEST_DUPLICATE = "manifest-duplicate"
    SOURCE_EMPTY = "source-empty"
    FILE_UNREADABLE = "file-unreadable"
    FILE_OUTSIDE = "file-outside"
    FILE_TOO_LARGE = "file-too-large"
    FILE_NOT_UTF8 = "file-not-utf8"
    SYNTAX = "syntax"
    NESTING_TOO_DEEP = "nesting-too-deep"
    ALIASES_TOO_MANY = "aliases-too-many"
    ENTITY_REFUSED = "entity-refused"
    ROW_SHAPE = "row-shape"
    KEY_MISSING = "key-missing"
    KEY_DUPLICATE = "key-duplicate"
    NAME_MISSING = "name-missing"
    FIELD_UNKNOWN = "field-unknown"
    FIELD_MISSING = "field-missing"
    FIELD_DUPLICATE = "field-duplicate"
    FIELD_DEPRECATED = "field-deprecated"
    VALUE_INVALID = "value-invalid"
    VALUE_UNKNOWN = "value-unknown"
    VALUE_SUSPECT = "value-suspect"
    LICENCE_UNKNOWN = "licence-unknown"
    LICENCE_DEPRECATED = "licence-deprecated"
    COUNTRY_UNKNOWN = "country-unknown"
    LANGUAGE_UNKNOWN = "language-unknown"
    DATE_UNKNOWN = "date-unknown"
    URL_INVALID = "url-invalid"
    IDENTIFIER_INVALID = "identifier-invalid"
    PERSONAL_DATA = "personal-data"
    COUNT_BELOW = "count-below"
    COUNT_ABOVE = "count-above"
    LOAD_REJECTED = "load-rejected"
    REFERENCE_UNRESOLVED = "reference-unresolved"


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """What a code means to an operator: its usual severity, the sentence it stands for, and what to do next."""

    severity: Severity
    meaning: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What a normaliser found wrong with one value; the loader adds the place and makes it an `Issue`."""

    code: IssueCode
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is stated: a path relative to its seed directory, line and column from 1, and the page it came from."""

    path: str
    line: int | None = None
    column: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding about a seed directory, located as exactly as the format allows."""

    code: IssueCode
    severity: Severity
    network: str
    place: Place
    message: str
    field: str | None = None
    value: str | None = None
    hint: str | None = None

    @classmethod
    def of(  # noqa: PLR0913 - an issue has that many parts
        cls,
        code: IssueCode,
        network: str,
        place: Place,
        message: str,
        *,
        field: str | None = None,
        value: str | None = None,
        hint: str | None = None,
        severity: Severity | None = None,
    ) -> "Issue":
        """An issue as severe as its code usually is, unless the finding says otherwise; without a hint the code's remedy holds."""
        return cls(code, severity or CATALOGUE[code].severity, network, place, message, field, value, hint)


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CATALOGUE: dict[IssueCode, CodeMeaning] = {
    IssueCode.MANIFEST_MISSING: CodeMeaning(
        _E, "The directory has no network.yaml.", "Write one; docs/formats.md shows the smallest."
    ),
    IssueCode.MANIFEST_INVALID: CodeMeaning(
        _E, "network.yaml does not say what it must.", "Mend the named key; the JSON Schema completes it in an editor."
    ),
    IssueCode.MANIFEST_DUPLICATE: CodeMeaning(
        _E, "Two directories claim the same network.", "Load one of them, or rename a network."
    ),
    IssueCode.SOURCE_EMPTY: CodeMeaning(
        _E, "A source matched no file or no usable row.", "Check path and rows of the source in network.yaml."
    ),
    IssueCode.FILE_UNREADABLE: CodeMeaning(
        _E, "A file could not be read.", "Check that it is a regular file and may be read."
    ),
    IssueCode.FILE_OUTSIDE: CodeMeaning(
        _E,
        "A path leads out of the seed directory.",
        "Copy the file into the directory; links and .. are not followed.",
    ),
    IssueCode.FILE_TOO_LARGE: CodeMeaning(
        _E,
        "A file is larger than a document may be.",
        "Split it, or give it as CSV or JSON Lines, which are read row by row.",
    ),
    IssueCode.FILE_NOT_UTF8: CodeMeaning(_E, "A file is not valid UTF-8.", "Save it as UTF-8."),
    IssueCode.SYNTAX: CodeMeaning(_E, "A file does not parse.", "Mend the named line."),
    IssueCode.NESTING_TOO_DEEP: CodeMeaning(_E, "A document is nested too deeply.", "Flatten it."),
    IssueCode.ALIASES_TOO_MANY: CodeMeaning(
        _E, "A YAML document uses more aliases than a seed needs.", "Write the repeated parts out."
    ),
    IssueCode.ENTITY_REFUSED: CodeMeaning(_E, "An XML file declares a DTD or entities.", "Remove the DOCTYPE."),
    IssueCode.ROW_SHAPE: CodeMeaning(
        _E, "A row has not the shape of its format.", "Compare it with its neighbours; quote commas in CSV."
    ),
    IssueCode.KEY_MISSING: CodeMeaning(
        _E, "A row has no key, so it cannot be told from others.", "Give the key field a value."
    ),
    IssueCode.KEY_DUPLICATE: CodeMeaning(
        _E,
        "Two rows of one network have the same kind and key; the first counts.",
        "Remove one, or give it its own key.",
    ),
    IssueCode.NAME_MISSING: CodeMeaning(_E, "A record has no name.", "Give it one."),
    IssueCode.FIELD_UNKNOWN: CodeMeaning(_W, "A field is not of the format and is left unread.", "Check its spelling."),
    IssueCode.FIELD_MISSING: CodeMeaning(
        _W, "A field that the format requires, or a column that network.yaml reads, is missing.", "Add it."
    ),
    IssueCode.FIELD_DUPLICATE: CodeMeaning(_W, "A mapping has the same key twice; the first counts.", "Remove one."),
    IssueCode.FIELD_DEPRECATED: CodeMeaning(
        _I, "A field or form is deprecated by its standard; it is read all the same.", "Use the current form."
    ),
    IssueCode.VALUE_INVALID: CodeMeaning(
        _W, "A value has not the form of its field and is left out.", "Mend the value."
    ),
    IssueCode.VALUE_UNKNOWN: CodeMeaning(
        _W, "A value is not of its vocabulary.", "Use a listed value or add a lookup to network.yaml."
    ),
    IssueCode.VALUE_SUSPECT: CodeMeaning(_W, "A value is taken as it is but looks wrong.", "Check it."),
    IssueCode.LICENCE_UNKNOWN: CodeMeaning(
        _W, "A licence is no SPDX expression and no known alias.", "Use an SPDX id or add a lookup."
    ),
    IssueCode.LICENCE_DEPRECATED: CodeMeaning(
        _I, "A licence id is deprecated in SPDX.", "Use the current id, such as GPL-3.0-only."
    ),
    IssueCode.COUNTRY_UNKNOWN: CodeMeaning(_W, "A country is not known.", "Use ISO 3166-1 alpha-2 or add a lookup."),
    IssueCode.LANGUAGE_UNKNOWN: CodeMeaning(_W, "A language is not known.", "Use a BCP 47 tag."),
    IssueCode.DATE_UNKNOWN: CodeMeaning(_W, "A date is not understood.", "Write it as 2026-05-31, 2026-05 or 2026."),
    IssueCode.URL_INVALID: CodeMeaning(_W, "An address is no http(s) URL.", "Give the full address with https://."),
    IssueCode.IDENTIFIER_INVALID: CodeMeaning(
        _W, "An identifier fails its form or checksum.", "Compare it with the register."
    ),
    IssueCode.PERSONAL_DATA: CodeMeaning(
        _W, "A value looks like a private person's address and is left out.", "Use a role address."
    ),
    IssueCode.COUNT_BELOW: CodeMeaning(
        _E,
        "Fewer records of a kind than the manifest expects.",
        "Check the source; --allow-mass-delete accepts the shrinkage.",
    ),
    IssueCode.COUNT_ABOVE: CodeMeaning(
        _W, "More records of a kind than the manifest expects.", "Raise `expected` if that is right."
    ),
    IssueCode.LOAD_REJECTED: CodeMeaning(
        _E,
        "The load was rejected: whatever is stored of the network stays as it is.",
        "Mend the errors above; where records are meant to go, pass --allow-mass-delete.",
    ),
    IssueCode.REFERENCE_UNRESOLVED: CodeMeaning(
        _I,
        "The other end of a relation is not in the store; its label is kept.",
        "Load the network that has it, or check the key.",
    ),
}
