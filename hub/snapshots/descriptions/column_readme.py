"""The README of a snapshot: what it is, how to cite and check it, whom to name, and what every column holds."""

from collections.abc import Sequence

from hub.exports.tabular import Column
from hub.snapshots.markdown_tables import markdown_table
from hub.snapshots.snapshot_manifest import CONTENT, SnapshotManifest
from hub.snapshots.snapshot_tables import WrittenTable, meaning

_PAGE = """# {title}

{content}: the state of revision
{revision} of {created}. These files never change; their address is <{address}>.

## Cite

> {title}. {address}

CITATION.cff says it for programs. What a network states is under the licence of that network, and its source is to be named:

{networks}
In every row `licences` and `sources` say which of these hold for it.

## Check

```sh
sha256sum --check SHA256SUMS
```

`hub verify` does the same and names each damaged file. manifest.json has the digests and rows of all files; datapackage.json, croissant.json and
ro-crate-metadata.json describe them in the words of these standards. QUALITY.md says how complete the values are, CHANGELOG.md what became of
the snapshot before.

## Formats

| | |
| --- | --- |
| CSV | UTF-8, comma, LF. Lists are joined by `\\|`, and `\\|` and `\\` within an item have a `\\` before them; other nested values are JSON. A text that a spreadsheet would run as a formula has an apostrophe before it. Columns marked * are left out. |
| JSONL | An object a line; columns without a value are left out. |
| Parquet | Typed; lists are lists, other nested values JSON in text. |
| Turtle | Kinds only: schema.org, and relations by their predicates. |
"""


def column_readme(manifest: SnapshotManifest, tables: Sequence[WrittenTable]) -> bytes:
    """The page, in Markdown."""
    rows = [
        (network.attribution, network.licence, network.homepage, sum(network.records.values()))
        for network in manifest.networks
    ]
    networks = markdown_table(("source", "licence", "website", "records"), rows)
    head = _PAGE.format(
        content=CONTENT,
        title=manifest.version_title,
        revision=manifest.revision,
        created=manifest.created,
        address=manifest.address,
        networks=networks,
    )
    return "\n".join([head, *(_section(table) for table in tables)]).encode()


def _section(table: WrittenTable) -> str:
    files = ", ".join(f"{file.path} ({file.rows or 0:,} rows)" for file in table.files)
    rows = [
        (f"{column.name}{'*' if column.is_detail else ''}", _type(column), meaning(table.table, column.name))
        for column in table.columns
    ]
    return f"## {table.table.name}\n\n{table.table.description}\n\n{files}\n\n{markdown_table(('column', 'type', 'meaning'), rows)}"


def _type(column: Column) -> str:
    return "list of text" if column.many else column.storage
