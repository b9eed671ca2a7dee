"""The table «to add | touch» of CONTRIBUTING.md, each row done with a throw-away example in a copy of the code."""

import re

import pytest

from hub.store.versions import head
from tests.architecture.conftest import ROOT

BODIES = "  - {name: bodies, path: bodies.csv, format: table, kind: organisation}\n"
PRODUCTS = "  - {name: products, path: products.csv, format: table, kind: product}\n"
DETAILED = """  - name: products
    path: products.csv
    format: table
    records:
      - {kind: product, key: key, fields: {name: name}}
      - {kind: assessment, of: product, key: key, fields: {scheme: {const: town-seal}, value: seal}}
      - {kind: passage, of: product, key: key, fields: {topic: {const: accessibility}, text: text}}
"""
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
        "    icalendar,\n",
        "    icalendar,\n    lines,\n",
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


def test_a_way_to_fetch_needs_its_key_one_module_and_its_registration(tree):
    key = '    echo: _Address | None = Field(None, description="An address, as a list of itself.")\n'
    tree.change("loaders/fetch_model.py", '"sitemap", "hub")', '"sitemap", "hub", "echo")')
    tree.change("loaders/fetch_model.py", "    enabled: bool =", f"{key}    enabled: bool =")
    tree.write("hub/harvest/ways/echoes.py", WAY)
    tree.change("hub/harvest/ways/__init__.py", "    ckan_portal,\n", "    ckan_portal,\n    echoes,\n")
    tree.change(
        "hub/harvest/ways/__init__.py",
        '    "url": single_file.fetch,\n',
        '    "url": single_file.fetch,\n    "echo": echoes.fetch,\n',
    )
    tree.seeds(
        "  - {name: bodies, fetch: {echo: 'https://here.example'}, path: fetched/bodies/list.csv, format: table, kind:"
        " organisation}\n"
    )
    tree.run("-m", "hub", "harvest", "mine")
    found = tree.ask("{ organisations { nodes { url } } networks { nodes { sources { way harvests { added } } } } }")
    assert found["organisations"]["nodes"] == [{"url": "https://here.example"}]
    assert found["networks"]["nodes"] == [{"sources": [{"way": "echo", "harvests": [{"added": 1}]}]}]


def test_a_predicate_needs_one_line_and_what_is_generated_from_it(tree):
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
    sdl = tree.run("-m", "hub", "schema")
    assert "auditedProducts(" in sdl
    tree.write("schema/schema.graphql", sdl)
    tree.run("-m", "hub", "schema", "--check")
    found = tree.ask(
        "{ organisations { nodes { auditedProducts { nodes { name } } } } products { nodes { auditors { nodes { name }"
        " } } } }"
    )
    assert found["organisations"]["nodes"][0]["auditedProducts"]["nodes"] == [{"name": "Forms"}]
    assert found["products"]["nodes"][0]["auditors"]["nodes"] == [{"name": "Here Kommune"}]


def test_a_root_field_needs_its_declaration_and_its_query(tree):
    declared = '    _of_query("revision", int,'
    tree.change(
        "schema/graphql/surface.py",
        declared,
        f'    root_field("findings", int, "How many findings there are."),\n{declared}',
    )
    revision = '    "revision": lambda *_: f"SELECT CAST('
    findings = '    "findings": lambda *_: "SELECT CAST(count(*) AS text) FROM issue",\n'
    tree.change("hub/plan/roots/hub_roots.py", revision, findings + revision)
    tree.seeds(BODIES, bodies__csv="key,name\nhere,Here Kommune\n")
    tree.load()
    assert "findings: Int!" in tree.run("-m", "hub", "schema")
    assert tree.ask("{ findings revision }") == {"findings": 0, "revision": 1}


