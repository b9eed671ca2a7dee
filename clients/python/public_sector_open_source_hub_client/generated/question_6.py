from pydantic import Field

from .base_model import BaseModel


class Question6(BaseModel):
    events: "Question6Events"


class Question6Events(BaseModel):
    total_count: int = Field(alias="totalCount")
    group_by: "Question6EventsGroupBy" = Field(alias="groupBy")


class Question6EventsGroupBy(BaseModel):
    total_count: int = Field(alias="totalCount")
    other_count: int = Field(alias="otherCount")
    missing: int
    groups: list["Question6EventsGroupByGroups"]


class Question6EventsGroupByGroups(BaseModel):
    count: int
    keys: list["Question6EventsGroupByGroupsKeys"]


class Question6EventsGroupByGroupsKeys(BaseModel):
    value: str
    label: str


Question6.model_rebuild()
Question6Events.model_rebuild()
Question6EventsGroupBy.model_rebuild()
Question6EventsGroupByGroups.model_rebuild()
