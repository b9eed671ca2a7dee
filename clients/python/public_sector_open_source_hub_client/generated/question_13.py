from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question13(BaseModel):
    organisation: Optional["Question13Organisation"]


class Question13Organisation(BaseModel):
    early: "Question13OrganisationEarly"
    founders: "Question13OrganisationFounders"
    on_the_day: "Question13OrganisationOnTheDay" = Field(alias="onTheDay")


class Question13OrganisationEarly(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question13OrganisationEarlyNodes"]


class Question13OrganisationEarlyNodes(BaseModel):
    name: str


class Question13OrganisationFounders(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question13OrganisationFoundersNodes"]


class Question13OrganisationFoundersNodes(BaseModel):
    name: str


class Question13OrganisationOnTheDay(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question13OrganisationOnTheDayNodes"]


class Question13OrganisationOnTheDayNodes(BaseModel):
    name: str


Question13.model_rebuild()
Question13Organisation.model_rebuild()
Question13OrganisationEarly.model_rebuild()
Question13OrganisationFounders.model_rebuild()
Question13OrganisationOnTheDay.model_rebuild()
