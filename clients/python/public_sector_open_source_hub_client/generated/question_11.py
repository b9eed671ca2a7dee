from pydantic import Field

from .base_model import BaseModel


class Question11(BaseModel):
    organisations: "Question11Organisations"


class Question11Organisations(BaseModel):
    total_count: int = Field(alias="totalCount")
    group_by: "Question11OrganisationsGroupBy" = Field(alias="groupBy")


class Question11OrganisationsGroupBy(BaseModel):
    total_count: int = Field(alias="totalCount")
    other_count: int = Field(alias="otherCount")
    missing: int
    groups: list["Question11OrganisationsGroupByGroups"]


class Question11OrganisationsGroupByGroups(BaseModel):
    count: int
    keys: list["Question11OrganisationsGroupByGroupsKeys"]


class Question11OrganisationsGroupByGroupsKeys(BaseModel):
    value: str


Question11.model_rebuild()
Question11Organisations.model_rebuild()
Question11OrganisationsGroupBy.model_rebuild()
Question11OrganisationsGroupByGroups.model_rebuild()
