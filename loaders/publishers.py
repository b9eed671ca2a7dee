"""Who publishes a network, as an organisation: the network's own record of it, or else one made
of what the manifest says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from loaders.file_memory import SameFile
from loaders.manifest.opening import place_in_manifest
from loaders.manifest_model import Manifest
from loaders.mapping.mappers import Entry
from schema.records import Identifier, Record
from schema.values.folding import fold
from schema.values.plain import label
from schema.values.urls import address, url

KIND = "organisation"


@dataclass(slots=True)
class PublisherSearch:
    """Looks among what a network states for its publisher: by the key that the manifest gives, else by the name,
    else by the page that only one has.
    """

    manifest: Manifest
    _by_key: Record | None = None
    _by_name: Record | None = None
    _by_page: list[Record] = field(default_factory=list)
    _name: str = field(init=False)
    _page: str | None = field(init=False)

    def __post_init__(self) -> None:
        self._name = fold(self.manifest.publisher.name)
        self._page = address(self.manifest.publisher.url).value

    def see(self, entries: Iterable[Entry | SameFile]) -> None:
        """Look at a batch of what the network states."""
        for entry in entries:
            if isinstance(entry, Record) and self.concerns(entry):
                self._compare(entry)

    def concerns(self, record: Record) -> bool:
        """Whether a record may be that of the publisher."""
        return record.kind == KIND and (
            record.key == self.manifest.publisher.key or self._has_name(record) or self._has_page(record)
        )

    def _compare(self, record: Record) -> None:
        if record.key == self.manifest.publisher.key:
            self._by_key = record
        if self._by_name is None and self._has_name(record):
            self._by_name = record
        if self._has_page(record):
            self._by_page.append(record)

    def _has_name(self, record: Record) -> bool:
        return fold(str(record.values.get("name") or "")) == self._name

    def _has_page(self, record: Record) -> bool:
        return self._page is not None and Identifier("homepage", self._page) in record.identifiers

    @property
    def listed(self) -> Record | None:
        """The network's own record of its publisher, among those that were seen."""
        if self.manifest.own or self.manifest.publisher.key is not None:
            return self._by_key
        return self._by_name or (self._by_page[0] if len(self._by_page) == 1 else None)

    def made(self, root: Path) -> Record | None:
        """The record that the manifest makes where the network has none: not of the hub's own editors, nor of a name
        that no page and no key tells from others.
        """
        publisher, manifest = self.manifest.publisher, self.manifest
        key = publisher.key or self._page
        if self.listed or manifest.own or key is None:
            return None
        page = url(publisher.url).value
        stated = {"name": label(publisher.name).value, "url": page}
        identifiers = (Identifier("homepage", self._page),) if self._page else ()
        place = replace(place_in_manifest(root, ("publisher",)), url=page)
        values = {name: value for name, value in stated.items() if value is not None}
        raw = publisher.model_dump(exclude_none=True)
        return Record(manifest.network, KIND, key, values, place, identifiers, raw=raw)
