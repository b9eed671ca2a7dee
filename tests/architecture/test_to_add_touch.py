"""The table «to add | touch» of CONTRIBUTING.md, each row done with a throw-away example in a copy of the code."""

BODIES = "  - {name: bodies, path: bodies.csv, format: table, kind: organisation}\n"
PRODUCTS = "  - {name: products, path: products.csv, format: table, kind: product}\n"
BODIES_CSV = "key,name,url\nhere,Here Kommune,https://here.example\n"


def test_a_network_needs_its_seed_directory_only(tree):
    tree.seeds(BODIES, bodies__csv=BODIES_CSV)
    tree.load()
    found = tree.ask(
        "{ networks { nodes { slug } } organisations { nodes { name records { network { slug } path line } } } }"
    )
    assert found["networks"]["nodes"] == [{"slug": "town"}]
    assert found["organisations"]["nodes"] == [
        {"name": "Here Kommune", "records": [{"network": {"slug": "town"}, "path": "bodies.csv", "line": 2}]}
    ]


def test_a_format_needs_one_file_and_its_registration(tree):
    tree.write("loaders/formats/lines.py", FORMAT)
    tree.change(
        "loaders/formats/__init__.py", "        adms.FORMAT,\n", "        adms.FORMAT,\n        lines.FORMAT,\n"
    )
    tree.change(
        "loaders/formats/__init__.py",
        "import adms, feed, frontmatter, icalendar,",
        "import adms, feed, frontmatter, icalendar, lines,",
    )
    tree.seeds(
        "  - {name: bodies, path: bodies.txt, format: lines, kind: organisation, mapping: {name: text}}\n",
        bodies__txt="Here Kommune\nThere Kommune\n",
    )
    tree.load()
    assert tree.ask("{ organisations { nodes { name records { line } } } }")["organisations"]["nodes"] == [
        {"name": "Here Kommune", "records": [{"line": 1}]},
        {"name": "There Kommune", "records": [{"line": 2}]},
    ]


def test_a_predicate_needs_one_line(tree):
    line = '    Predicate("audits", AGENTS, ("product",), "auditedProducts", "auditors", "Audited.", "Auditors."),\n'
    tree.change(
        "schema/relations.py",
        "PREDICATES: tuple[Predicate, ...] = (\n",
        f"PREDICATES: tuple[Predicate, ...] = (\n{line}",
    )
    source = PRODUCTS.replace(
        "kind: product", "kind: product, relations: {auditors: {kind: organisation, key: auditor}}"
    )
    tree.seeds(BODIES + source, bodies__csv=BODIES_CSV, products__csv="key,name,auditor\nforms,Forms,here\n")
    tree.load()
    assert "auditedProducts(" in tree.run("-m", "hub", "schema")
    found = tree.ask(
        "{ organisations { nodes { auditedProducts { nodes { name } } } } products { nodes { auditors { nodes { name } } } } }"
    )
    assert found["organisations"]["nodes"][0]["auditedProducts"]["nodes"] == [{"name": "Forms"}]
    assert found["products"]["nodes"][0]["auditors"]["nodes"] == [{"name": "Here Kommune"}]


def test_a_field_needs_one_line_and_what_is_generated_from_it(tree):
    tree.change(
        "schema/kinds/product.py",
        '    version: str | None = fact(v.KEY, "Latest version.")\n',
        '    version: str | None = fact(v.KEY, "Latest version.")\n    mascot: str | None = fact(v.LABEL, "Its mascot.", facet=True)\n',
    )
    tree.run("-m", "scripts.migrations", "product.mascot")
    tree.run("-m", "scripts.migrations", "--check")
    tree.seeds(PRODUCTS, products__csv="key,name,mascot\nforms,Forms,Otter\ntables,Tables,\n")
    tree.load()
    assert "mascot: String" in tree.run("-m", "hub", "schema")
    found = tree.ask(
        '{ products(where: { mascot: { eq: "Otter" } }) { nodes { name mascot } facets(fields: [MASCOT]) { buckets { value count } } } }'
    )
    assert found["products"] == {
        "nodes": [{"name": "Forms", "mascot": "Otter"}],
        "facets": [{"buckets": [{"value": "Otter", "count": 1}]}],
    }
    assert '"mascot":"Otter"' in tree.run("-m", "hub", "export", "--kind", "product", "--to", "-")


def test_a_kind_needs_one_file_and_its_entry(tree):
    tree.write("schema/kinds/grant.py", KIND)
    entry = 'GRANT = declared(Grant, prefix="grant", singular="grant", plural="grants")\n'
    tree.change(
        "schema/kinds/__init__.py",
        "from schema.kinds.organisation",
        "from schema.kinds.grant import Grant\nfrom schema.kinds.organisation",
    )
    tree.change("schema/kinds/__init__.py", "\nKINDS: tuple", f"{entry}\nKINDS: tuple")
    tree.change("schema/kinds/__init__.py", "EVENT, NEWS_ITEM)", "EVENT, NEWS_ITEM, GRANT)")
    tree.run("-m", "scripts.migrations", "kind grant")
    tree.run("-m", "scripts.migrations", "--check")
    tree.seeds(
        "  - {name: grants, path: grants.csv, format: table, kind: grant}\n",
        grants__csv="key,name,call\nx,Grant for forms,2026\n",
    )
    tree.load()
    assert "type Grant implements Entity & Node" in tree.run("-m", "hub", "schema")
    found = tree.ask(
        '{ grants { totalCount nodes { name call id } } search(query: "forms") { nodes { __typename name } } }'
    )
    assert found["grants"]["totalCount"] == 1
    assert found["grants"]["nodes"][0]["call"] == "2026"
    assert found["grants"]["nodes"][0]["id"].startswith("grant_")
    assert found["search"]["nodes"] == [{"__typename": "Grant", "name": "Grant for forms"}]
    assert '"call":"2026"' in tree.run("-m", "hub", "export", "--kind", "grant", "--to", "-")


def test_an_export_format_needs_one_file_and_its_registration(tree):
    tree.write("hub/exports/names_export.py", EXPORTER)
    tree.change("hub/exports/__init__.py", "= (JSONL, CSV)", "= (JSONL, CSV, NAMES)")
    tree.change(
        "hub/exports/__init__.py",
        "from hub.exports.writing",
        "from hub.exports.names_export import NAMES\nfrom hub.exports.writing",
    )
    tree.seeds(BODIES, bodies__csv=BODIES_CSV)
    tree.load()
    assert (
        tree.run("-m", "hub", "export", "--format", "names", "--kind", "organisation", "--to", "-") == "Here Kommune\n"
    )


FORMAT = '''"""Text files: one row per line."""

from collections.abc import Iterator, Mapping
from typing import Any

from loaders.rows import Finding, Row
from loaders.source import SourceFile


class Lines:
    name = "lines"
    description = "Text files, one row per line."
    mapping = ()
    options: Mapping[str, str] = {}

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:
        for number, line in file.lines():
            yield Row({"text": line.decode().strip()}, line=number, column=1, key=line.decode().strip())


FORMAT = Lines()
'''
KIND = '''"""Grants."""

from schema.kinds.entity import EntityColumns
from schema.kinds.facts import fact
from schema.values import catalogue as v


class Grant(EntityColumns, table=True):
    """Money for open source."""

    call: str | None = fact(v.LABEL, "The call it was given under.", facet=True)
'''
EXPORTER = '''"""Names alone, one a line."""

from hub.exports.exporter import Exporter, Row


def _line(row: Row) -> str:
    return str(row["name"]) + chr(10)


NAMES = Exporter("names", "txt", _line)
'''
