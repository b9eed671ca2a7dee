from typing import Literal, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import Predicate


class Question5(BaseModel):
    path: Optional["Question5Path"]


class Question5Path(BaseModel):
    length: int
    start: "Question5PathStart"
    steps: list["Question5PathSteps"]


class Question5PathStart(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    name: str


class Question5PathSteps(BaseModel):
    predicate: Predicate
    outward: bool
    networks: list["Question5PathStepsNetworks"]
    node: "Question5PathStepsNode"
    statements: list["Question5PathStepsStatements"]


class Question5PathStepsNetworks(BaseModel):
    slug: str


class Question5PathStepsNode(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    name: str


class Question5PathStepsStatements(BaseModel):
    record: "Question5PathStepsStatementsRecord"


class Question5PathStepsStatementsRecord(BaseModel):
    network: "Question5PathStepsStatementsRecordNetwork"
    path: str
    line: Optional[int]


class Question5PathStepsStatementsRecordNetwork(BaseModel):
    slug: str


Question5.model_rebuild()
Question5Path.model_rebuild()
Question5PathSteps.model_rebuild()
Question5PathStepsStatements.model_rebuild()
Question5PathStepsStatementsRecord.model_rebuild()
