"""Problems of data as values: every issue has a code from one closed catalogue, a place and a hint."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """What an issue costs: an error a record or a file, a warning a value, an info nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class IssueCode(StrEnum):
    """What is wrong. `CATALOGUE` and docs/errors.md give the meaning and the remedy of each code."""

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
    CONTENT_UNDONE = "content-undone"
    NETWORK_LOADED_HERE = "network-loaded-here"
    JUDGEMENT_UNDONE = "judgement-undone"
    REFERENCE_UNRESOLVED = "reference-unresolved"
    PART_OF_CYCLE = "part-of-cycle"
    FETCH_FAILED = "fetch-failed"
    FETCH_PARTIAL = "fetch-partial"


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """What a code means to an operator: its usual severity, what happened, and what to do next."""

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
    """Where something is stated: a path relative to its seed directory, line and column from 1,
    and the page it came from.
    """

    path: str
    line: int | None = None
    column: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem in a seed directory, located as exactly as the format allows."""

    code: IssueCode
    severity: Severity
    network: str
    place: Place
    message: str
    field: str | None = None
    value: str | None = None
    hint: str | None = None

    @classmethod
    def of(  # noqa: PLR0913 - one keyword per part of an issue
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
    ) -> Self:
        """An issue with the severity and the remedy of its code, where it has none of its own."""
        usual = CATALOGUE[code]
        return cls(code, severity or usual.severity, network, place, message, field, value, hint or usual.remedy)


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CATALOGUE: dict[IssueCode, CodeMeaning] = {
    IssueCode.MANIFEST_MISSING: CodeMeaning(
        _E,
        "The directory has no network.yaml.",
        "Write one; docs/formats.md shows a minimal one.",
    ),
    IssueCode.MANIFEST_INVALID: CodeMeaning(
        _E,
        "network.yaml cannot be followed.",
        "Correct the key that the issue names; an editor that uses the JSON Schema can complete it.",
    ),
    IssueCode.MANIFEST_DUPLICATE: CodeMeaning(
        _E,
        "Two directories claim the same network.",
        "Load only one of them, or rename one network.",
    ),
    IssueCode.SOURCE_EMPTY: CodeMeaning(
        _E,
        "A source matches no file or has no usable row. It keeps what it had; if no source states anything, the load is"
        " rejected.",
        "Check path and rows of the source in network.yaml.",
    ),
    IssueCode.FILE_UNREADABLE: CodeMeaning(
        _E,
        "A file cannot be read.",
        "Check that it is a regular file and that its permissions allow reading.",
    ),
    IssueCode.FILE_OUTSIDE: CodeMeaning(
        _E,
        "A path leads out of the seed directory.",
        "Copy the file into the directory; links and .. are not followed.",
    ),
    IssueCode.FILE_TOO_LARGE: CodeMeaning(
        _E,
        "A file exceeds the size limit for documents.",
        "Split it, or convert it to CSV or JSON Lines, which are read row by row.",
    ),
    IssueCode.FILE_NOT_UTF8: CodeMeaning(
        _E,
        "A file is not valid UTF-8.",
        "Save it as UTF-8.",
    ),
    IssueCode.SYNTAX: CodeMeaning(
        _E,
        "A file does not parse.",
        "Correct the line the issue names.",
    ),
    IssueCode.NESTING_TOO_DEEP: CodeMeaning(
        _E,
        "A document is nested too deeply.",
        "Flatten it.",
    ),
    IssueCode.ALIASES_TOO_MANY: CodeMeaning(
        _E,
        "A YAML document uses more aliases than a seed needs.",
        "Write out the repeated parts in full.",
    ),
    IssueCode.ENTITY_REFUSED: CodeMeaning(
        _E,
        "An XML file declares a DTD or entities.",
        "Remove the DOCTYPE.",
    ),
    IssueCode.ROW_SHAPE: CodeMeaning(
        _E,
        "A row does not have the structure of its format.",
        "Compare it with its neighbours; quote commas in CSV.",
    ),
    IssueCode.KEY_MISSING: CodeMeaning(
        _E,
        "A row has no key to identify it.",
        "Give the key field a value.",
    ),
    IssueCode.KEY_DUPLICATE: CodeMeaning(
        _E,
        "Two rows of one network have the same kind and key; only the first is used.",
        "Remove one, or give it a key of its own.",
    ),
    IssueCode.NAME_MISSING: CodeMeaning(
        _E,
        "A record has no name.",
        "Give it one.",
    ),
    IssueCode.FIELD_UNKNOWN: CodeMeaning(
        _W,
        "A field is not part of the format and is ignored.",
        "Check its spelling.",
    ),
    IssueCode.FIELD_MISSING: CodeMeaning(
        _W,
        "A field that the format requires, or a column that network.yaml reads, is missing.",
        "Add it.",
    ),
    IssueCode.FIELD_DUPLICATE: CodeMeaning(
        _W,
        "A mapping has the same key twice; only the first is used.",
        "Remove one.",
    ),
    IssueCode.FIELD_DEPRECATED: CodeMeaning(
        _I,
        "A field or form is deprecated by its standard; it is still read.",
        "Use the current form.",
    ),
    IssueCode.VALUE_INVALID: CodeMeaning(
        _W,
        "A value is not valid for its field and is left out.",
        "Correct the value.",
    ),
    IssueCode.VALUE_UNKNOWN: CodeMeaning(
        _W,
        "A value is not in its vocabulary.",
        "Use a listed value, or add a lookup to network.yaml.",
    ),
    IssueCode.VALUE_SUSPECT: CodeMeaning(
        _W,
        "A value looks wrong; it is used as it is.",
        "Check it.",
    ),
    IssueCode.LICENCE_UNKNOWN: CodeMeaning(
        _W,
        "A licence is neither an SPDX expression nor a known alias.",
        "Use an SPDX id, or add a lookup to network.yaml.",
    ),
    IssueCode.LICENCE_DEPRECATED: CodeMeaning(
        _I,
        "A licence id is deprecated in SPDX.",
        "Use the current id, such as GPL-3.0-only.",
    ),
    IssueCode.COUNTRY_UNKNOWN: CodeMeaning(
        _W,
        "A country is not known.",
        "Use an ISO 3166-1 alpha-2 code, or add a lookup to network.yaml.",
    ),
    IssueCode.LANGUAGE_UNKNOWN: CodeMeaning(
        _W,
        "A language is not known.",
        "Use a BCP 47 tag.",
    ),
    IssueCode.DATE_UNKNOWN: CodeMeaning(
        _W,
        "A date cannot be understood.",
        "Write it as 2026-05-31, 2026-05 or 2026.",
    ),
    IssueCode.URL_INVALID: CodeMeaning(
        _W,
        "An address is not an http(s) URL.",
        "Give the full address with https://.",
    ),
    IssueCode.IDENTIFIER_INVALID: CodeMeaning(
        _W,
        "An identifier has the wrong format or checksum.",
        "Compare it with the entry in the register.",
    ),
    IssueCode.PERSONAL_DATA: CodeMeaning(
        _W,
        "A value, or part of a text, looks like the address of a private individual and is left out.",
        "Use a role address, such as info@example.org.",
    ),
    IssueCode.COUNT_BELOW: CodeMeaning(
        _E,
        "There are fewer records of a kind than the manifest expects, or a source lost half or more of what it had.",
        "Check the source; if the drop is right, pass --allow-mass-delete.",
    ),
    IssueCode.COUNT_ABOVE: CodeMeaning(
        _W,
        "There are more records of a kind than the manifest expects.",
        "Raise `expected` if the number is right.",
    ),
    IssueCode.LOAD_REJECTED: CodeMeaning(
        _E,
        "The load was rejected: everything stored for the network stays as it is.",
        "Correct the errors above.",
    ),
    IssueCode.CONTENT_UNDONE: CodeMeaning(
        _I,
        "The directory still states what was undone or removed, so it is not loaded.",
        "Change the directory, or pass --again.",
    ),
    IssueCode.NETWORK_LOADED_HERE: CodeMeaning(
        _I,
        "Another hub offers a network that is loaded from its own directory here, so it is not taken from that hub.",
        "Nothing, if the network is maintained here; otherwise run `hub remove` and take its directory away.",
    ),
    IssueCode.JUDGEMENT_UNDONE: CodeMeaning(
        _I,
        "A judgement is no longer in its file, so it is undone.",
        "Put the line back if it was removed by mistake.",
    ),
    IssueCode.REFERENCE_UNRESOLVED: CodeMeaning(
        _W,
        "The other end of a relation is not in the store; its label is kept. An info if its network is not loaded.",
        "Correct the key, add the record that it names, or load the network that has it.",
    ),
    IssueCode.PART_OF_CYCLE: CodeMeaning(
        _W,
        "Things are stated to be parts of each other in a circle; the relations are kept.",
        "Correct the statement that is the wrong way round.",
    ),
    IssueCode.FETCH_FAILED: CodeMeaning(
        _W,
        "A source could not be fetched; the hub keeps what it fetched before.",
        "Wait, or ask the publisher; if the source has moved, correct `fetch`.",
    ),
    IssueCode.FETCH_PARTIAL: CodeMeaning(
        _W,
        "A source was not fetched completely; missing records are not treated as deleted.",
        "Tell the publisher what cannot be read.",
    ),
}