def test_a_field_needs_one_line_and_what_is_generated_from_it(tree, mypy_cache):
    tree.change(
        "schema/kinds/product.py",
        '    version: str | None = fact(v.KEY, "Latest version.")\n',
        '    version: str | None = fact(v.KEY, "Latest version.")\n    mascot: str | None = fact(v.LABEL, "Its'
        ' mascot.", facet=True)\n',
    )
    write_migration(tree, "product.mascot", mypy_cache)
    tree.seeds(PRODUCTS, products__csv="key,name,mascot\nforms,Forms,Otter\ntables,Tables,\n")
    tree.load()
    assert "mascot: String" in tree.run("-m", "hub", "schema")
    found = tree.ask(
        '{ products(where: { mascot: { eq: "Otter" } }) { nodes { name mascot } facets(fields: [MASCOT]) { buckets {'
        " value count } } } }"
    )
    assert found["products"] == {
        "nodes": [{"name": "Forms", "mascot": "Otter"}],
        "facets": [{"buckets": [{"value": "Otter", "count": 1}]}],
    }
    assert '"mascot":"Otter"' in tree.run("-m", "hub", "export", "--kind", "product", "--to", "-")


def _declare_grant(tree):
    tree.write("schema/kinds/grant.py", KIND)
    entry = 'GRANT = declared(Grant, prefix="grant", singular="grant", plural="grants")\n'
    tree.change(
        "schema/kinds/__init__.py",
        "from schema.kinds.organisation",
        "from schema.kinds.grant import Grant\nfrom schema.kinds.organisation",
    )
    tree.change("schema/kinds/__init__.py", "\nKINDS: tuple", f"{entry}\nKINDS: tuple")
    tree.change("schema/kinds/__init__.py", "EVENT, NEWS_ITEM)", "EVENT, NEWS_ITEM, GRANT)")


def test_a_kind_needs_one_file_and_its_entry(tree, mypy_cache):
    _declare_grant(tree)
    write_migration(tree, "kind grant", mypy_cache)
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
    assert "Grant for forms" in tree.visit("/grants?call=2026")
    assert "Grant for forms" in tree.visit("/grants/grant-for-forms")


def test_a_page_needs_its_operation_its_template_and_one_line(tree):
    tree.write("hub/web/pages/figures.graphql", "query Figures { stats { records } }")
    template = "{% extends 'layout.html' %}{% block content %}<h1>{{ stats.records }} records</h1>{% endblock %}"
    tree.write("hub/web/pages/figures.html", template)
    tree.change(
        "hub/web/pages/__init__.py",
        "PAGES: tuple[Page, ...] = (",
        'PAGES: tuple[Page, ...] = (Page("figures", "/figures", stored("figures")), ',
    )
    tree.change("hub/web/pages/__init__.py", "import Page\n", "import Page, stored\n")
    tree.seeds(BODIES, bodies__csv=BODIES_CSV)
    tree.load()
    assert "<h1>1 records</h1>" in tree.visit("/figures")


def test_equal_records_of_a_new_kind_join_by_the_default_rules(tree):
    _declare_grant(tree)
    tree.run("-m", "scripts.migrations", "kind grant")
    tree.seeds(
        "  - {name: grants, path: grants.csv, format: table, kind: grant}\n",
        grants__csv=(
            "key,name,url\nx,Grant for forms,https://grants.example/forms\ny,Grant for"
            " maps,https://grants.example/maps\n"
        ),
    )
    tree.write(
        "mine/county/grants.csv", "key,name,url\n1,Grant for forms,https://grants.example/forms\n2,Prize for maps,\n"
    )
    tree.write("mine/county/network.yaml", (tree.root / "mine/town/network.yaml").read_text().replace("town", "county"))
    tree.load()
    found = tree.ask("{ grants { nodes { name records { network { slug } } } } }")["grants"]["nodes"]
    assert {grant["name"]: len(grant["records"]) for grant in found} == {
        "Grant for forms": 2,
        "Grant for maps": 1,
        "Prize for maps": 1,
    }
    explained = tree.run("-m", "hub", "explain", "town/grant/x", "county/grant/1")
    assert "name-sole" in explained
    assert "kind-differs" not in explained


