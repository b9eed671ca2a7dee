from pydantic import Field

from .base_model import BaseModel


class Question12(BaseModel):
    products: "Question12Products"


class Question12Products(BaseModel):
    nodes: list["Question12ProductsNodes"]


class Question12ProductsNodes(BaseModel):
    name: str
    users: "Question12ProductsNodesUsers"


class Question12ProductsNodesUsers(BaseModel):
    total_count: int = Field(alias="totalCount")


Question12.model_rebuild()
Question12Products.model_rebuild()
Question12ProductsNodes.model_rebuild()
