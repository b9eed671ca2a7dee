"""An edition: one selection as one medium writes it, all of it read from one snapshot of the store."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from importlib.util import find_spec

from hub.exports.tabular import Head, RowTable
from schema.kinds import Kind


@dataclass(frozen=True, slots=True)
class Edition:
    """What a medium gets to write.

    main: the rows asked for. kind: of which they are, None for a book of the store. Of a kind there are besides: edges,
    the relations of what is chosen; ends, what stands at the ends of these; latest, what is chosen, what changed last
    first; withdrawn, what left the hub of that kind; descriptions, what is chosen with all that hangs on it;
    statements, what records say of it. Of the whole hub there are edges, all of them, and others, the tables of the
    kinds after the first. with_bom: text starts with a byte order mark, by which some spreadsheets know UTF-8.
    """

    head: Head
    main: RowTable
    kind: Kind | None = None
    edges: RowTable | None = None
    ends: RowTable | None = None
    latest: RowTable | None = None
    withdrawn: RowTable | None = None
    descriptions: RowTable | None = None
    statements: RowTable | None = None
    with_bom: bool = False
    others: tuple[RowTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Medium:
    """A way to write an edition. written: its bytes in chunks. kinds: of which it can be; None: of all.

    title: as links to it are called. writes_any_table: it can write a book of the store, or the edges or
    statements of a selection.
    writes_whole: it can write the whole hub as one document.
    needs: the package of the extra `exports` without which it cannot be written. absence: why the hub
    has nothing to write in it.
    document: under which name below its page a thing has the medium for itself (`publiccode.yml`); "" for none.
    """

    name: str
    suffix: str
    media_type: str
    title: str
    written: Callable[[Edition], AsyncIterator[bytes]]
    writes_any_table: bool = False
    kinds: frozenset[str] | None = None
    needs: str | None = None
    absence: str = ""
    document: str = ""
    writes_whole: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether there is something to write, and the package that it needs."""
        return not self.absence and (self.needs is None or find_spec(self.needs) is not None)

    def can_write(self, kind: Kind | None) -> bool:
        """Whether it writes selections of a kind; None: tables of any sort."""
        return self.writes_any_table if kind is None else self.kinds is None or kind.name in self.kinds
