"""The GraphQL surface, derived from kinds and predicates. `SCHEMA` is the schema that graphql-core
executes, `sdl()` its text.
"""

from schema.graphql.surface import SCHEMA, sdl

__all__ = ["SCHEMA", "sdl"]
