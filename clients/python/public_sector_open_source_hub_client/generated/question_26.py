from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import IssueCode


class Question26(BaseModel):
    all: "Question26All"
    errors: "Question26Errors"
    warnings: "Question26Warnings"
    info: "Question26Info"


class Question26All(BaseModel):
    total_count: int = Field(alias="totalCount")


class Question26Errors(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question26ErrorsNodes"]


class Question26ErrorsNodes(BaseModel):
    code: IssueCode
    path: str
    line: Optional[int]


class Question26Warnings(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question26WarningsNodes"]


class Question26WarningsNodes(BaseModel):
    code: IssueCode
    path: str
    line: Optional[int]


class Question26Info(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question26InfoNodes"]


class Question26InfoNodes(BaseModel):
    code: IssueCode
    path: str
    line: Optional[int]
    message: str


Question26.model_rebuild()
Question26Errors.model_rebuild()
Question26Warnings.model_rebuild()
Question26Info.model_rebuild()
