"""What crosses the networks: overlap, paths, neighbours."""

from schema.graphql.dynamic import field, object_type, reference
from schema.graphql.list_types import PAGE
from schema.graphql.network_types import NETWORK
from schema.graphql.record_types import KIND_NAME, RELATION_FACTS
from schema.graphql.vocabulary_enums import PREDICATE

OVERLAP_CELL = object_type(
    "OverlapCell",
    "How many entities of one kind two networks share.",
    [
        field("left", NETWORK, "The first of the two networks by slug."),
        field("right", NETWORK, "The second of the two networks by slug."),
        field("kind", KIND_NAME, "The kind."),
        field("count", int, "How many entities of the kind both networks state."),
    ],
)
OVERLAP = object_type(
    "Overlap",
    "The entities that two or more networks state.",
    [
        field("matrix", list[OVERLAP_CELL], "Counts by pair of networks and kind."),
        field(
            "entities",
            reference("EntityConnection"),
            "The shared entities; those in the most networks come first.",
            PAGE,
        ),
    ],
)
PATH_STEP = object_type(
    "PathStep",
    "One step of a path between entities.",
    [
        field("predicate", PREDICATE, "The predicate of the relation followed."),
        field("outward", bool, "True where the step leads from the subject of the relation to its object."),
        field("node", reference("Entity"), "The entity that the step leads to."),
        *RELATION_FACTS,
    ],
)
PATH = object_type(
    "Path",
    "A shortest path between two entities.",
    [
        field("length", int, "The number of steps."),
        field("start", reference("Entity"), "The entity where the path starts."),
        field("steps", list[PATH_STEP], "The steps, in order."),
    ],
)
NEIGHBOUR = object_type(
    "Neighbour",
    "An entity near another one.",
    [
        field("distance", int, "How many steps away it is, from 1."),
        field("node", reference("Entity"), "The entity."),
    ],
)
RELATION = object_type(
    "Relation",
    "A relation between two entities, as all records together state it.",
    [
        field("predicate", PREDICATE, "The predicate of the relation."),
        field("subject", reference("Entity"), "The subject of the relation."),
        field("object", reference("Entity"), "The object of the relation; `statements` has what records call it."),
        *RELATION_FACTS,
    ],
)
NEIGHBOURS = object_type(
    "Neighbours",
    "The entities around one entity.",
    [
        field("totalCount", int, "How many entities there are within the depth."),
        field("nodes", list[NEIGHBOUR], "The nearest ones, by distance, then id."),
        field(
            "edges",
            list[RELATION],
            "The relations between these nodes, and between them and the entity itself: the first by name of their"
            " subjects, at most five for each entity asked for, or 500.",
        ),
        field("edgeCount", int, "How many such relations there are in all."),
    ],
)
