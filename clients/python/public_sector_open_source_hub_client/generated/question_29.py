from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import OspoArchetype


class Question29(BaseModel):
    ospos: "Question29Ospos"


class Question29Ospos(BaseModel):
    total_count: int = Field(alias="totalCount")
    group_by: "Question29OsposGroupBy" = Field(alias="groupBy")
    nodes: list["Question29OsposNodes"]


class Question29OsposGroupBy(BaseModel):
    groups: list["Question29OsposGroupByGroups"]


class Question29OsposGroupByGroups(BaseModel):
    count: int
    keys: list["Question29OsposGroupByGroupsKeys"]


class Question29OsposGroupByGroupsKeys(BaseModel):
    value: str
    label: str


class Question29OsposNodes(BaseModel):
    name: str
    countries: list[str]
    archetype: Optional[OspoArchetype]


Question29.model_rebuild()
Question29Ospos.model_rebuild()
Question29OsposGroupBy.model_rebuild()
Question29OsposGroupByGroups.model_rebuild()
