"""Whatever stands in a file of any format: a clean load or located findings, never an exception, a line of log, or the
loss of a good neighbour.

Files are real shapes (tests/loaders/examples) that are changed at random: bytes, lines, tokens, nesting,
numbers. Bounds are counts.
"""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.formats import FORMATS
from loaders.manifest_model import Manifest
from loaders.mapping.compiling import mappers
from loaders.mapping.mappers import entries
from loaders.rows import Finding, Row
from loaders.source import SourceFile
from schema.issues import Issue
from schema.records import Record
from tests.loaders.conftest import HEAD

EXAMPLES = Path(__file__).parents[1] / "loaders" / "examples"
SHAPES = {name: sorted(path for path in (EXAMPLES / name).glob("*") if path.is_file()) for name in FORMATS}
MOST_ENTRIES = 50_000
EVIL = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u202e\u200b".encode(), b"9" * 5000, b"1e999", b"-0", b"NaN", b"0x" + b"f" * 600,
    b"[" * 200, b"{" * 200, b'{"a":' * 70, b"\\ud800", b"&" * 40, b"*a", b"&a [*a, *a]", b"<<", b"!!python/object:os.system", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
    b"<![CDATA[", b"]]>", b"<!--", b"&e;", b"&#0;", b"&#xD800;", b'"', b"'", b"\r", b"\r\n", b"\n\n", b"\t", b",,,,", b";", b"---\n", b"+++\n", b"BEGIN:VEVENT\r\n",
    b"RRULE:FREQ=SECONDLY;COUNT=999999999\r\n", b"DTSTART:99999999T999999Z\r\n", b"../../etc/passwd", b"file:///etc/passwd", b"@prefix : <http://x/> .", b"=cmd|'/c calc'!A0",
]  # fmt: skip


def mutated(content: bytes) -> st.SearchStrategy[bytes]:
    """A file with up to six wounds: a part cut out, doubled, moved, or something evil put in its place."""
    places = st.integers(0, max(len(content), 1))
    wounds = st.lists(
        st.tuples(places, st.integers(0, 40), st.one_of(st.sampled_from(EVIL), st.binary(max_size=8), st.none())),
        min_size=1,
        max_size=6,
    )

    def wound(drawn: list[tuple[int, int, bytes | None]]) -> bytes:
        hurt = content
        for at, length, new in drawn:
            middle = hurt[at : at + length] * 2 if new is None else new
            hurt = hurt[:at] + middle + hurt[at + length :]
        return hurt

    return wounds.map(wound)


CASES = st.sampled_from([(name, path) for name, paths in SHAPES.items() for path in paths]).flatmap(
    lambda case: st.tuples(st.just(case), mutated(case[1].read_bytes()))
)


def manifest_of(form: str) -> Manifest:
    source: dict[str, Any] = {"name": "files", "path": "*", "format": form}
    if not FORMATS[form].mapping:
        source |= {"kind": "product", "key": "name", "mapping": {"name": "name", "description": "description"}}
    return Manifest.model_validate(HEAD | {"sources": [source]})


MAPPERS = {name: mappers(manifest_of(name).sources[0], form, manifest_of(name)) for name, form in FORMATS.items()}


def read(form: str, root: Path, name: str) -> list[Row | Finding | Record | Issue]:
    """All that a file gives: rows and findings, and what the mappings of its format make of the rows."""
    file, found = SourceFile(root, name), list[Any]()
    for entry in FORMATS[form].rows(file, {}):
        found.append(entry)
        if isinstance(entry, Row):
            found += [one for mapper in MAPPERS[form] for one in entries(mapper, entry, file)]
        assert len(found) < MOST_ENTRIES
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=CASES)
def test_a_damaged_file_gives_rows_or_located_findings(case, tmp_path_factory, caplog):
    (form, path), content = case
    folder = tmp_path_factory.mktemp("hurt")
    (folder / path.name).write_bytes(content)
    found = read(form, folder, path.name)
    lines = len(content.decode(errors="replace").splitlines()) + 2
    for finding in (one for one in found if isinstance(one, Finding)):
        assert finding.line is None or 1 <= finding.line <= lines
        assert len(finding.message) < 1000
        assert not any(
            word in finding.message
            for word in ("Traceback", "object has no attribute", "codec can't", "max_str_digits")
        )
    for record in (one for one in found if isinstance(one, Record)):
        json.dumps(record.values).encode()
        assert record.digest()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)),
    max_leaves=12,
)


@pytest.mark.parametrize("form", ["codemeta", "code-json", "ckan", "cyclonedx", "feed", "table", "ospometa", "adms"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_json_in_place_of_any_part_is_read(form, data, tmp_path_factory, caplog):
    shapes = [path for path in SHAPES[form] if path.suffix in {".json", ".jsonld"}]
    name, document = "any.json", data.draw(JSON)
    if shapes:
        shape = data.draw(st.sampled_from(shapes))
        name = shape.name
        try:
            document = replaced(data, json.loads(shape.read_text()), document)
        except ValueError:
            document = data.draw(JSON)
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_text(json.dumps(document), encoding="utf-8")
    for finding in (one for one in read(form, folder, name) if isinstance(one, Finding | Issue)):
        assert finding.message
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def replaced(data: st.DataObject, part: Any, new: Any) -> Any:
    """A document with one part of it, drawn on the way down, replaced."""
    if not isinstance(part, dict | list) or not part or data.draw(st.booleans()):
        return new
    keys = list(part) if isinstance(part, dict) else list(range(len(part)))
    key = data.draw(st.sampled_from(keys))
    copy = part.copy()
    copy[key] = replaced(data, part[key], new)
    return copy
