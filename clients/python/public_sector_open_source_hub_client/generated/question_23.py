from typing import Optional

from .base_model import BaseModel
from .enums import ProvenanceRule


class Question23(BaseModel):
    product: Optional["Question23Product"]


class Question23Product(BaseModel):
    provenance: list["Question23ProductProvenance"]


class Question23ProductProvenance(BaseModel):
    field: str
    value: str
    won: bool
    rule: ProvenanceRule
    path: Optional[str]
    line: Optional[int]
    network: Optional["Question23ProductProvenanceNetwork"]


class Question23ProductProvenanceNetwork(BaseModel):
    slug: str
    licence: str


Question23.model_rebuild()
Question23Product.model_rebuild()
Question23ProductProvenance.model_rebuild()
