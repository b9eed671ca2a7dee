"""The sources of the seeds that can be fetched read what their networks publish: copies of it in place of a harvest, switched on."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from loaders.directory import open_directory, read_directory
from schema.issues import Issue
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
"""Network and source to the parts of the corpus that the source would fetch, by name in its folder; the records and issues of them."""


@pytest.mark.parametrize(("network", "source"), PUBLISHED)
async def test_a_source_reads_what_its_network_publishes(corpus: Path, tmp_path: Path, network: str, source: str):
    parts, records, codes = PUBLISHED[network, source]
    root = shutil.copytree(SEEDS / network, tmp_path / network)
    for part, name in parts.items():
        origin, place = corpus / part, root / "fetched" / source / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, place)
        elif name.endswith(".jsonl"):
            place.write_text(json.dumps(json.loads(origin.read_text())) + "\n")
        else:
            shutil.copyfile(origin, place)
    _leave_only_what_is_fetched(root / "network.yaml")
    manifest, issues = open_directory(root)
    assert manifest is not None, issues
    read = [entry async for batch in read_directory(root, manifest) for entry in batch]
    assert dict(Counter(entry.kind for entry in read if isinstance(entry, Record))) == records
    assert dict(Counter(entry.code.value for entry in read if isinstance(entry, Issue))) == codes
    assert all(entry.place.url for entry in read if isinstance(entry, Record))


def _leave_only_what_is_fetched(manifest: Path) -> None:
    """As the comment beside each `fetch` says: what the network's seeds state of the same goes, once it is fetched."""
    stated = yaml.safe_load(manifest.read_text())
    stated["sources"] = [source for source in stated["sources"] if str(source["path"]).startswith("fetched/")]
    manifest.write_text(yaml.safe_dump(stated))
