"""What serving, and asking for the schema that is served, print with --json."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ServedDocument:
    """Where the hub answers."""

    host: str
    port: int
    graphql: str
    command: Literal["serve"] = "serve"


@dataclass(frozen=True)
class SdlDocument:
    """The GraphQL schema. up_to_date: with --check, whether the committed file is."""

    sdl: str
    up_to_date: bool | None = None
    command: Literal["schema"] = "schema"
