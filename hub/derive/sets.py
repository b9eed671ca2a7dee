"""The sets that the steps from records to changes hand on to each other. They live in the database, so
that memory stays bounded.

A step takes sets as arguments and gives sets back; those of the last part live within one step only.
"""

from hub.store.id_sets import SetDeclaration, TableDeclaration

# What a load or a judgement hands to `derive`.
TOUCHED = SetDeclaration("touched", "records that a load added, changed or withdrew", "load.staging")
FORMER_KEYS = TableDeclaration(
    "former_key",
    "match keys of records that a load changed or withdrew, as they were",
    "load.staging",
    like="match_key",
)

FORMER_EDGES = TableDeclaration(
    "former_edge", "edges as they were before a load that is rehearsed", "load.graph_diff", like="relation"
)

# What the steps of `derive` hand on.
AFFECTED = SetDeclaration(
    "affected", "touched records, those matched anew because of them, and those that a judgement names", "matches"
)
RECLUSTERED = SetDeclaration(
    "reclustered", "records that were clustered anew; beside them the entity that each had", "clusters", beside="former"
)
ENTITIES = SetDeclaration(
    "entities", "entities to compose anew: those that reclustered records were of or are of", "derivation"
)
ENDS = SetDeclaration("ends", "entities at the ends of edges that came, went or changed", "derivation")
TARGETS = SetDeclaration(
    "targets", "what references call the entities and their records, as they were and as they are", "renaming"
)
SPEAKING = SetDeclaration("speaking", "records whose statements were read anew", "edges")
EDGES = SetDeclaration("edges", "edges and unresolved ends of which some record says something else now", "derivation")

# What lives within one step.
SEEN = SetDeclaration("seen", "records that the files of this load state", "load.staging")
CHANGING = SetDeclaration("changing", "records of a batch that say something else now", "load.staging")
UNREAD = SetDeclaration("unread", "paths of files that could not be read whole", "load.staging")
GONE = SetDeclaration("gone", "records that are in no file any more", "load.staging")
UNLISTED = SetDeclaration("unlisted", "records that are in no file any more but stay", "load.windows")
UNKEYED = SetDeclaration("unkeyed", "live records without match keys", "match_keys")
SHARING = SetDeclaration("sharing", "records of one family that share a match key with some", "match_keys")
MET = SetDeclaration("met", "match keys, as decimal numbers, whose holders are looked up", "match_keys")
ALTERED = SetDeclaration("altered", "records of one family whose matches are made anew", "matches")
COMPARED = SetDeclaration("compared", "records of one family that are in a pair to be weighed", "matches")
JUDGED = SetDeclaration(
    "judged", "records that a judgement names; beside them the other record", "clusters", beside="mate", is_unique=False
)
REGION = SetDeclaration("region", "live records that the affected ones can come together with or part from", "clusters")
FRONTIER = SetDeclaration("frontier", "records of the region whose neighbours were not looked at yet", "clusters")
NEARBY = SetDeclaration("nearby", "neighbours of the frontier", "clusters")
LINKED = SetDeclaration("linked", "records of the region that a match or judgement connects", "clusters")
BATCH = SetDeclaration("batch", "entities that are written together", "entities.writing")
OUTDATED = SetDeclaration("outdated", "entities of a batch whose rows are replaced or removed", "entities.writing")
SLUGS = SetDeclaration("slugs", "slugs, without endings, that entities came to, left or share", "entities.writing")
DOCUMENTED = SetDeclaration("documented", "entities of a batch with new words for search", "entities.search_index")
FOLLOWING = SetDeclaration("following", "entities of which another value may now follow", "derived_values")
DERIVING = SetDeclaration("deriving", "entities of one kind whose values are derived anew", "derived_values")
WANTED = SetDeclaration("wanted", "spellings of labels that a batch of statements refers to", "ends")
NAMESAKES = SetDeclaration("namesakes", "entities that go by one of the wanted spellings", "ends")
STATING = SetDeclaration("stating", "speaking records that are live and state something", "edges")
SCANNED = SetDeclaration("scanned", "press records whose texts are read anew", "mentions")
PRESS = SetDeclaration("press", "press records that are not scanned yet", "mentions")
