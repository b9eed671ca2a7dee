from typing import Literal

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName


class Question16(BaseModel):
    folded: "Question16Folded"
    upper: "Question16Upper"
    mistyped: "Question16Mistyped"


class Question16Folded(BaseModel):
    nodes: list["Question16FoldedNodes"]


class Question16FoldedNodes(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    kind: KindName
    name: str


class Question16Upper(BaseModel):
    nodes: list["Question16UpperNodes"]


class Question16UpperNodes(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    kind: KindName
    name: str


class Question16Mistyped(BaseModel):
    corrections: list["Question16MistypedCorrections"]
    nodes: list["Question16MistypedNodes"]


class Question16MistypedCorrections(BaseModel):
    given: str
    used: str


class Question16MistypedNodes(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    kind: KindName
    name: str


Question16.model_rebuild()
Question16Folded.model_rebuild()
Question16Upper.model_rebuild()
Question16Mistyped.model_rebuild()
