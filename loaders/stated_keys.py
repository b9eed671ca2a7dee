"""Which keys a directory has stated so far, and where first: what is stated twice, and what only
looks like something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.file_memory import StatedKey
from loaders.mapping.mappers import Repeatable
from schema.issues import Issue, IssueCode
from schema.records import Record
from schema.values.lookalikes import lookalike

_STILL_THERE = "`renamed` in network.yaml says that it was {!r} before: only one of the two can be listed"


@dataclass(slots=True)
class StatedKeys:
    """Where each key was stated first, by 8-byte hashes of kind and key: a directory may have millions of records.

    forms: keys beyond ASCII by their kind and what they look like.
    """

    places: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    forms: dict[tuple[str, str], str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def state(self, record: Record) -> tuple[bool, list[Issue]]:
        """Whether a record is the first of its key, and what is to be said of the key.

        Nothing of one that may be stated repeatedly.
        """
        key = StatedKey.of(record)
        earlier = self.places.get(key.hashed)
        if earlier is None:
            other = self._alike(key)
            self._add(key, record.place.path)
            return True, [] if other is None else [_looks_like(record, other)]
        return False, [] if isinstance(record, Repeatable) else [self._duplicate(record, earlier)]

    def recall(self, path: str, keys: Sequence[StatedKey]) -> bool:
        """State the keys of a file that is not read again.

        False, and nothing is stated, if one of them would now fare otherwise.
        """
        if any((key.hashed not in self.places) != key.is_first for key in keys):
            return False
        first = [key for key in keys if key.is_first]
        if any(self._alike(key) is not None for key in first):
            return False
        for key in first:
            self._add(key, path)
        return True

    def _add(self, key: StatedKey, path: str) -> None:
        number = self.numbers.setdefault(path, len(self.paths))
        if number == len(self.paths):
            self.paths.append(path)
        self.places[key.hashed] = (number, key.line)
        if not key.key.isascii():
            self.forms.setdefault((key.kind, lookalike(key.key)), key.key)

    def _alike(self, key: StatedKey) -> str | None:
        """Another key that was stated before and looks like this one; one of the two is beyond ASCII."""
        if key.key.isascii() and not self.forms:
            return None
        form = (key.kind, lookalike(key.key))
        other = self.forms.get(form) or (form[1] if hash(form) in self.places else None)
        return None if other == key.key else other

    def _duplicate(self, record: Record, earlier: tuple[int, int | None]) -> Issue:
        first = ":".join(str(part) for part in (self.paths[earlier[0]], earlier[1]) if part is not None)
        return Issue.of(
            IssueCode.KEY_DUPLICATE,
            record.network,
            record.place,
            f"The {record.kind} {record.key[:80]!r} is already stated in {first}; this one is left out.",
            field="key",
            value=record.key[:120],
            hint=_STILL_THERE.format(record.first_key)
            if record.first_key
            else "remove one, or give it a key of its own",
        )


def _looks_like(record: Record, other: str) -> Issue:
    message = f"The key {record.key[:80]!r} looks like {other[:80]!a}, and is another: {record.key[:80]!a}."
    hint = "if they are one thing, give both rows the same key"
    code, shown = IssueCode.VALUE_SUSPECT, record.key[:120]
    return Issue.of(code, record.network, record.place, message, field="key", value=shown, hint=hint)
