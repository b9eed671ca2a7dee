"""CycloneDX bills of materials in XML, brought to the form that they have in JSON."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ParserCreate

from loaders.documents import Document
from loaders.rows import TextMark, ValuePath
from loaders.xml_safety import xml_problem

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class _Element:
    """An element without the prefix of its name, and where it starts."""

    name: str
    attributes: dict[str, str]
    mark: TextMark
    texts: list[str] = field(default_factory=list)
    parts: "list[_Element]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()

    def all(self, *names: str) -> "Iterator[_Element]":
        """The elements at the end of a path of names."""
        for part in (part for part in self.parts if part.name == names[0]):
            yield from part.all(*names[1:]) if len(names) > 1 else [part]

    def stated(self, *names: str) -> dict[str, str]:
        """The texts of parts by their names."""
        return {part.name: part.text for part in self.parts if part.name in names}


def parse_bill(text: str) -> Document:
    """The document of a bill in XML.

    One that is not well-formed, or has a DTD, has nothing but the finding that says so.
    """
    if (problem := xml_problem(text)) is not None:
        return Document(findings=[replace(problem, severity=None)], unfinished=())
    root, marks = _root(text), dict[ValuePath, TextMark]()
    value: dict[str, Any] = {"components": []}
    for described in root.all("metadata", "component"):
        value["metadata"] = {"component": _component(described)}
        marks["metadata", "component"] = described.mark
    for component in root.all("components", "component"):
        marks["components", len(value["components"])] = component.mark
        value["components"].append(_component(component))
    value["dependencies"] = [
        {"ref": node.attributes.get("ref"), "dependsOn": [end.attributes.get("ref") for end in node.all("dependency")]}
        for node in root.all("dependencies", "dependency")
    ]
    return Document(value if root.name == "bom" else {}, marks)


def _root(text: str) -> _Element:
    """The outermost element of a well-formed document."""
    parser, open_ones = ParserCreate("utf-8"), [_Element("", {}, (1, 1))]
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        mark = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        element = _Element(name.rpartition(":")[2], attributes, mark)
        open_ones[-1].parts.append(element)
        open_ones.append(element)

    def end(_name: str) -> None:
        open_ones.pop()

    def characters(part: str) -> None:
        open_ones[-1].texts.append(part)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.Parse(text.encode(), True)  # noqa: FBT003
    return open_ones[0].parts[0]


def _component(element: _Element) -> dict[str, Any]:
    stated = element.stated("name", "version", "description", "group", "purl")
    licences = [*element.all("licenses", "license"), *element.all("licenses", "expression")]
    suppliers = [
        {"name": name.text, "url": [url.text for url in supplier.all("url")]}
        for supplier in element.all("supplier")
        for name in supplier.all("name")
    ]
    links = [
        {"type": link.attributes.get("type"), "url": url.text}
        for link in element.all("externalReferences", "reference")
        for url in link.all("url")
    ]
    return {
        **element.attributes,
        **stated,
        "licenses": [
            {"license": one.stated("id", "name")} if one.name == "license" else {"expression": one.text}
            for one in licences
        ],
        "supplier": next(iter(suppliers), None),
        "externalReferences": links,
    }
