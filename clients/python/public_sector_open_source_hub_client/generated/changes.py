from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import ChangeAction


class Changes(BaseModel):
    changes: "ChangesChanges"


class ChangesChanges(BaseModel):
    total_count: int = Field(alias="totalCount")
    page_info: "ChangesChangesPageInfo" = Field(alias="pageInfo")
    nodes: list["ChangesChangesNodes"]


class ChangesChangesPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


class ChangesChangesNodes(BaseModel):
    revision: int
    at: str
    action: ChangeAction
    entity_id: str = Field(alias="entityId")
    name: str


Changes.model_rebuild()
ChangesChanges.model_rebuild()