def test_an_identifier_scheme_needs_one_line(tree):
    line = '    Scheme("isni", "International Standard Name Identifier (ISO 27729)", key),\n'
    tree.change("schema/identifiers.py", '    Scheme("vat", "VAT number"', f'{line}    Scheme("vat", "VAT number"')
    tree.seeds(BODIES, bodies__csv="key,name,isni\nhere,Here Kommune,0000 0001 2103 2683\n")
    tree.write("mine/county/bodies.csv", "key,name,isni\n1,A club of the county,0000 0001 2103 2683\n2,Here Club,\n")
    tree.write("mine/county/network.yaml", (tree.root / "mine/town/network.yaml").read_text().replace("town", "county"))
    tree.load()
    found = tree.ask("{ organisations { nodes { records { key } identifiers { scheme value } } } }")["organisations"][
        "nodes"
    ]
    assert sorted(sorted(record["key"] for record in entity["records"]) for entity in found) == [["1", "here"], ["2"]]
    assert [entity["identifiers"] for entity in found if len(entity["records"]) == 2] == [
        [{"scheme": "isni", "value": "0000 0001 2103 2683"}]
    ]
    assert "| `isni` | International Standard Name Identifier (ISO 27729) | all kinds |" in tree.run(
        "-c", "from scripts.documents import schemes; print(schemes())"
    )


def test_a_value_type_needs_its_normaliser_and_one_line(tree):
    tree.write("schema/values/colours.py", COLOURS)
    tree.change(
        "schema/values/catalogue.py",
        "from schema.values.contacts",
        "from schema.values.colours import colour\nfrom schema.values.contacts",
    )
    tree.change(
        "schema/values/catalogue.py",
        "PRECISION = _words(",
        'COLOUR = ValueType("Colour", colour, "text", "String", "A colour as #rrggbb.")\nPRECISION = _words(',
    )
    tree.change(
        "schema/kinds/product.py",
        '    version: str | None = fact(v.KEY, "Latest version.")\n',
        '    version: str | None = fact(v.KEY, "Latest version.")\n    colour: str | None = fact(v.COLOUR, "Its'
        ' colour.")\n',
    )
    tree.run("-m", "scripts.migrations", "product.colour")
    tree.seeds(PRODUCTS, products__csv="key,name,colour\nforms,Forms,#FFF\ntables,Tables,blueish\n")
    tree.load()
    found = tree.ask("{ products { nodes { name colour } } }")["products"]["nodes"]
    assert found == [{"name": "Forms", "colour": "#ffffff"}, {"name": "Tables", "colour": None}]
    assert "| Colour | A colour as #rrggbb. |" in tree.run(
        "-c", "from scripts.documents import values; print(values())"
    )


def test_a_word_needs_one_line_with_its_source(tree):
    def append(name, line):
        tree.write(name, (tree.root / name).read_text(encoding="utf-8") + line + "\n")

    append("hub/identity/names/words/exonyms.csv", "Ljouwert,Leeuwarden,https://en.wikipedia.org/wiki/Leeuwarden")
    append("hub/identity/names/words/name_classes.csv", "sveitarfélagið,municipality,https://www.samband.is")
    append("hub/identity/names/words/generic_words.csv", "portaal,common,catalogues of the corpus")
    append("hub/identity/names/words/hosts.csv", "agencies.example,shared domain,https://agencies.example")
    append("schema/values/words/licence_aliases.csv", "otter-2.0,MIT,https://otter.example")
    append("schema/values/words/date_words.csv", "kesäkuu,month,6,Unicode CLDR months")
    assert tree.run("-c", WORDS).split() == ["typed", "True", "False", "a.agencies.example", "MIT", "2026-06"]


