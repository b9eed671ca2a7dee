"""What every kind has: the columns of an entity that do not depend on its kind."""

from typing import Any

from sqlalchemy import JSON, Integer
from sqlmodel import Field, SQLModel

from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT, fact, facts
from schema.values import catalogue as v


class EntityColumns(SQLModel):
    """The unified view of all records about one thing, computed from them and rebuilt at any time."""

    id: str = Field(primary_key=True, sa_type=SORTED_TEXT, description="Short opaque id, the same on every machine.")
    slug: str = Field(index=True, sa_type=SORTED_TEXT, description="Readable id, unique within the kind.")
    base_slug: str = Field(index=True, sa_type=SORTED_TEXT, description="The slug before ties are broken.")
    sort_name: str = Field(sa_type=SORTED_TEXT, description="The folded name, by which lists are sorted.")
    networks: list[str] = Field(
        default_factory=list, sa_type=JSON, description="Networks that state something about it."
    )
    network_count: int = Field(
        default=0, sa_type=Integer, description="Number of networks that state something about it."
    )
    created_revision: int = Field(default=0, sa_type=Integer, description="Revision in which it appeared.")
    updated_revision: int = Field(
        default=0, sa_type=Integer, index=True, description="Revision in which it last changed."
    )
    origins: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON, description="Per field: the winning records and the rule."
    )
    conflicts: list[Any] = Field(
        default_factory=list, sa_type=JSON, description="Fields on which its records disagree."
    )
    derived: dict[str, Any] | None = Field(
        default=None,
        nullable=True,
        sa_type=OPTIONAL_JSON,
        description="Per field that no record states: the value that follows from others, and from what.",
    )
    variants: list[Any] | None = Field(
        default=None,
        sa_type=JSON,
        nullable=True,
        description=(
            "Fields that its records only spell differently, or name in different languages; null until it is written"
            " anew."
        ),
    )
    conflict_count: int = Field(
        default=0,
        sa_type=Integer,
        sa_column_kwargs={"server_default": "0"},
        index=True,
        description="Number of fields on which its records disagree.",
    )
    name: str = fact(v.LABEL, "Name; for events and news, the title.")
    alternate_names: list[str] | None = facts(
        v.LABEL, "Other names: translations, acronyms, former and localised names."
    )
    description: dict[str, str] | None = fact(v.LOCALISED_TEXT, "Description, by language.")
    url: str | None = fact(v.URL, "Its own website or page.", identifies="homepage")
    countries: list[str] | None = facts(v.COUNTRY, "Countries that it belongs to or is about.", facet=True)
    topics: list[str] | None = facts(v.LABEL, "Subjects, categories and tags.", facet=True)
