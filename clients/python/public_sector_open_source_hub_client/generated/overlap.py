from typing import Literal, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName


class Overlap(BaseModel):
    overlap: "OverlapOverlap"


class OverlapOverlap(BaseModel):
    entities: "OverlapOverlapEntities"


class OverlapOverlapEntities(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "OverlapOverlapEntitiesPageInfo" = Field(alias="pageInfo")
    nodes: list["OverlapOverlapEntitiesNodes"]


class OverlapOverlapEntitiesPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class OverlapOverlapEntitiesNodes(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    id: str
    kind: KindName
    name: str
    networks: list["OverlapOverlapEntitiesNodesNetworks"]


class OverlapOverlapEntitiesNodesNetworks(BaseModel):
    slug: str


Overlap.model_rebuild()
OverlapOverlap.model_rebuild()
OverlapOverlapEntities.model_rebuild()
OverlapOverlapEntitiesNodes.model_rebuild()