def test_a_word_without_a_source_is_refused_with_its_line(tree):
    name = "hub/identity/names/words/exonyms.csv"
    text = (tree.root / name).read_text(encoding="utf-8")
    tree.write(name, f"{text}Ljouwert,Leeuwarden,\n")
    with pytest.raises(AssertionError, match=rf"exonyms.csv, line {len(text.splitlines()) + 1}"):
        tree.run("-c", WORDS)


def test_an_assessment_scheme_and_a_topic_of_passages_need_one_line_each(tree):
    seal = '    AssessmentScheme("town-seal", "Seal of the town", ("bronze", "gold"), "https://town.example/seal"),\n'
    tree.change(
        "schema/details.py", '    AssessmentScheme("swiss-oss-list"', f'{seal}    AssessmentScheme("swiss-oss-list"'
    )
    tree.change("schema/details.py", '    "support": ', '    "accessibility": "Who can use it.",\n    "support": ')
    tree.seeds(DETAILED, products__csv="key,name,seal,text\nforms,Forms,gold,Everyone\ntables,Tables,tin,\n")
    tree.load()
    found = tree.ask(
        "{ products { nodes { name assessments { scheme { title } value } passages { topic text { value } } } } "
        'golden: products(where: {assessments: {scheme: "town-seal", value: "gold"}}) { totalCount } }'
    )
    sealed = {"scheme": {"title": "Seal of the town"}, "value": "gold"}
    assert found["products"]["nodes"] == [
        {
            "name": "Forms",
            "assessments": [sealed],
            "passages": [{"topic": "ACCESSIBILITY", "text": {"value": "Everyone"}}],
        },
        {"name": "Tables", "assessments": [], "passages": []},
    ]
    assert found["golden"] == {"totalCount": 1}


def test_values_that_follow_from_others_need_one_entry_each(tree):
    entries = "".join(
        f"""    Derivation(
        "organisation", "{field}", PREDICATE_BY_NAME["part-of"], "subject", "{field}", "those of what it is part of"
    ),
"""
        for field in ("countries", "region")
    )
    tree.change(
        "schema/derivations.py", '    Derivation(\n        "event",', f'{entries}    Derivation(\n        "event",'
    )
    columns = (
        "key: key, mapping: {name: name, countries: country, region: region}, relations: {parents: {key: parent}}}"
    )
    rows = "key,name,country,region,parent\nfyn,Fyn,DK,%s,\noffice,Office,,,fyn\nunit,Unit,SE,,fyn\n"
    tree.seeds(BODIES.replace("}", f", {columns}"), bodies__csv=rows % "South")
    tree.load()
    query = (
        "{ organisations(includeDerived: %s) { nodes { name countries region } facets(fields: [REGION]) { buckets {"
        " value count } } } }"
    )
    shown = tree.ask(query % "true")["organisations"]
    assert shown["nodes"] == [
        {"name": "Fyn", "countries": ["DK"], "region": "South"},
        {"name": "Office", "countries": ["DK"], "region": "South"},
        {"name": "Unit", "countries": ["SE"], "region": "South"},
    ]
    assert shown["facets"] == [{"buckets": [{"value": "South", "count": 3}]}]
    stated = tree.ask(query % "false")["organisations"]["nodes"]
    assert stated[1:] == [
        {"name": "Office", "countries": [], "region": None},
        {"name": "Unit", "countries": ["SE"], "region": None},
    ]
    tree.seeds(BODIES.replace("}", f", {columns}"), bodies__csv=(rows % "North").replace("DK", "NO"))
    tree.load()
    changed = tree.ask("{ changes(since: 1) { nodes { name fields { field from to } } } }")["changes"]["nodes"]
    assert {change["name"]: {field["field"]: field["to"] for field in change["fields"]} for change in changed} == {
        "Fyn": {"countries": '["NO"]', "region": "North"},
        "Office": {"countries": '["NO"]', "region": "North"},
        "Unit": {"region": "North"},
    }


