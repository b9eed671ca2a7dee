from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question17(BaseModel):
    organisation: Optional["Question17Organisation"]


class Question17Organisation(BaseModel):
    members: "Question17OrganisationMembers"


class Question17OrganisationMembers(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question17OrganisationMembersNodes"]


class Question17OrganisationMembersNodes(BaseModel):
    name: str


Question17.model_rebuild()
Question17Organisation.model_rebuild()
Question17OrganisationMembers.model_rebuild()
