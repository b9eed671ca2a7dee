"""The manifest of a seed directory, `network.yaml`: who publishes, under which licence, and how to read each file."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expression(_Strict):
    """A computed value: where to read it (`path`, a JMESPath or `$variable`; or `const`) and what to do with it, in this order."""

    path: str | None = Field(
        None, description="JMESPath into the row, or one of $key, $path, $file, $stem, $line, $row.<JMESPath>."
    )
    const: Any = Field(None, description="A constant instead of a path.")
    first: list["Mapped"] | None = Field(
        None, description="Several expressions; the first that gives something counts."
    )
    languages: dict[str, "Mapped"] | None = Field(
        None, description="A language map built from one expression per BCP 47 tag."
    )
    lang: str | None = Field(None, description="The language of a text that does not state it.")
    split: str | None = Field(
        None, description="Separator at which a text is split into a list; parts are stripped, empty ones dropped."
    )
    regex: str | None = Field(
        None,
        description="Regular expression (RE2 subset is enough); its first group, or whole match, counts. No match: nothing.",
    )
    lookup: dict[str, Any] | str | None = Field(
        None,
        description="Table from raw to replacing value, or the name of one under `lookups`. A raw value not in it stays.",
    )
    template: str | None = Field(None, description="Text with {} where the value goes.")


Mapped = Annotated[
    str | Expression | list[str | Expression],
    Field(description="A path, a computed value, or alternatives of which the first that gives something counts."),
]


class ReferenceMapping(_Strict):
    """The other end of a relation: by key in this or a named network, by identifiers, or just by its label."""

    each: str | None = Field(
        None, description="JMESPath to a list: one relation per item, other paths are then relative to the item."
    )
    when: str | None = Field(None, description="JMESPath condition; falsy: no relation.")
    label: Mapped | None = None
    kind: str | None = Field(None, description="Kind of the other end, where the predicate allows several.")
    key: Mapped | None = None
    network: str | None = Field(None, description="Network whose key it is; default: this one.")
    identifiers: dict[str, Mapped] = Field(default_factory=dict)
    country: Mapped | None = None
    role: Mapped | None = None
    since: Mapped | None = None
    until: Mapped | None = None


class RecordMapping(_Strict):
    """How a row becomes one record of a kind (or, with `each`, several), a bare relation or a figure of the network."""

    kind: str = Field(description="organisation, ospo, product, event, news-item, relation or figure.")
    each: str | None = Field(
        None, description="JMESPath to a list in the row: one record per item; $row.<path> reaches the whole row."
    )
    when: str | None = Field(None, description="JMESPath condition; falsy: no record.")
    key: Mapped | None = Field(None, description="The network's own key; default: the format's.")
    repeats: bool = Field(
        False,
        description="Whether several rows may state the record, as products name their organisation; the first counts, without an issue.",
    )
    url: Mapped | None = Field(None, description="The page that states the record.")
    fields: dict[str, Mapped] = Field(
        default_factory=dict, description="By field name of the kind; of a figure: name, value, unit, as_of, note."
    )
    identifiers: dict[str, Mapped] = Field(default_factory=dict, description="By scheme.")
    relations: dict[str, str | ReferenceMapping | list[ReferenceMapping]] = Field(
        default_factory=dict,
        description="By relation field of the kind, such as users, owners, memberships; a bare path gives labels.",
    )
    predicate: str | None = Field(None, description="For kind relation: the predicate.")
    subject: ReferenceMapping | None = None
    object: ReferenceMapping | None = None


class Source(_Strict):
    """One entry of the manifest: files of one format and how their rows are read."""

    name: str = Field(pattern=SLUG)
    path: str = Field(
        description="Path or glob relative to the manifest; ** crosses folders. Links and .. are not followed."
    )
    format: str = Field(description="Name of a registered format.")
    options: dict[str, Any] = Field(default_factory=dict, description="Options of the format; see docs/formats.md.")
    kind: str | None = Field(None, description="Shorthand for one record mapping of this kind.")
    key: Mapped | None = None
    mapping: dict[str, Mapped] | None = Field(None, description="Shorthand: `fields` of that one record mapping.")
    identifiers: dict[str, Mapped] | None = None
    relations: dict[str, str | ReferenceMapping | list[ReferenceMapping]] | None = None
    records: list[RecordMapping] | None = Field(
        None, description="The record mappings of each row; default: the format's own."
    )
    extend: list[RecordMapping] | None = Field(None, description="Further record mappings beside the format's own.")
    url: Mapped | None = Field(None, description="The page that states the rows.")
    defaults: dict[str, Any] = Field(
        default_factory=dict, description="Values of fields that a row leaves empty, per field name."
    )
    optional: bool = Field(False, description="Whether it may match no file.")


class Expected(_Strict):
    """How many records of a kind a good load has; fewer keeps the last good load."""

    min: int = Field(0, ge=0)
    max: int | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.max is not None and self.min > self.max:
            raise PydanticCustomError("range", "min {min} is more than max {max}", {"min": self.min, "max": self.max})
        return self


class Publisher(_Strict):
    """Who maintains the network's data."""

    name: str
    url: str | None = None


class Manifest(_Strict):
    """`network.yaml` of a seed directory."""

    network: str = Field(pattern=SLUG, description="Short name of the network, its id everywhere.")
    title: str
    description: dict[str, str] = Field(default_factory=dict, description="What the network is, by language.")
    homepage: str
    publisher: Publisher
    licence: str = Field(description="Licence of the data: SPDX expression or plain words.")
    attribution: str = Field(description="Whom to name on reuse.")
    precedence: int = Field(50, ge=0, le=100, description="Whose value wins where networks differ: the higher.")
    authority: list[str] = Field(
        default_factory=list, description="Fields on which this network is the authority, as kind.field."
    )
    expected: dict[str, Expected] = Field(default_factory=dict, description="By kind.")
    lookups: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        description="Corrections: by field (product.licence), value type (Country) or own name; raw value to replacement, null to drop.",
    )
    sources: Annotated[list[Source], Field(min_length=1)]
    schema_: str | None = Field(None, alias="$schema", description="For editors.")
