from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question28(BaseModel):
    products: "Question28Products"
    organisation: Optional["Question28Organisation"]


class Question28Products(BaseModel):
    nodes: list["Question28ProductsNodes"]


class Question28ProductsNodes(BaseModel):
    name: str
    description: Optional["Question28ProductsNodesDescription"]


class Question28ProductsNodesDescription(BaseModel):
    lang: str
    is_fallback: bool = Field(alias="isFallback")
    value: str


class Question28Organisation(BaseModel):
    name: str
    description: Optional["Question28OrganisationDescription"]


class Question28OrganisationDescription(BaseModel):
    lang: str
    is_fallback: bool = Field(alias="isFallback")
    value: str


Question28.model_rebuild()
Question28Products.model_rebuild()
Question28ProductsNodes.model_rebuild()
Question28Organisation.model_rebuild()
