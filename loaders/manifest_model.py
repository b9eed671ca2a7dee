"""The manifest of a seed directory, `network.yaml`: who publishes, under which licence, and how to read each file."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from loaders.fetch_model import Every, Fetch

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
COUNTRY = "^[A-Z]{2}$"
BOOKS = JUDGEMENTS, ERASURES, REPAIRS = "judgements", "erasures", "repairs"
"""What stands for the network in the books where a revision is of none.

It judged, only erased, or only derived anew.
"""
RESERVED = "reserved"
"""The type of error of a network that is called like one of these: it would share issues and readings with them."""


Key = Annotated[str, Field(coerce_numbers_to_str=True)]
"""A key as the network writes it; YAML takes many for numbers."""


class _Strict(BaseModel):
    # pydantic's own engine takes 0.1 s to compile patterns with bounded repetition of letters of any script
    model_config = ConfigDict(extra="forbid", frozen=True, regex_engine="python-re")


class Expression(_Strict):
    """A computed value: what to read (`path`, a JMESPath or `$variable`; `const`, `first` or `languages`) and what
    to do with it, in the order of the keys below.
    """

    path: str | None = Field(
        None, description="JMESPath into the row, or one of $key, $path, $file, $stem, $line, $row.<JMESPath>."
    )
    const: Any = Field(None, description="A constant instead of a path.")
    first: list["Mapped"] | None = Field(None, description="Several expressions; the first that gives a value is used.")
    languages: dict[str, "Mapped"] | None = Field(
        None, description="A language map built from one expression per BCP 47 tag."
    )
    lang: str | None = Field(None, description="The language of text that does not state its own.")
    split: str | None = Field(
        None, description="Separator at which text is split into a list; the parts are trimmed, empty ones dropped."
    )
    regex: str | None = Field(
        None,
        description=(
            "Regular expression (the RE2 subset); the value is its first group, else the whole match, and nothing"
            " without a match."
        ),
    )
    lookup: dict[str, Any] | str | None = Field(
        None,
        description=(
            "Table from raw values to their replacements, or the name of one under `lookups`. Other values stay as they"
            " are."
        ),
    )
    template: str | None = Field(None, description="Text in which {} is replaced by the value.")


Mapped = Annotated[
    str | Expression | list[str | Expression],
    Field(description="A path, a computed value, or alternatives of which the first that gives a value is used."),
]


class ReferenceMapping(_Strict):
    """The other end of a relation: by key in this or a named network, by identifiers, or by its label alone."""

    each: str | None = Field(
        None, description="JMESPath to a list: one relation per item; all other paths are then relative to the item."
    )
    when: str | None = Field(None, description="JMESPath condition; no relation where it is false.")
    label: Mapped | None = Field(None, description="The name by which the network refers to it.")
    kind: str | None = Field(None, description="Kind of the other end, if the predicate allows several.")
    key: Mapped | None = Field(None, description="Its key in that network.")
    network: str | None = Field(None, description="Network that the key belongs to; default: this one.")
    identifiers: dict[str, Mapped] = Field(default_factory=dict, description="By scheme.")
    country: Mapped | None = Field(None, description="Its country; tells namesakes apart.")
    role: Mapped | None = Field(None, description="In which role, such as founder.")
    since: Mapped | None = Field(None, description="Date from which the relation holds.")
    until: Mapped | None = Field(None, description="Date until which it holds.")


class RecordMapping(_Strict):
    """How a row becomes one record of a kind (or, with `each`, several), a bare relation or a figure of the network."""

    kind: str = Field(
        description="One of organisation, ospo, product, event, news-item, relation, figure, assessment and passage."
    )
    of: str | None = Field(
        None,
        description=(
            "For kind assessment, passage and figure: the kind of the record that it is about, which `key` names."
        ),
    )
    each: str | None = Field(
        None, description="JMESPath to a list in the row: one record per item; $row.<path> reaches the whole row."
    )
    when: str | None = Field(None, description="JMESPath condition; no record where it is false.")
    key: Mapped | None = Field(None, description="The network's own key; default: the format's.")
    repeats: bool = Field(
        False,
        description=(
            "Whether several rows may state the same record, as products do that each name their organisation; the"
            " first is used, without an issue."
        ),
    )
    url: Mapped | None = Field(None, description="The page that states the record.")
    fields: dict[str, Mapped] = Field(
        default_factory=dict,
        description=(
            "By field of the kind; of a figure: name, value, text, unit, as_of, note; of an assessment: scheme, value,"
            " as_of, note; of a passage: topic, text, order, scheme, value."
        ),
    )
    identifiers: dict[str, Mapped] = Field(default_factory=dict, description="By scheme.")
    relations: dict[str, str | ReferenceMapping | list[ReferenceMapping]] = Field(
        default_factory=dict,
        description="By relation field of the kind, such as users, owners or memberships; a bare path gives labels.",
    )
    predicate: str | None = Field(None, description="For kind relation: the predicate.")
    subject: ReferenceMapping | None = Field(None, description="For kind relation: one end.")
    object: ReferenceMapping | None = Field(None, description="For kind relation: the other end.")


Keeps = Literal["all", "future", "none"]
"""What stays of a source when it leaves the files: see `Source.keeps`."""


class Source(_Strict):
    """One entry of the manifest: files of one format, and how to read their rows."""

    name: str = Field(pattern=SLUG)
    path: str = Field(
        description="Path or glob relative to the manifest; ** crosses folders. Links and .. are not followed."
    )
    format: str = Field(description="Name of a registered format.")
    options: dict[str, Any] = Field(default_factory=dict, description="Options of the format; see docs/formats.md.")
    kind: str | None = Field(None, description="Shorthand for one record mapping of this kind.")
    key: Mapped | None = Field(None, description="Shorthand: `key` of that one record mapping.")
    mapping: dict[str, Mapped] | None = Field(None, description="Shorthand: `fields` of that one record mapping.")
    identifiers: dict[str, Mapped] | None = Field(None, description="Shorthand: `identifiers` of it.")
    relations: dict[str, str | ReferenceMapping | list[ReferenceMapping]] | None = Field(
        None, description="Shorthand: `relations` of it."
    )
    records: list[RecordMapping] | None = Field(
        None, description="The record mappings of each row; default: the format's own."
    )
    extend: list[RecordMapping] | None = Field(None, description="Record mappings in addition to the format's own.")
    url: Mapped | None = Field(None, description="The page that states the rows.")
    defaults: dict[str, Any] = Field(
        default_factory=dict, description="Values, by field, for rows that leave the field empty."
    )
    optional: bool = Field(False, description="Whether the path may match no file.")
    fetch: Fetch | list[Fetch] | None = Field(
        None,
        description=(
            "Where its files are published: `hub harvest` puts them below fetched/<name>/, where `path` must lead; see"
            " docs/live.md."
        ),
    )
    every: Every = Field("1 day", description="How often it may be asked, as `6 hours`: minutes, hours, days or weeks.")
    keeps: Keeps | None = Field(
        None,
        description=(
            "What stays when it leaves a file that is there: `all` (the file lists the newest only), `future` (the file"
            " lists what is still to come: what is over stays, what was still to come goes) or `none` (the file lists"
            " everything); default: feed all, icalendar future, others none."
        ),
    )

    @property
    def fetches(self) -> list[Fetch]:
        """The places from which it is fetched; none if its files are kept by hand, or its fetching is off."""
        return list(self.fetch_folders.values())

    @property
    def fetch_folders(self) -> dict[str, Fetch]:
        """`fetches` by the folder within fetched/<name>/ that their files lie in: of several the
        place in the list, else none.

        Those that are off have their number, too, so that switching one on or off moves no other.
        """
        stated = self.fetch if isinstance(self.fetch, list) else [self.fetch] if self.fetch else []
        folders = ["" if len(stated) == 1 else str(number) for number in range(1, len(stated) + 1)]
        return {folder: one for folder, one in zip(folders, stated, strict=True) if one.enabled}


class Expected(_Strict):
    """How many records of a kind a good load has; if there are fewer, the load is rejected.

    With `min: 0` even all may go unasked.
    """

    min: int = Field(0, ge=0)
    max: int | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.max is not None and self.min > self.max:
            raise PydanticCustomError("range", "min {min} is more than max {max}", {"min": self.min, "max": self.max})
        return self


class Publisher(_Strict):
    """Who maintains the network's data: an organisation of the graph, if a page or a key tells it
    from others of its name.
    """

    name: str
    url: str | None = None
    key: Key | None = Field(
        None,
        description="The key of the network's own record of it, where the name and the page do not tell which it is.",
    )


class Manifest(_Strict):
    """`network.yaml` of a seed directory."""

    network: str = Field(pattern=SLUG, description="Short name that identifies the network everywhere.")
    title: str = Field(description="Full name of the network.")
    description: dict[str, str] = Field(default_factory=dict, description="What the network is, by language.")
    homepage: str | None = Field(None, description="Address of the network's site, if it has one.")
    publisher: Publisher = Field(description="Who maintains the data: `name`, `url`, and `key` of its record.")
    licence: str = Field(description="Licence of the data: an SPDX expression or plain words.")
    attribution: str = Field(description="Whom to credit on reuse.")
    country: str | None = Field(
        None,
        pattern=COUNTRY,
        description=(
            "Country (ISO 3166-1 alpha-2) of the public sector whose products the network lists, if it is one: products"
            " without an owner's country belong to it."
        ),
    )
    precedence: int = Field(
        50, ge=0, le=100, description="Where networks differ, the value of the one with the higher precedence wins."
    )
    authority: list[str] = Field(
        default_factory=list, description="Fields for which this network is the authority, as kind.field."
    )
    own: bool = Field(
        False, description="Whether it is the network of the hub's own editors: who publishes the hub publishes it."
    )
    expected: dict[str, Expected] = Field(
        default_factory=dict, description="How many records a good load has, by kind: `min`, `max`."
    )
    lookups: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        description=(
            "Corrections: by field (product.licence), value type (Country) or a name of your own; from raw value to"
            " replacement, null drops the value."
        ),
    )
    renamed: dict[str, dict[Key, Key]] = Field(
        default_factory=dict,
        description=(
            "Keys that became others, by kind: from the old to the new one. The record keeps its id and history."
        ),
    )
    sources: Annotated[list[Source], Field(min_length=1, description="What to read; at least one.")]
    schema_: str | None = Field(None, alias="$schema", description="Address of the JSON Schema, for editors.")

    @field_validator("network")
    @classmethod
    def _is_free(cls, network: str) -> str:
        if network in BOOKS:
            raise PydanticCustomError(
                RESERVED, "the hub uses the name {network} for its own {network}", {"network": network}
            )
        return network
