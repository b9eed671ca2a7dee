from pydantic import Field

from .base_model import BaseModel


class Question4(BaseModel):
    ospos: "Question4Ospos"


class Question4Ospos(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question4OsposNodes"]


class Question4OsposNodes(BaseModel):
    name: str


Question4.model_rebuild()
Question4Ospos.model_rebuild()
