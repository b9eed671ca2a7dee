"""Where items come from, and what is noted of each on its way to becoming a record, figure or detail."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from loaders.mapping.fact_values import Notes
from loaders.mapping.items import Items
from loaders.mapping.paths import Read, Scope
from loaders.mapping.raw import trimmed
from schema.issues import Issue, IssueCode, Place, Problem
from schema.records import Record
from schema.values.cleaning import null_word
from schema.values.plain import key

KEY_MISSING = Problem(IssueCode.KEY_MISSING, "The row has no key and is left out.")
NAME_MISSING = Problem(IssueCode.NAME_MISSING, "The record has no name and is left out.")
_NULL_WORD = Problem(
    IssueCode.VALUE_SUSPECT,
    "The {} is “{}”, a word that means “no value”; it is kept.",
    "correct it where it is published; a `lookup` from this word to null leaves such rows out",
)
_TROUBLE_HINT = "guard against it in the expression, for example with `|| ''`"


@dataclass(frozen=True, slots=True)
class Origin:
    """What all mappings of one source share: network, and where key and page of a row stand.

    is_keyed: a mapping names the key, not the format.
    """

    network: str
    items: Items
    key: Read
    url: Read | None
    record: type[Record] = Record
    is_keyed: bool = True


@dataclass(slots=True)
class Draft:
    """One item of a row on its way to becoming a record."""

    origin: Origin
    item: Any
    scope: Scope
    notes: Notes
    page: str | None = None

    def place(self) -> Place:
        """Where the item stands."""
        line, column = self.scope.row.locate(self.scope.base)
        return Place(self.scope.file.path, line, column, self.page)

    def key(self) -> str | None:
        """The normalised key."""
        raw = self.origin.key(self.item, self.scope)
        outcome = key(raw)
        self.notes.add(outcome.problem, "key", raw if outcome.value else None)
        return outcome.value or self.kept_word("key", raw)

    def kept_word(self, name: str, raw: Any) -> str | None:
        """A key or name that is a word for “no value”: somebody may be called so, and a row
        without a name would be lost.
        """
        word = null_word(raw)
        if word is not None:
            self.notes.add(replace(_NULL_WORD, message=_NULL_WORD.message.format(name, word)), name, word)
        return word

    def raw(self) -> dict[str, Any]:
        """What the source said of the item."""
        if not self.scope.base:
            return trimmed(self.scope.row.values)
        return trimmed(self.item if isinstance(self.item, dict) else {"value": self.item})

    def issues(self) -> Iterator[Issue]:
        """The problems met, with their places."""
        for message in self.scope.troubles:
            self.notes.add(Problem(IssueCode.VALUE_INVALID, message, _TROUBLE_HINT), "", None)
        self.scope.troubles.clear()
        for note in self.notes.all:
            place = Place(self.scope.file.path, *self.scope.row.locate(note.place), self.page)
            code, message, hint = note.problem.code, note.problem.message, note.problem.hint
            field = note.field or None
            yield Issue.of(code, self.origin.network, place, message, field=field, value=note.value, hint=hint)
