"""The columns that most tables are made of."""

from typing import Any

from sqlalchemy import JSON, Integer
from sqlmodel import Field

from schema.kinds.facts import SORTED_TEXT


def text_column(*, primary_key: bool = False, index: bool = False) -> Any:
    """A column of text that sorts by code point."""
    return Field(sa_type=SORTED_TEXT, primary_key=primary_key, index=index)


def optional_text(*, index: bool = False) -> Any:
    """A column of text that may be null."""
    return Field(default=None, sa_type=SORTED_TEXT, nullable=True, index=index)


def number_column(*, primary_key: bool = False, index: bool = False) -> Any:
    """A column of whole numbers."""
    return Field(sa_type=Integer, primary_key=primary_key, index=index)


def optional_number(*, index: bool = False) -> Any:
    """A column of whole numbers that may be null."""
    return Field(default=None, sa_type=Integer, nullable=True, index=index)


def json_column() -> Any:
    """A column of JSON that is always there."""
    return Field(sa_type=JSON)
