"""YAML 1.2 and JSON documents as plain values with the line and column of each, and their faults as findings."""

from loaders.documents.document import NESTING_LIMIT, Document, dotted
from loaders.documents.files import foreign, read_yaml
from loaders.documents.json_text import parse_json
from loaders.documents.yaml_text import parse_yaml, parse_yaml_all

__all__ = [
    "NESTING_LIMIT",
    "Document",
    "dotted",
    "foreign",
    "parse_json",
    "parse_yaml",
    "parse_yaml_all",
    "read_yaml",
]
