from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Events(BaseModel):
    events: "EventsEvents"


class EventsEvents(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "EventsEventsPageInfo" = Field(alias="pageInfo")
    nodes: list["EventsEventsNodes"]


class EventsEventsPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class EventsEventsNodes(BaseModel):
    id: str
    slug: str
    name: str
    url: Optional[str]
    starts_at: Optional[str] = Field(alias="startsAt")
    ends_at: Optional[str] = Field(alias="endsAt")
    countries: list[str]
    networks: list["EventsEventsNodesNetworks"]


class EventsEventsNodesNetworks(BaseModel):
    slug: str


Events.model_rebuild()
EventsEvents.model_rebuild()
EventsEventsNodes.model_rebuild()
