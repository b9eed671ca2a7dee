from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question3(BaseModel):
    news: "Question3News"


class Question3News(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question3NewsNodes"]


class Question3NewsNodes(BaseModel):
    name: str
    published: Optional[str]


Question3.model_rebuild()
Question3News.model_rebuild()
