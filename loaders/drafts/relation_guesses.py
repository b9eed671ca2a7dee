"""Which column names things of another list: by its name in the networks' languages, and only where
its values are keys there.

A column of mere names is left alone: whoever maintains or owns something may be a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from loaders.drafts.column_guesses import ColumnGuess, RelationGuess, plain
from loaders.drafts.recognition import RecognisedFile
from schema.relations import ends_of

_RELATION_WORDS = {
    "users": "users,user,used by,brugere,bruger,anvendere,anvender,utilisateurs,utilisateur,nutzer,gebruikers",
    "owners": "owners,owner,owned by,ejere,ejer,proprietaire,eigentuemer,eigentumer,eigenaar",
    "publishers": "publishers,publisher,published by,udgiver,editeur,herausgeber,uitgever",
    "maintainers": "maintainers,maintainer,maintained by,vedligeholder,mainteneur,betreuer,beheerder",
    "suppliers": "suppliers,supplier,vendors,vendor,leverandorer,leverandor,fournisseur,anbieter",
    "funders": "funders,funder,funded by,financeur,forderer",
    "organisers": "organisers,organiser,organizers,organizer,organised by,arrangor,organisateur,veranstalter",
    "memberships": "member of,memberships,medlem af,membre de,mitglied von",
    "parents": "part of,parent,parents,parent organisation,belongs to,del af",
    "dependencies": "depends on,dependencies,dependency",
    "basedOn": "based on,fork of,basedon",
}
_SEPARATORS = (None, ";", "|", ",")
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class _Listed:
    """The keys of one list."""

    kind: str
    keys: frozenset[str]


def with_relations(files: Sequence[RecognisedFile]) -> list[RecognisedFile]:
    """The files of a directory, with those columns as relations that name rows of another one, or of their own."""
    lists = [_Listed(file.columns.kind, frozenset(_texts(file, file.columns.key))) for file in files if file.columns]
    return [_with_relations(file, lists) for file in files]


def _with_relations(file: RecognisedFile, lists: Sequence[_Listed]) -> RecognisedFile:
    if file.columns is None:
        return file
    guesses = dict(_guesses(file, file.columns, lists))
    read = {guess.column for guess in guesses.values()}
    unused = tuple(column for column in file.columns.unused if column not in read)
    return replace(file, columns=replace(file.columns, relations=guesses, unused=unused))


def _guesses(
    file: RecognisedFile, columns: ColumnGuess, lists: Sequence[_Listed]
) -> Iterator[tuple[str, RelationGuess]]:
    for field, end in ends_of(columns.kind).items():
        words = _RELATION_WORDS.get(field, "").split(",")
        for column in (column for column in columns.unused if plain(column) in words):
            found = _meant(_texts(file, column), [one for one in lists if one.kind in end.others])
            if found is not None:
                yield field, RelationGuess(column, *found)


def _meant(texts: Sequence[str], lists: Sequence[_Listed]) -> tuple[str, str | None] | None:
    """The kind of the list of which most parts of some texts are keys, and what stands between them."""
    for separator in _SEPARATORS:
        parts = [part.strip() for text in texts for part in (text.split(separator) if separator else [text])]
        for one in lists:
            if parts and sum(part in one.keys for part in parts) >= _MOSTLY * len(parts):
                return one.kind, separator
    return None


def _texts(file: RecognisedFile, column: str) -> list[str]:
    """What the rows say in a column, lists as their items."""
    values = (row.values.get(column) for row in file.rows)
    items = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [_text(item) for item in items if _text(item)]


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""
