from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question19(BaseModel):
    network: Optional["Question19Network"]


class Question19Network(BaseModel):
    figures: list["Question19NetworkFigures"]


class Question19NetworkFigures(BaseModel):
    name: str
    value: float
    as_of: Optional[str] = Field(alias="asOf")
    path: str
    line: Optional[int]


Question19.model_rebuild()
Question19Network.model_rebuild()
