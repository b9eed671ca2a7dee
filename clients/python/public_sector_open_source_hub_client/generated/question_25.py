from typing import Literal

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName


class Question25(BaseModel):
    overlap: "Question25Overlap"


class Question25Overlap(BaseModel):
    matrix: list["Question25OverlapMatrix"]
    entities: "Question25OverlapEntities"


class Question25OverlapMatrix(BaseModel):
    left: "Question25OverlapMatrixLeft"
    right: "Question25OverlapMatrixRight"
    kind: KindName
    count: int


class Question25OverlapMatrixLeft(BaseModel):
    slug: str


class Question25OverlapMatrixRight(BaseModel):
    slug: str


class Question25OverlapEntities(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question25OverlapEntitiesNodes"]


class Question25OverlapEntitiesNodes(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    kind: KindName
    name: str


Question25.model_rebuild()
Question25Overlap.model_rebuild()
Question25OverlapMatrix.model_rebuild()
Question25OverlapEntities.model_rebuild()
