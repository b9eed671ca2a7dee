from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question20(BaseModel):
    products: "Question20Products"
    organisation: Optional["Question20Organisation"]


class Question20Products(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question20ProductsNodes"]


class Question20ProductsNodes(BaseModel):
    name: str
    assessments: list["Question20ProductsNodesAssessments"]


class Question20ProductsNodesAssessments(BaseModel):
    scheme: "Question20ProductsNodesAssessmentsScheme"
    value: str
    as_of: Optional[str] = Field(alias="asOf")
    criteria: list["Question20ProductsNodesAssessmentsCriteria"]


class Question20ProductsNodesAssessmentsScheme(BaseModel):
    name: str


class Question20ProductsNodesAssessmentsCriteria(BaseModel):
    text: Optional["Question20ProductsNodesAssessmentsCriteriaText"]


class Question20ProductsNodesAssessmentsCriteriaText(BaseModel):
    value: str


class Question20Organisation(BaseModel):
    passages: list["Question20OrganisationPassages"]


class Question20OrganisationPassages(BaseModel):
    text: Optional["Question20OrganisationPassagesText"]
    path: str
    line: Optional[int]


class Question20OrganisationPassagesText(BaseModel):
    value: str


Question20.model_rebuild()
Question20Products.model_rebuild()
Question20ProductsNodes.model_rebuild()
Question20ProductsNodesAssessments.model_rebuild()
Question20ProductsNodesAssessmentsCriteria.model_rebuild()
Question20Organisation.model_rebuild()
Question20OrganisationPassages.model_rebuild()
