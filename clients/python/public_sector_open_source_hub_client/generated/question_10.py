from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName


class Question10(BaseModel):
    changes: "Question10Changes"


class Question10Changes(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["Question10ChangesNodes"]


class Question10ChangesNodes(BaseModel):
    revision: int
    kind: KindName
    name: str
    fields: list["Question10ChangesNodesFields"]


class Question10ChangesNodesFields(BaseModel):
    field: str
    from_: Optional[str] = Field(alias="from")
    to: Optional[str]
    records: list["Question10ChangesNodesFieldsRecords"]


class Question10ChangesNodesFieldsRecords(BaseModel):
    network: "Question10ChangesNodesFieldsRecordsNetwork"
    path: str
    line: Optional[int]


class Question10ChangesNodesFieldsRecordsNetwork(BaseModel):
    slug: str


Question10.model_rebuild()
Question10Changes.model_rebuild()
Question10ChangesNodes.model_rebuild()
Question10ChangesNodesFields.model_rebuild()
Question10ChangesNodesFieldsRecords.model_rebuild()
