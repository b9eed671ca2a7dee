from typing import Literal, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName


class Search(BaseModel):
    search: "SearchSearch"


class SearchSearch(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "SearchSearchPageInfo" = Field(alias="pageInfo")
    nodes: list["SearchSearchNodes"]


class SearchSearchPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class SearchSearchNodes(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    id: str
    kind: KindName
    slug: str
    name: str
    url: Optional[str]
    countries: list[str]


Search.model_rebuild()
SearchSearch.model_rebuild()
