from pydantic import Field

from .base_model import BaseModel


class Question7(BaseModel):
    products: "Question7Products"


class Question7Products(BaseModel):
    group_by: "Question7ProductsGroupBy" = Field(alias="groupBy")


class Question7ProductsGroupBy(BaseModel):
    total_count: int = Field(alias="totalCount")
    other_count: int = Field(alias="otherCount")
    missing: int
    groups: list["Question7ProductsGroupByGroups"]


class Question7ProductsGroupByGroups(BaseModel):
    count: int
    keys: list["Question7ProductsGroupByGroupsKeys"]


class Question7ProductsGroupByGroupsKeys(BaseModel):
    value: str


Question7.model_rebuild()
Question7Products.model_rebuild()
Question7ProductsGroupBy.model_rebuild()
Question7ProductsGroupByGroups.model_rebuild()
