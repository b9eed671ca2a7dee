"""Fuzzing of the formats, led by coverage: a file for a format, made by atheris, must be read without an
exception and within bounds.

    pip install atheris                                # no dependency of the project: it is needed now and then python
    -m scripts.fuzz FOLDER --seconds 1200       # FOLDER keeps what was found worth changing further, for the next time

Starts from the examples of the tests. The first byte of an input says which of them it was, and so its format and name.
What raises, or takes more entries, memory or time than any file may, is written to FOLDER as `crash-…`, and ends the
run: it belongs in `tests/hostile`.
"""

import argparse
import logging
import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["loaders", "schema"]):
    from loaders.formats import FORMATS
    from loaders.manifest_model import Manifest
    from loaders.mapping.compiling import mappers
    from loaders.mapping.mappers import entries
    from loaders.rows import Row
    from loaders.source import SourceFile

EXAMPLES = Path(__file__).resolve().parents[1] / "tests" / "loaders" / "examples"
SHAPES = [(name, path) for name in sorted(FORMATS) for path in sorted((EXAMPLES / name).glob("*")) if path.is_file()]
MOST_ENTRIES = 50_000
LONGEST = 20
"""Seconds that a file of `LARGEST` bytes may take."""
LARGEST = 16 * 1024
HEAD = {
    "network": "fuzz",
    "title": "Fuzz",
    "publisher": {"name": "Fuzz"},
    "licence": "CC0-1.0",
    "attribution": "Fuzz",
}


def manifest_of(form: str) -> Manifest:
    """A manifest with one source of a format."""
    source: dict[str, Any] = {"name": "files", "path": "*", "format": form}
    if not FORMATS[form].mapping:
        source |= {"kind": "product", "key": "name", "mapping": {"name": "name", "description": "description"}}
    return Manifest.model_validate(HEAD | {"sources": [source]})


def fuzz(folder: Path, seconds: int) -> None:
    """Fuzz for a while, or until something is found; libFuzzer ends the process."""
    logging.disable()
    place = Path(tempfile.mkdtemp(prefix="hub-fuzz-"))
    mapping = {}
    for form in FORMATS:
        manifest = manifest_of(form)
        mapping[form] = mappers(manifest.sources[0], FORMATS[form], manifest)
    for number, (_, path) in enumerate(SHAPES):
        (folder / f"shape-{number}").write_bytes(bytes([number]) + path.read_bytes()[: LARGEST - 1])

    def read(content: bytes) -> None:
        form, shape = SHAPES[content[0] % len(SHAPES)] if content else SHAPES[0]
        (place / shape.name).write_bytes(content[1:])
        file, found = SourceFile(place, shape.name), 0
        for entry in FORMATS[form].rows(file, {}):
            found += 1
            if isinstance(entry, Row):
                found += sum(1 for mapper in mapping[form] for _ in entries(mapper, entry, file))
            assert found < MOST_ENTRIES  # noqa: S101 - what is looked for

    options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={LONGEST}", "-rss_limit_mb=1500"]
    atheris.Setup([sys.argv[0], str(folder), f"-artifact_prefix={folder}/", *options], read)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=1200)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    fuzz(chosen.folder, chosen.seconds)
