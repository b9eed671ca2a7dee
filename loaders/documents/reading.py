"""Documents straight from files of a seed directory."""

from collections.abc import Callable

from loaders.documents.document import Document
from loaders.documents.foreign import foreign
from loaders.documents.json_text import parse_json
from loaders.documents.yaml_text import parse_yaml
from loaders.rows import Finding
from loaders.source import Refused, SourceFile


def read_yaml(file: SourceFile) -> Document:
    """The YAML document of a file; why it may not or cannot be read is a finding."""
    return _read(file, parse_yaml)


def read_json(file: SourceFile) -> Document:
    """The JSON document of a file; why it may not or cannot be read is a finding."""
    return _read(file, parse_json)


def _read(file: SourceFile, parse: Callable[[str], Document]) -> Document:
    try:
        text = file.read_text()
        stranger = foreign(text)
        return Document(findings=[stranger], unfinished=()) if stranger else parse(text)
    except Refused as refused:
        return Document(findings=[Finding(refused.code, refused.message, refused.line or 1)], unfinished=())
