from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Question21(BaseModel):
    candidates: "Question21Candidates"


class Question21Candidates(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question21CandidatesNodes"]


class Question21CandidatesNodes(BaseModel):
    score: float
    left: "Question21CandidatesNodesLeft"
    right: "Question21CandidatesNodesRight"
    evidence: list["Question21CandidatesNodesEvidence"]


class Question21CandidatesNodesLeft(BaseModel):
    name: Optional[str]
    network: "Question21CandidatesNodesLeftNetwork"


class Question21CandidatesNodesLeftNetwork(BaseModel):
    slug: str


class Question21CandidatesNodesRight(BaseModel):
    name: Optional[str]
    network: "Question21CandidatesNodesRightNetwork"


class Question21CandidatesNodesRightNetwork(BaseModel):
    slug: str


class Question21CandidatesNodesEvidence(BaseModel):
    name: str
    weight: float
    detail: str
    cannot_link: bool = Field(alias="cannotLink")


Question21.model_rebuild()
Question21Candidates.model_rebuild()
Question21CandidatesNodes.model_rebuild()
Question21CandidatesNodesLeft.model_rebuild()
Question21CandidatesNodesRight.model_rebuild()
