from typing import Literal, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName, Predicate


class Relations(BaseModel):
    lookup: list[Optional["RelationsLookup"]]


class RelationsLookup(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    id: str
    name: str
    related: "RelationsLookupRelated"


class RelationsLookupRelated(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "RelationsLookupRelatedPageInfo" = Field(alias="pageInfo")
    nodes: list["RelationsLookupRelatedNodes"]
    edges: list["RelationsLookupRelatedEdges"]


class RelationsLookupRelatedPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class RelationsLookupRelatedNodes(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    id: str
    kind: KindName
    name: str


class RelationsLookupRelatedEdges(BaseModel):
    predicate: Predicate
    outward: bool
    roles: list[str]
    since: Optional[str]
    until: Optional[str]
    node: "RelationsLookupRelatedEdgesNode"
    networks: list["RelationsLookupRelatedEdgesNetworks"]


class RelationsLookupRelatedEdgesNode(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    id: str
    kind: KindName
    name: str


class RelationsLookupRelatedEdgesNetworks(BaseModel):
    slug: str


Relations.model_rebuild()
RelationsLookup.model_rebuild()
RelationsLookupRelated.model_rebuild()
RelationsLookupRelatedEdges.model_rebuild()
