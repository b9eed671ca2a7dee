from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question15(BaseModel):
    organisations: "Question15Organisations"


class Question15Organisations(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question15OrganisationsNodes"]


class Question15OrganisationsNodes(BaseModel):
    name: str
    countries: list[str]
    records: list["Question15OrganisationsNodesRecords"]


class Question15OrganisationsNodesRecords(BaseModel):
    network: "Question15OrganisationsNodesRecordsNetwork"
    path: str
    line: Optional[int]


class Question15OrganisationsNodesRecordsNetwork(BaseModel):
    slug: str


Question15.model_rebuild()
Question15Organisations.model_rebuild()
Question15OrganisationsNodes.model_rebuild()
Question15OrganisationsNodesRecords.model_rebuild()
