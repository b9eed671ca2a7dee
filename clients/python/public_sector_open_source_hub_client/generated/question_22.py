from typing import Optional

from .base_model import BaseModel
from .enums import MatchOutcome


class Question22(BaseModel):
    organisation: Optional["Question22Organisation"]


class Question22Organisation(BaseModel):
    evidence: list["Question22OrganisationEvidence"]


class Question22OrganisationEvidence(BaseModel):
    outcome: MatchOutcome
    score: float
    left: "Question22OrganisationEvidenceLeft"
    right: "Question22OrganisationEvidenceRight"
    evidence: list["Question22OrganisationEvidenceEvidence"]


class Question22OrganisationEvidenceLeft(BaseModel):
    key: str
    network: "Question22OrganisationEvidenceLeftNetwork"


class Question22OrganisationEvidenceLeftNetwork(BaseModel):
    slug: str


class Question22OrganisationEvidenceRight(BaseModel):
    key: str
    network: "Question22OrganisationEvidenceRightNetwork"


class Question22OrganisationEvidenceRightNetwork(BaseModel):
    slug: str


class Question22OrganisationEvidenceEvidence(BaseModel):
    name: str
    weight: float


Question22.model_rebuild()
Question22Organisation.model_rebuild()
Question22OrganisationEvidence.model_rebuild()
Question22OrganisationEvidenceLeft.model_rebuild()
Question22OrganisationEvidenceRight.model_rebuild()