def test_a_medium_a_standard_and_a_description_of_snapshots_need_one_file_and_one_line_each(tree):
    tree.write(
        "hub/exports/names_medium.py", MEDIUM.format(what="Names", constant="NAMES", name="names", column="name")
    )
    tree.write(
        "hub/exports/standards/slugs_medium.py",
        MEDIUM.format(what="Slugs", constant="SLUGS", name="slugs", column="slug"),
    )
    tree.write("hub/snapshots/descriptions/networks.py", DESCRIPTION)
    imports = "from hub.exports.names_medium import NAMES\nfrom hub.exports.standards.slugs_medium import SLUGS\n"
    tree.change(
        "hub/exports/__init__.py", "from hub.exports.parquet_medium", f"{imports}from hub.exports.parquet_medium"
    )
    tree.change("hub/exports/__init__.py", "    ICS,\n)", "    ICS,\n    NAMES,\n)")
    tree.change("hub/exports/__init__.py", "CITATION, GEOJSON)", "CITATION, GEOJSON, SLUGS)")
    module = "hub.snapshots.descriptions.networks"
    tree.change(
        "hub/snapshots/descriptions/__init__.py",
        "from hub.snapshots.descriptions.ro_crate",
        f"from {module} import networks\nfrom hub.snapshots.descriptions.ro_crate",
    )
    tree.change(
        "hub/snapshots/descriptions/__init__.py",
        '    Description("README.md"',
        '    Description("NETWORKS", "text/plain", "The networks.", networks),\n    Description("README.md"',
    )
    tree.seeds(BODIES, bodies__csv=BODIES_CSV)
    tree.load()
    for medium, written in (("names", "Here Kommune\n"), ("slugs", "here-kommune\n")):
        arguments = ("--format", medium, "--kind", "organisation", "--to", "-")
        assert tree.run("-m", "hub", "export", *arguments) == written
    tree.run("-m", "hub", "snapshot")
    (written,) = (tree.root / "snapshots").glob("*/NETWORKS")
    assert written.read_text() == "town\n"
    assert '"NETWORKS"' in (written.parent / "manifest.json").read_text()


MIGRATION = 'revision = "{}"\ndown_revision = "{}"\n\n\ndef upgrade() -> None: ...\n'


def test_migrations_written_side_by_side_are_reported_before_anything_runs(tree):
    newest = head()
    for name in ("9001_here", "9002_there"):
        tree.write(f"hub/store/migrations/versions/{name}.py", MIGRATION.format(name[:4], newest))
    message = "more than one newest migration, 9001_here.py and 9002_there.py: set `down_revision`"
    for arguments in (("--check",), ("product.mascot",)):
        with pytest.raises(AssertionError, match=message):
            tree.run("-m", "scripts.migrations", *arguments)


def test_two_migrations_of_one_number_are_reported(tree):
    for name in ("9001_here", "9001_there"):
        tree.write(f"hub/store/migrations/versions/{name}.py", MIGRATION.format(name[:4], head()))
    with pytest.raises(AssertionError, match=r"9001_here.py and 9001_there.py have one number, 9001: rename"):
        tree.run("-m", "scripts.migrations", "--check")


def write_migration(tree, message, mypy_cache):
    """Write a migration as `make migration` does.

    It makes the declared tables and passes the parts of `make lint` as it is.
    """
    tree.run("-m", "scripts.migrations", message)
    tree.run("-m", "scripts.migrations", "--check")
    (migration,) = (tree.root / "hub/store/migrations/versions").glob(f"*_{re.sub('[^a-z]', '_', message)}.py")
    types = ("mypy", "--strict", "--follow-imports=silent", "--cache-dir", mypy_cache)
    for lint in (("ruff", "check"), ("ruff", "format", "--check"), types):
        tree.run("-m", *lint, str(migration))


