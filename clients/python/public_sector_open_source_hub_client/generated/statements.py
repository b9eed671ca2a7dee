from typing import Literal, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import KindName


class Statements(BaseModel):
    lookup: list[Optional["StatementsLookup"]]


class StatementsLookup(BaseModel):
    typename__: Literal[
        "Entity", "Event", "NewsItem", "Organisation", "Ospo", "Product"
    ] = Field(alias="__typename")
    id: str
    kind: KindName
    name: str
    identifiers: list["StatementsLookupIdentifiers"]
    provenance: list["StatementsLookupProvenance"]
    records: list["StatementsLookupRecords"]


class StatementsLookupIdentifiers(BaseModel):
    scheme: str
    value: str


class StatementsLookupProvenance(BaseModel):
    field: str
    value: str
    won: bool
    network: Optional["StatementsLookupProvenanceNetwork"]
    path: Optional[str]
    line: Optional[int]
    url: Optional[str]


class StatementsLookupProvenanceNetwork(BaseModel):
    slug: str


class StatementsLookupRecords(BaseModel):
    id: str
    name: Optional[str]
    network: "StatementsLookupRecordsNetwork"
    path: str
    line: Optional[int]
    url: Optional[str]


class StatementsLookupRecordsNetwork(BaseModel):
    slug: str


Statements.model_rebuild()
StatementsLookup.model_rebuild()
StatementsLookupProvenance.model_rebuild()
StatementsLookupRecords.model_rebuild()
