"""What makes the graph a subgraph that gateways can put together with others (Apollo Federation 2,
subgraph specification).
"""

from schema.graphql.custom_scalars import Representation
from schema.graphql.dynamic import Argument, field, many, object_type, root_field, union_type
from schema.graphql.entity_types import ENTITY_TYPES

KEYS = ("id", "slug", "url")
"""The fields by each of which another subgraph may name an entity, the surest first."""
SDL_FIELD, ENTITIES_FIELD = "_service", "_entities"
_SERVICE = object_type("_Service", "This graph as gateways read it.", [field("sdl", str, "Its schema, with its keys.")])
_ENTITY = union_type("_Entity", "What another subgraph may refer to by a key.", ENTITY_TYPES)
SUBGRAPH_FIELDS = [
    root_field(SDL_FIELD, _SERVICE, "The schema of this graph for gateways that put several graphs together."),
    root_field(
        ENTITIES_FIELD,
        many(_ENTITY | None),
        "Up to 1,000 entities as other subgraphs name them, in the order of the representations; null if a key leads to"
        " none or to several.",
        [Argument("representations", list[Representation], "The type and one key of each.", ...)],
    ),
]
GATEWAY_TYPES = frozenset({"_Service", "_Entity", "_Any"})
"""Types that gateways know by themselves, and do not want to be told of."""
