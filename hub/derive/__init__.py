"""All that follows from records and judgements: match keys, matches, clusters, entities, edges, mentions, changes."""
