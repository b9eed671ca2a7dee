from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question1(BaseModel):
    organisation: Optional["Question1Organisation"]


class Question1Organisation(BaseModel):
    members: "Question1OrganisationMembers"


class Question1OrganisationMembers(BaseModel):
    total_count: int = Field(alias="totalCount")
    edges: list["Question1OrganisationMembersEdges"]


class Question1OrganisationMembersEdges(BaseModel):
    since: Optional[str]
    node: "Question1OrganisationMembersEdgesNode"


class Question1OrganisationMembersEdgesNode(BaseModel):
    name: str
    used_products: "Question1OrganisationMembersEdgesNodeUsedProducts" = Field(
        alias="usedProducts"
    )


class Question1OrganisationMembersEdgesNodeUsedProducts(BaseModel):
    total_count: int = Field(alias="totalCount")
    edges: list["Question1OrganisationMembersEdgesNodeUsedProductsEdges"]


class Question1OrganisationMembersEdgesNodeUsedProductsEdges(BaseModel):
    since: Optional[str]
    node: "Question1OrganisationMembersEdgesNodeUsedProductsEdgesNode"


class Question1OrganisationMembersEdgesNodeUsedProductsEdgesNode(BaseModel):
    name: str
    suppliers: "Question1OrganisationMembersEdgesNodeUsedProductsEdgesNodeSuppliers"


class Question1OrganisationMembersEdgesNodeUsedProductsEdgesNodeSuppliers(BaseModel):
    nodes: list[
        "Question1OrganisationMembersEdgesNodeUsedProductsEdgesNodeSuppliersNodes"
    ]


class Question1OrganisationMembersEdgesNodeUsedProductsEdgesNodeSuppliersNodes(
    BaseModel
):
    name: str


Question1.model_rebuild()
Question1Organisation.model_rebuild()
Question1OrganisationMembers.model_rebuild()
Question1OrganisationMembersEdges.model_rebuild()
Question1OrganisationMembersEdgesNode.model_rebuild()
Question1OrganisationMembersEdgesNodeUsedProducts.model_rebuild()
Question1OrganisationMembersEdgesNodeUsedProductsEdges.model_rebuild()
Question1OrganisationMembersEdgesNodeUsedProductsEdgesNode.model_rebuild()
Question1OrganisationMembersEdgesNodeUsedProductsEdgesNodeSuppliers.model_rebuild()
