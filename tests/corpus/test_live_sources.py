"""The sources of the seeds that can be fetched read what their networks publish: copies of it in place
of a harvest, switched on.
"""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from loaders.directory import Entry, open_directory, read_directory
from schema.issues import Issue, IssueCode
from schema.records import Record

SEEDS = Path(__file__).parents[2] / "seeds"
PUBLISHED: dict[tuple[str, str], tuple[dict[str, str], dict[str, int], dict[str, int]]] = {
    ("floss-pso", "live-ospos"): (
        {"floss-pso/all_public_sector_ospos.facts.yaml": "all_public_sector_ospos.yaml"},
        {"ospo": 18},
        {"field-missing": 1},
    ),
    ("bluehats", "live-ospos"): (
        {"floss-pso/fr-public-sector-ospo.yml": "fr-public-sector-ospo.yml"},
        {"ospo": 9},
        {"personal-data": 1},
    ),
    ("bluehats", "live-lists"): (
        {
            "codegouvfr/comptes-organismes-publics.yml": "comptes-organismes-publics.yml",
            "codegouvfr/awesome-codegouvfr.yml": "awesome-codegouvfr.yml",
        },
        {"organisation": 387, "product": 20},
        {"field-duplicate": 7, "value-suspect": 24},
    ),
    ("bluehats", "live-sill"): (
        {"codegouvfr/sill/sill.json": "docs/sill.json"},
        {"product": 240},
        {"licence-deprecated": 76, "licence-unknown": 3, "url-invalid": 23},
    ),
    ("developers-italia", "live-software"): (
        {"publiccode/real/github-com-italia-18app.yml": "one.yml"},
        {"product": 1},
        {"field-deprecated": 4, "field-missing": 2, "licence-deprecated": 1},
    ),
    ("dpga", "live-products"): (
        {"dpga/nominees": "nominees"},
        {"product": 228, "organisation": 213},
        {"licence-deprecated": 9, "url-invalid": 16},
    ),
    ("munich", "live-software"): (
        {"munich/software": "software"},
        {"product": 141},
        {"licence-unknown": 39, "url-invalid": 8},
    ),
    ("os2", "live-ospo"): ({"floss-pso/dk-public-sector-ospo.yml": "dk-public-sector-ospo.yml"}, {"ospo": 1}, {}),
    ("os2", "live-publiccode"): (
        {"publiccode/real/OS2mo__os2mo.yml": "publiccode.yml"},
        {"product": 1},
        {"field-deprecated": 4, "value-suspect": 1},
    ),
    ("os2", "live-repositories"): (
        {"italia/api-responses/github_repo_response.json": "1/records.jsonl"},
        {"product": 1},
        {},
    ),
}
"""Network and source to the parts of the corpus that the source would fetch, by name in its folder.

The records and issues of them.
"""
SAME_KEYS = {
    ("floss-pso", "live-ospos"): 18,
    ("bluehats", "live-ospos"): 9,
    ("bluehats", "live-lists"): 11,
    ("developers-italia", "live-software"): 1,
    ("dpga", "live-products"): 69,
    ("munich", "live-software"): 141,
    ("os2", "live-publiccode"): 1,
}
"""How many of their records have a key that a row of the seeds has.

The comment beside `fetch` says whether there are any.
"""


@pytest.mark.parametrize(("network", "source"), PUBLISHED)
async def test_a_source_reads_what_its_network_publishes(corpus: Path, tmp_path: Path, network: str, source: str):
    parts, records, codes = PUBLISHED[network, source]
    root = shutil.copytree(SEEDS / network, tmp_path / network)
    fetched(root, source, corpus, parts)
    _leave_only_what_is_fetched(root / "network.yaml")
    read = await entries(root)
    assert dict(Counter(entry.kind for entry in read if isinstance(entry, Record))) == records
    assert dict(Counter(entry.code.value for entry in read if isinstance(entry, Issue))) == codes
    assert all(entry.place.url for entry in read if isinstance(entry, Record))


@pytest.mark.parametrize(("network", "source"), PUBLISHED)
async def test_rows_of_the_seeds_with_its_keys_count_first(corpus: Path, tmp_path: Path, network: str, source: str):
    root = shutil.copytree(SEEDS / network, tmp_path / network)
    before = [entry for entry in await entries(root) if isinstance(entry, Record)]
    fetched(root, source, corpus, PUBLISHED[network, source][0])
    after = await entries(root)
    duplicates = [entry for entry in after if isinstance(entry, Issue) and entry.code is IssueCode.KEY_DUPLICATE]
    assert len(duplicates) == SAME_KEYS.get((network, source), 0)
    stated = {(entry.kind, entry.key): entry.digest() for entry in after if isinstance(entry, Record)}
    assert all(stated[record.kind, record.key] == record.digest() for record in before)


def fetched(root: Path, source: str, corpus: Path, parts: dict[str, str]) -> None:
    """Copy parts of the corpus to where a harvest would put them."""
    for part, name in parts.items():
        origin, place = corpus / part, root / "fetched" / source / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, place)
        elif name.endswith(".jsonl"):
            place.write_text(json.dumps(json.loads(origin.read_text())) + "\n")
        else:
            shutil.copyfile(origin, place)


async def entries(root: Path) -> list[Entry]:
    """All that a seed directory gives."""
    manifest, issues = open_directory(root)
    assert manifest is not None, issues
    return [entry async for batch in read_directory(root, manifest) for entry in batch]


def _leave_only_what_is_fetched(manifest: Path) -> None:
    """As the comment beside each `fetch` says: what the network's seeds state of the same goes, once it is fetched."""
    stated = yaml.safe_load(manifest.read_text())
    stated["sources"] = [source for source in stated["sources"] if str(source["path"]).startswith("fetched/")]
    manifest.write_text(yaml.safe_dump(stated))