WAY = '''"""`echo`: an address, as a list of itself."""

from hub.harvest.errands import Errand


async def fetch(errand: Errand) -> None:
    """Write the list."""
    errand.write("list.csv", f"key,name,url\\nhere,Here,{errand.fetch.address}\\n".encode())
'''
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
    keeps = "none"

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
COLOURS = '''"""Colours of the web."""

import re

from schema.issues import IssueCode
from schema.values.cleaning import of_text, refused, shown
from schema.values.outcome import Normalised


@of_text(IssueCode.VALUE_INVALID)
def colour(stated: str) -> Normalised[str]:
    """A colour as #rrggbb, also from #rgb."""
    match = re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", stated.lower())
    if match is None:
        return refused(IssueCode.VALUE_INVALID, f"{shown(stated)} is no colour")
    return Normalised("#" + (match[1] if len(match[1]) == 6 else "".join(2 * letter for letter in match[1])))
'''
WORDS = """
from hub.identity.evidence.likeness import likeness
from hub.identity.names.hosts import domain
from hub.identity.names.name_parts import profile
from schema.values.dates import date
from schema.values.licences import licence
print(likeness("Gemeente Leeuwarden", "Municipality of Ljouwert"), bool(profile("Sveitarfélagið Ölfus").classes))
print(profile("Portaal").distinctive, domain("www.a.agencies.example"), licence("The Otter Licence 2.0").value, date("kesäkuu 2026").value)
"""
MEDIUM = '''"""{what} alone, one a line."""

from collections.abc import AsyncIterator

from hub.exports.edition import Edition, Medium


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    async for row in edition.main.rows():
        yield (str(row["{column}"]) + chr(10)).encode()


{constant} = Medium("{name}", "{name}.txt", "text/plain", "{what}", _written)
'''
DESCRIPTION = '''"""The networks of a snapshot, one a line."""

from collections.abc import Sequence

from hub.snapshots.snapshot_manifest import SnapshotManifest
from hub.snapshots.snapshot_tables import WrittenTable


def networks(manifest: SnapshotManifest, _: Sequence[WrittenTable]) -> bytes:
    """Their slugs."""
    return "".join(f"{network.network}\\n" for network in manifest.networks).encode()
'''
TESTED = {
    "a network in known formats": test_a_network_needs_its_seed_directory_only,
    "a format": test_a_format_needs_one_file_and_its_registration,
    "a way to fetch": test_a_way_to_fetch_needs_its_key_one_module_and_its_registration,
    "a predicate": test_a_predicate_needs_one_line_and_what_is_generated_from_it,
    "a field": test_a_field_needs_one_line_and_what_is_generated_from_it,
    "a kind": test_a_kind_needs_one_file_and_its_entry,
    "an identifier scheme": test_an_identifier_scheme_needs_one_line,
    "a value type": test_a_value_type_needs_its_normaliser_and_one_line,
    "a word": test_a_word_needs_one_line_with_its_source,
    "a root field": test_a_root_field_needs_its_declaration_and_its_query,
    "an assessment scheme, or a topic of passages": (
        test_an_assessment_scheme_and_a_topic_of_passages_need_one_line_each
    ),
    "a value that follows from others": test_values_that_follow_from_others_need_one_entry_each,
    "a medium": test_a_medium_a_standard_and_a_description_of_snapshots_need_one_file_and_one_line_each,
    "a description of snapshots": (
        test_a_medium_a_standard_and_a_description_of_snapshots_need_one_file_and_one_line_each
    ),
    "a standard": test_a_medium_a_standard_and_a_description_of_snapshots_need_one_file_and_one_line_each,
    "a page": test_a_page_needs_its_operation_its_template_and_one_line,
}


def test_each_row_of_the_table_has_a_test():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("| to add | touch |")[1].split("\n\n")[0]
    added = re.findall(r"^\| ([a-z][^|(]*?) (?:\(.*?\) )?\|", table, re.MULTILINE)
    assert added == list(TESTED)
