from typing import Literal

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName, Predicate


class Question24(BaseModel):
    neighbours: "Question24Neighbours"


class Question24Neighbours(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question24NeighboursNodes"]
    edges: list["Question24NeighboursEdges"]


class Question24NeighboursNodes(BaseModel):
    distance: int
    node: "Question24NeighboursNodesNode"


class Question24NeighboursNodesNode(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    kind: KindName
    name: str


class Question24NeighboursEdges(BaseModel):
    predicate: Predicate
    subject: "Question24NeighboursEdgesSubject"
    object_: "Question24NeighboursEdgesObject" = Field(alias="object")


class Question24NeighboursEdgesSubject(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    name: str


class Question24NeighboursEdgesObject(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    name: str


Question24.model_rebuild()
Question24Neighbours.model_rebuild()
Question24NeighboursNodes.model_rebuild()
Question24NeighboursEdges.model_rebuild()
