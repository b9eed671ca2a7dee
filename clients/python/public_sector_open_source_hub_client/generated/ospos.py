from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Ospos(BaseModel):
    ospos: "OsposOspos"


class OsposOspos(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "OsposOsposPageInfo" = Field(alias="pageInfo")
    nodes: list["OsposOsposNodes"]


class OsposOsposPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class OsposOsposNodes(BaseModel):
    id: str
    slug: str
    name: str
    url: Optional[str]
    countries: list[str]
    networks: list["OsposOsposNodesNetworks"]


class OsposOsposNodesNetworks(BaseModel):
    slug: str


Ospos.model_rebuild()
OsposOspos.model_rebuild()
OsposOsposNodes.model_rebuild()
