from pydantic import Field

from .base_model import BaseModel


class Question18(BaseModel):
    organisations: "Question18Organisations"


class Question18Organisations(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question18OrganisationsNodes"]


class Question18OrganisationsNodes(BaseModel):
    name: str
    supplied_products: "Question18OrganisationsNodesSuppliedProducts" = Field(
        alias="suppliedProducts"
    )


class Question18OrganisationsNodesSuppliedProducts(BaseModel):
    total_count: int = Field(alias="totalCount")


Question18.model_rebuild()
Question18Organisations.model_rebuild()
Question18OrganisationsNodes.model_rebuild()
