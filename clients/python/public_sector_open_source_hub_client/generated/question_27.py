from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question27(BaseModel):
    occurrences: "Question27Occurrences"


class Question27Occurrences(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question27OccurrencesNodes"]


class Question27OccurrencesNodes(BaseModel):
    starts_at: str = Field(alias="startsAt")
    event: "Question27OccurrencesNodesEvent"


class Question27OccurrencesNodesEvent(BaseModel):
    name: str
    recurrence: Optional[str]


Question27.model_rebuild()
Question27Occurrences.model_rebuild()
Question27OccurrencesNodes.model_rebuild()
