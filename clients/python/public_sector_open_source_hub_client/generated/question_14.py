from typing import Literal, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName


class Question14(BaseModel):
    lookup: list[Optional["Question14Lookup"]]


class Question14Lookup(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    kind: KindName
    name: str


Question14.model_rebuild()
