"""Hold the values of a document against the shapes of the standard: keep what fits, find what does not."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from loaders.documents import Document, dotted
from loaders.formats.publiccode.value_shapes import ByLanguage, Ignored, Many, Section, Shape, Text
from loaders.rows import Finding, ValuePath
from schema.issues import IssueCode
from schema.suggestions import did_you_mean

COUNTRY_SECTION = re.compile(r"[A-Za-z]{2}")


class Shaping:
    """One pass over a document.

    findings: what does not fit. moved: where values that were renamed stand in the file, by their new path.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self.findings: list[Finding] = []
        self.moved: dict[ValuePath, ValuePath] = {}

    def find(self, code: IssueCode, message: str, path: ValuePath, **more: Any) -> None:
        """Note a finding at the nearest known place of a path."""
        line, column = self._document.nearest_mark(path)
        value = more.pop("value", None)
        shown = None if value is None else str(value)[:120]
        self.findings.append(Finding(code, message, line, column, dotted(path), value=shown, **more))

    def shaped(self, value: Any, shape: Shape, path: ValuePath) -> Any:
        """The part of a value that fits a shape; None if nothing does."""
        if value is None or value == "":
            return None
        if isinstance(shape, Text):
            return self._text(value, shape, path)
        if isinstance(shape, Many):
            return self._many(value, shape, path)
        if isinstance(shape, Ignored):
            return None
        return self._mapping(value, shape, path)

    def _text(self, value: Any, shape: Text, path: ValuePath) -> Any:
        if isinstance(value, (dict, list)):
            self.find(IssueCode.VALUE_INVALID, "one value is expected, not a list or mapping", path)
            return None
        if isinstance(value, str):
            value = value.strip()
            self._check_words(value, shape, path)
            self._check_length(value, shape, path)
        return value

    def _check_words(self, value: str, shape: Text, path: ValuePath) -> None:
        if shape.words is not None and value not in shape.words:
            hint = did_you_mean(value, shape.words)
            self.find(
                IssueCode.VALUE_UNKNOWN,
                "not in the vocabulary of publiccode.yml; used as it is",
                path,
                value=value,
                hint=hint,
            )
        if shape.upper and value != value.upper():
            self.find(
                IssueCode.FIELD_DEPRECATED,
                "countries are written in upper case since 0.5",
                path,
                value=value,
                hint=f"Write {value.upper()}.",
            )

    def _check_length(self, value: str, shape: Text, path: ValuePath) -> None:
        if shape.at_most is not None and len(value) > shape.at_most:
            self.find(
                IssueCode.VALUE_SUSPECT,
                f"{len(value)} characters, the standard allows {shape.at_most}",
                path,
                value=value,
            )
        elif value and len(value) < shape.at_least:
            self.find(
                IssueCode.VALUE_SUSPECT,
                f"{len(value)} characters, the standard asks for at least {shape.at_least}",
                path,
                value=value,
            )

    def _many(self, value: Any, shape: Many, path: ValuePath) -> list[Any] | None:
        if not isinstance(value, list):
            if isinstance(value, dict) and isinstance(shape.item, Text):
                self.find(IssueCode.VALUE_INVALID, "a list is expected", path)
                return None
            if not shape.lone:
                self.find(
                    IssueCode.VALUE_SUSPECT,
                    "a list is expected; read as a list of one",
                    path,
                    hint="Start the item with «- ».",
                )
            item = self._item(value, shape, path)
            return None if item is None else [item]
        items = [self._item(item, shape, (*path, index)) for index, item in enumerate(value)]
        return [item for item in items if item is not None] or None

    def _item(self, value: Any, shape: Many, path: ValuePath) -> Any:
        if shape.named and isinstance(value, str) and value.strip():
            self.find(
                IssueCode.VALUE_SUSPECT,
                "a mapping with a name is expected; the text is read as the name",
                path,
                value=value,
                hint="Write «- name: …».",
            )
            return {"name": value.strip()}
        return self.shaped(value, shape.item, path)

    def _mapping(self, value: Any, shape: Section | ByLanguage, path: ValuePath) -> dict[str, Any] | None:
        if not isinstance(value, dict):
            self.find(
                IssueCode.VALUE_INVALID, "a mapping is expected", path, value=value if isinstance(value, str) else None
            )
            return None
        fitting = (
            self._by_language(value, shape, path)
            if isinstance(shape, ByLanguage)
            else self._section(value, shape, path)
        )
        return fitting or None

    def _by_language(self, value: Mapping[str, Any], shape: ByLanguage, path: ValuePath) -> dict[str, Any]:
        sections = {
            tag: self._mapping(part, shape.section, (*path, tag)) for tag, part in value.items() if part is not None
        }
        fitting = {tag: section for tag, section in sections.items() if section}
        for name in shape.required_once:
            if fitting and not any(section.get(name) for section in fitting.values()):
                self.find(
                    IssueCode.FIELD_MISSING,
                    f"{name} is missing; one language must have it",
                    (*path, next(iter(fitting)), name),
                )
        return fitting

    def _section(self, value: Mapping[str, Any], shape: Section, path: ValuePath) -> dict[str, Any]:
        fitting: dict[str, Any] = {}
        for key, name in self._known(value, shape, path):
            self._check_spelling(key, name, shape, path)
            part = self.shaped(value[key], shape.keys[name], (*path, key))
            if part is not None:
                fitting[name] = part
        for name in shape.required:
            if value.get(name) in (None, "", [], {}):
                self.find(IssueCode.FIELD_MISSING, f"{name} is missing", (*path, name))
        return fitting

    def _known(self, value: Mapping[str, Any], shape: Section, path: ValuePath) -> Iterator[tuple[str, str]]:
        for key in value:
            name = shape.renamed.get(key, key)
            if name != key and name in value:
                self.find(
                    IssueCode.FIELD_DUPLICATE,
                    f"«{key}» and «{name}» mean the same; «{name}» counts",
                    (*path, key),
                )
            elif name in shape.keys:
                yield key, name
            elif path or not COUNTRY_SECTION.fullmatch(key):
                hint = did_you_mean(key, shape.keys)
                self.find(
                    IssueCode.FIELD_UNKNOWN,
                    f"«{key[:80]}» is not a key of publiccode.yml",
                    (*path, key[:80]),
                    hint=hint,
                )
            else:
                self.find(
                    IssueCode.FIELD_DEPRECATED,
                    "country sections are deprecated; only the Italian one is read",
                    (*path, key),
                    hint="Use `supports` and `organisation`.",
                )

    def _check_spelling(self, key: str, name: str, shape: Section, path: ValuePath) -> None:
        if name != key:
            self.moved[(*path, name)] = (*path, key)
            if key not in shape.deprecated:
                self.find(IssueCode.FIELD_UNKNOWN, f"«{key}» is read as «{name}»", (*path, key), hint=f"Write {name}.")
        if key in shape.deprecated:
            self.find(
                IssueCode.FIELD_DEPRECATED,
                f"{key} is deprecated",
                (*path, key),
                hint=f"Use {shape.deprecated[key]}.",
            )
