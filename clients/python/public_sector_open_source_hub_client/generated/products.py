from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Products(BaseModel):
    products: "ProductsProducts"


class ProductsProducts(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "ProductsProductsPageInfo" = Field(alias="pageInfo")
    nodes: list["ProductsProductsNodes"]


class ProductsProductsPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class ProductsProductsNodes(BaseModel):
    id: str
    slug: str
    name: str
    url: Optional[str]
    repository: Optional[str]
    licence: Optional[str]
    countries: list[str]
    networks: list["ProductsProductsNodesNetworks"]


class ProductsProductsNodesNetworks(BaseModel):
    slug: str


Products.model_rebuild()
ProductsProducts.model_rebuild()
ProductsProductsNodes.model_rebuild()
