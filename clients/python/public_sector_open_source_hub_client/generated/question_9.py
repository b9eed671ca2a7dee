from typing import Literal

from pydantic import Field

from .base_model import BaseModel


class Question9(BaseModel):
    conflicts: "Question9Conflicts"


class Question9Conflicts(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question9ConflictsNodes"]


class Question9ConflictsNodes(BaseModel):
    entity: "Question9ConflictsNodesEntity"
    field: str
    values: list["Question9ConflictsNodesValues"]


class Question9ConflictsNodesEntity(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    name: str
    conflict_count: int = Field(alias="conflictCount")


class Question9ConflictsNodesValues(BaseModel):
    value: str
    records: list["Question9ConflictsNodesValuesRecords"]


class Question9ConflictsNodesValuesRecords(BaseModel):
    network: "Question9ConflictsNodesValuesRecordsNetwork"


class Question9ConflictsNodesValuesRecordsNetwork(BaseModel):
    slug: str


Question9.model_rebuild()
Question9Conflicts.model_rebuild()
Question9ConflictsNodes.model_rebuild()
Question9ConflictsNodesValues.model_rebuild()
Question9ConflictsNodesValuesRecords.model_rebuild()
