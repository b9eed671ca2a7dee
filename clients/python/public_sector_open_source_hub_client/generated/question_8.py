from pydantic import Field

from .base_model import BaseModel


class Question8(BaseModel):
    products: "Question8Products"


class Question8Products(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question8ProductsNodes"]


class Question8ProductsNodes(BaseModel):
    name: str
    networks: list["Question8ProductsNodesNetworks"]


class Question8ProductsNodesNetworks(BaseModel):
    slug: str


Question8.model_rebuild()
Question8Products.model_rebuild()
Question8ProductsNodes.model_rebuild()
