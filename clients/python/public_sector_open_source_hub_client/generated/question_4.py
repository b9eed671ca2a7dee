from pydantic import Field

from .base_model import BaseModel


class Question4(BaseModel):
    ospos: "Question4Ospos"


class Question4Ospos(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question4OsposNodes"]


class Question4OsposNodes(BaseModel):
    name: str
    organisations: "Question4OsposNodesOrganisations"


class Question4OsposNodesOrganisations(BaseModel):
    nodes: list["Question4OsposNodesOrganisationsNodes"]


class Question4OsposNodesOrganisationsNodes(BaseModel):
    name: str
    used_products: "Question4OsposNodesOrganisationsNodesUsedProducts" = Field(
        alias="usedProducts"
    )


class Question4OsposNodesOrganisationsNodesUsedProducts(BaseModel):
    nodes: list["Question4OsposNodesOrganisationsNodesUsedProductsNodes"]


class Question4OsposNodesOrganisationsNodesUsedProductsNodes(BaseModel):
    name: str


Question4.model_rebuild()
Question4Ospos.model_rebuild()
Question4OsposNodes.model_rebuild()
Question4OsposNodesOrganisations.model_rebuild()
Question4OsposNodesOrganisationsNodes.model_rebuild()
Question4OsposNodesOrganisationsNodesUsedProducts.model_rebuild()
