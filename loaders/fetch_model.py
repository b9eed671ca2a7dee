"""`fetch:` of a manifest: where the files of a source are published, and in which way they are asked for there.

A fetch writes files below `fetched/<source>/`; a load reads them as it reads any others. Nothing here asks anybody.
"""

from datetime import timedelta
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

FETCHED = "fetched"
"""Folder of a seed directory that holds what was fetched and nothing that is ours; version control ignores it."""
WAYS = ("url", "pages", "git", "ckan", "open-catalog-api", "oai-pmh", "sitemap", "hub")
EVERY = r"^[1-9]\d{0,3} (minute|hour|day|week)s?$"
Every = Annotated[str, Field(pattern=EVERY)]
WEB = r"^https?://[^\s/@]+(/\S*)?$"


def _is_whole(address: str) -> str:
    """The address. Raises where it cannot be taken apart, such as `https://[::1/`."""
    try:
        urlsplit(address)
    except ValueError:
        raise PydanticCustomError("address", "is no URL") from None
    return address


_Address = Annotated[str, Field(pattern=WEB), AfterValidator(_is_whole)]
FILE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
BRANCH = r"^[A-Za-z0-9][\w./-]{0,199}$"
VARIABLE = r"^[A-Z][A-Z0-9_]*$"


class Fetch(BaseModel):
    """One place where a source is published: the way and its address, such as `url:
    https://…/list.yaml`, and how to ask.
    """

    # pydantic's own engine takes 0.1 s to compile patterns with bounded repetition of letters of any script
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, regex_engine="python-re")

    url: _Address | None = Field(None, description="One file, asked for again only if it has changed.")
    pages: _Address | None = Field(
        None,
        description=(
            "A list in pages: items of JSON become lines of records.jsonl, pages of XML page-0001.xml and so on."
        ),
    )
    git: _Address | None = Field(None, description="A repository, of which only the newest state is fetched.")
    ckan: _Address | None = Field(
        None, description="A CKAN portal, as https://data.example; its packages become package_search.json."
    )
    open_catalog_api: _Address | None = Field(
        None,
        alias="open-catalog-api",
        description=(
            "A catalogue with the API of Developers Italia, as https://api.example/v1; a publiccode.yml per product."
        ),
    )
    oai_pmh: _Address | None = Field(
        None, alias="oai-pmh", description="An OAI-PMH provider; its records become lines of records.jsonl."
    )
    sitemap: _Address | None = Field(None, description="A sitemap, of which every page that `paths` names is fetched.")
    hub: _Address | None = Field(None, description="Another hub, as https://hub.example.")
    enabled: bool = Field(
        True, description="Whether it is fetched at all; `false` keeps it as a note of what could be."
    )
    file: str | None = Field(
        None, pattern=FILE_NAME, description="For url: name of the file; default: that of the address."
    )
    paths: list[str] = Field(
        default_factory=lambda: ["**"], description="For git and sitemap: globs of the paths that are wanted."
    )
    branch: str | None = Field(
        None,
        pattern=BRANCH,
        description="For git: branch or tag; default: that of the repository.",
    )
    by: Literal["link", "next", "cursor", "offset", "page"] = Field(
        "link",
        description=(
            "For pages: how the next one is found: header `Link`, an address at `next`, a token at `next` for"
            " `parameter`, or by counting."
        ),
    )
    next: str | None = Field(None, description="For pages: JMESPath to the address or token of the next page.")
    items: str | None = Field(None, description="For pages: JMESPath to the list; default: the document itself.")
    parameter: str | None = Field(
        None, description="For pages: query parameter of the cursor, offset or page; default: cursor, offset, page."
    )
    size: int = Field(100, ge=1, le=10_000, description="Records that are asked for at a time.")
    size_parameter: str | None = Field(
        None, description="For pages: query parameter of `size`; default: limit, where counted."
    )
    first: int = Field(0, ge=0, le=1, description="For pages by page: number of the first page, 0 or 1.")
    prefix: str = Field("oai_dc", pattern=FILE_NAME, description="For oai-pmh: metadataPrefix.")
    credential: str | None = Field(
        None,
        pattern=VARIABLE,
        description=(
            "Variable of the environment that holds the token to send, HARVEST_<NETWORK>__<name>; never the token"
            " itself."
        ),
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [way for way in WAYS if getattr(self, way.replace("-", "_")) is not None]
        if len(ways) != 1:
            raise PydanticCustomError(
                "way",
                "name exactly one way to fetch, not {count}: {ways}",
                {"count": len(ways), "ways": ", ".join(WAYS)},
            )
        return self

    @property
    def identity(self) -> str:
        """What tells it from other fetches: all that decides which files come of it."""
        return self.model_dump_json(exclude={"enabled", "credential"}, exclude_defaults=True)

    @property
    def way(self) -> str:
        """The way, as manifests spell it."""
        return next(way for way in WAYS if getattr(self, way.replace("-", "_")) is not None)

    @property
    def address(self) -> str:
        """The address that the way starts from."""
        return str(getattr(self, self.way.replace("-", "_")))


def interval(every: str) -> timedelta:
    """The time that `every` means, as of `6 hours`."""
    number, unit = every.split()
    return timedelta(**{f"{unit.rstrip('s')}s": int(number)})
