"""An edition: one selection as one medium writes it, all of it read from one snapshot of the store."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from importlib.util import find_spec

from hub.exports.tabular import Head, RowTable
from schema.kinds import Kind


@dataclass(frozen=True, slots=True)
class Edition:
    """What a medium gets to write.

    main: the rows asked for. kind: of which they are, None for a book of the store. Of a kind there are besides: edges, the relations
    of what is chosen; ends, what stands at the ends of these; latest, what is chosen, what changed last first; withdrawn, what left
    the hub of that kind. with_bom: text starts with a byte order mark, by which some spreadsheets know UTF-8.
    """

    head: Head
    main: RowTable
    kind: Kind | None = None
    edges: RowTable | None = None
    ends: RowTable | None = None
    latest: RowTable | None = None
    withdrawn: RowTable | None = None
    with_bom: bool = False


@dataclass(frozen=True, slots=True)
class Medium:
    """A way to write an edition. written: its bytes in chunks. kinds: of which it can be; None: of all.

    title: as links to it are called. writes_any_table: it can write a book of the store, or the edges or statements of a selection.
    needs: the package of the extra `exports` without which it cannot be written.
    """

    name: str
    suffix: str
    media_type: str
    title: str
    written: Callable[[Edition], AsyncIterator[bytes]]
    writes_any_table: bool = False
    kinds: frozenset[str] | None = None
    needs: str | None = None

    @property
    def is_usable(self) -> bool:
        """Whether the package is there that it needs."""
        return self.needs is None or find_spec(self.needs) is not None

    def can_write(self, kind: Kind | None) -> bool:
        """Whether it writes selections of a kind; None: tables of any sort."""
        return self.writes_any_table if kind is None else self.kinds is None or kind.name in self.kinds
