from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class News(BaseModel):
    news: "NewsNews"


class NewsNews(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "NewsNewsPageInfo" = Field(alias="pageInfo")
    nodes: list["NewsNewsNodes"]


class NewsNewsPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class NewsNewsNodes(BaseModel):
    id: str
    slug: str
    name: str
    url: Optional[str]
    published: Optional[str]
    networks: list["NewsNewsNodesNetworks"]


class NewsNewsNodesNetworks(BaseModel):
    slug: str


News.model_rebuild()
NewsNews.model_rebuild()
NewsNewsNodes.model_rebuild()
