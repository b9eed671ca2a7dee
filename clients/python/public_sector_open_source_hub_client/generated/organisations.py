from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import OrganisationType


class Organisations(BaseModel):
    organisations: "OrganisationsOrganisations"


class OrganisationsOrganisations(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "OrganisationsOrganisationsPageInfo" = Field(alias="pageInfo")
    nodes: list["OrganisationsOrganisationsNodes"]


class OrganisationsOrganisationsPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class OrganisationsOrganisationsNodes(BaseModel):
    id: str
    slug: str
    name: str
    type_: Optional[OrganisationType] = Field(alias="type")
    url: Optional[str]
    countries: list[str]
    networks: list["OrganisationsOrganisationsNodesNetworks"]


class OrganisationsOrganisationsNodesNetworks(BaseModel):
    slug: str


Organisations.model_rebuild()
OrganisationsOrganisations.model_rebuild()
OrganisationsOrganisationsNodes.model_rebuild()
