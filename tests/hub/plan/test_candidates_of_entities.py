async def test_each_pair_that_waits_is_listed_by_both_of_its_entities(ask):
    """Over the seeds; the root field `candidates` says which pairs wait."""
    pair = "{ left { id } right { id } score }"
    found = await ask(f"{{ candidates(first: 100) {{ nodes {pair} }} }}")
    for waiting in found["data"]["candidates"]["nodes"]:
        ends = [waiting[end]["id"].removeprefix("rec_") for end in ("left", "right")]
        of_ends = await ask(
            f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Entity {{ candidates {pair} }} }} }}", ids=ends
        )
        for entity in of_ends["data"]["nodes"]:
            assert waiting in entity["candidates"]
            assert entity["candidates"] == sorted(entity["candidates"], key=lambda one: -one["score"])
