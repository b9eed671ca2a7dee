from pydantic import Field

from .base_model import BaseModel


class Question2(BaseModel):
    products: "Question2Products"


class Question2Products(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question2ProductsNodes"]


class Question2ProductsNodes(BaseModel):
    name: str


Question2.model_rebuild()
Question2Products.model_rebuild()
