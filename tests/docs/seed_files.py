"""What the seed files say, read without the hub: by csv, yaml and xml alone, columns named by the manifests.

It knows only as much of manifests as the seeds use for what test_questions.py computes. No value is interpreted here.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from scripts.documents import ROOT

Name = tuple[str, str, str]
"""Network, kind and key of a record."""

# Relation fields of records: predicate, whether the record is the subject, and the kind of the
# other end if none is stated.
FIELDS = {
    "parents": ("part-of", True, "organisation"),
    "hostOrganisations": ("hosted-by", True, "organisation"),
    "organisations": ("ospo-of", True, "organisation"),
    "mentions": ("mentions", True, ""),
    "moduleOf": ("module-of", True, "product"),
    "ospos": ("ospo-of", False, "ospo"),
    "owners": ("owns", False, "organisation"),
    "publishers": ("publishes", False, "organisation"),
    "maintainers": ("maintains", False, "organisation"),
    "users": ("uses", False, "organisation"),
    "suppliers": ("supplies", False, "organisation"),
    "organisers": ("organises", False, "organisation"),
    "speakers": ("speaks-at", False, "organisation"),
}


PUBLICCODE = (
    ("name", "name"),
    ("licence", "licence"),
    ("url", "url"),
    ("generic_name", "genericName"),
    ("software_type", "softwareType"),
)
UNMAPPED = {
    "ospometa": [{"kind": "ospo", "fields": {"name": "name", "countries": "country"}}],
    "publiccode": [{"kind": "product", "fields": dict(PUBLICCODE)}],
}


@dataclass(frozen=True)
class Line:
    """A record: where it stands, and what its columns say by field, uninterpreted."""

    name: Name
    path: str
    line: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Tie:
    """A relation that a record states."""

    predicate: str
    subject: Name
    object: Name
    role: str = ""
    since: str = ""


@dataclass
class Seeds:
    """All records and relations of the seeds, and the manifests by network."""

    manifests: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def of(self, kind: str) -> list[Line]:
        """The records of a kind."""
        return [line for line in self.lines if line.name[1] == kind]

    def of_predicate(self, predicate: str) -> list[Tie]:
        """The relations of a predicate."""
        return [tie for tie in self.ties if tie.predicate == predicate]


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a table with the number of its line."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        before = 1
        for row in reader:
            yield before + 1, row
            before = reader.line_num


def read_seeds() -> Seeds:
    """All of seeds/."""
    seeds = Seeds()
    for path in sorted((ROOT / "seeds").glob("*/network.yaml")):
        manifest = yaml.safe_load(path.read_text(encoding="utf-8"))
        seeds.manifests[manifest["network"]] = manifest
        for source in manifest["sources"]:
            for file in sorted(path.parent.glob(source["path"])):
                _read(seeds, manifest["network"], source, file, file.relative_to(path.parent).as_posix())
    return seeds


def _read(seeds: Seeds, network: str, source: dict[str, Any], file: Path, path: str) -> None:
    for number, row in _items(source["format"], file):
        filled = source.get("defaults", {}) | {name: value for name, value in row.items() if value not in ("", None)}
        for mapping in source.get("records", UNMAPPED.get(source["format"], [])):
            if not _applies(mapping.get("when", ""), filled):
                continue
            if mapping["kind"] == "relation":
                seeds.ties += _stated(network, mapping, filled)
            elif mapping["kind"] in ("organisation", "ospo", "product", "event", "news-item"):
                _record(seeds, network, mapping, filled, path, number)


def _items(form: str, file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if form == "table":
        yield from rows(file)
    elif form == "frontmatter":
        head = file.read_text(encoding="utf-8").split("---")[1]
        yield 1, {"$stem": file.stem, **yaml.safe_load(head)}
    elif form == "ospometa":
        for key, said in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            yield 1, {"$key": key.rstrip("/"), **said}
    elif form == "icalendar":
        text = file.read_text(encoding="utf-8").replace("\n ", "")
        for event in text.split("BEGIN:VEVENT\n")[1:]:
            said = dict(re.findall(r"^([A-Z-]+)(?:;[^:\n]*)?:(.*)$", event, re.MULTILINE))
            begins = re.sub(r"^(\d{4})(\d\d)(\d\d)", r"\1-\2-\3", said["DTSTART"])
            yield (
                1,
                {"$key": said["UID"], "summary": said["SUMMARY"], "start": begins, "recurrence": said.get("RRULE", "")},
            )
    elif form == "publiccode":
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        said |= {"url": said["url"].removesuffix(".git"), "licence": said["legal"]["license"]}
        yield 1, {"$key": said["url"].lower(), **said}
    elif form == "feed":
        for item in ET.parse(file).iter("item"):  # noqa: S314 — a file of ours
            link = item.findtext("guid") or item.findtext("link") or ""
            date = item.findtext("pubDate")
            published = parsedate_to_datetime(date).date().isoformat() if date else ""
            yield 1, {"$key": link, "title": item.findtext("title") or "", "published": published}


def _applies(condition: str, row: dict[str, Any]) -> bool:
    """Conditions of the seeds are equalities joined by &&; those of feeds (||) hold for all that is asked for here."""
    return "||" in condition or all(
        row.get(name) == value for name, value in re.findall(r"(\w+) == '([^']*)'", condition)
    )


def _record(seeds: Seeds, network: str, mapping: dict[str, Any], row: dict[str, Any], path: str, number: int) -> None:
    key = next(iter(values_of(mapping.get("key", "$key"), row)), "")
    if not key:
        return
    name = (network, mapping["kind"], key)
    fields = {field: values_of(expression, row) for field, expression in mapping["fields"].items()}
    seeds.lines.append(Line(name, path, number, fields))
    for relation, references in mapping.get("relations", {}).items():
        if relation not in FIELDS:
            continue
        predicate, is_subject, kind = FIELDS[relation]
        for reference in references if isinstance(references, list) else [references]:
            for other in values_of(reference.get("key"), row):
                end = (network, reference.get("kind", kind), other)
                seeds.ties.append(Tie(predicate, *((name, end) if is_subject else (end, name))))


def _stated(network: str, mapping: dict[str, Any], row: dict[str, Any]) -> Iterator[Tie]:
    ends = [
        [(end.get("network", network), end["kind"], key) for key in values_of(end["key"], row)]
        for end in (mapping["subject"], mapping["object"])
    ]
    role = values_of(mapping["object"].get("role"), row)
    since = values_of(mapping["object"].get("since"), row)
    for subject in ends[0]:
        for other in ends[1]:
            yield Tie(mapping["predicate"], subject, other, "".join(role), "".join(since))


def values_of(expression: Any, row: dict[str, Any]) -> list[str]:
    """What a column name, a split column or a constant gives of a row; nothing for what this reader does not know."""
    if isinstance(expression, str):
        expression = {"path": expression}
    if isinstance(expression, list):
        return next((values for choice in expression if (values := values_of(choice, row))), [])
    if not expression or "languages" in expression:
        return []
    if "const" in expression:
        return [str(expression["const"])]
    stated = row.get(expression.get("path", ""), [])
    parts = stated if isinstance(stated, list) else str(stated).split(expression.get("split", "\0"))
    template = expression.get("template", "{}")
    return [template.format(str(part).strip()) for part in parts if str(part).strip()]
