"""Whatever happens to a file of a snapshot, it is that file which is named."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.errors import HubError
from hub.load import load_all
from hub.snapshots import snapshots_of, verified
from hub.snapshots.snapshot_tables import snapshot_tables
from schema.kinds import KINDS

FILES = sorted(
    [f"{table.name}.{form}" for table in snapshot_tables(0) for form in ("csv", "jsonl", "parquet")]
    + [f"{kind.plural}.ttl" for kind in KINDS]
    + ["exchange.jsonl", "README.md", "QUALITY.md", "CHANGELOG.md", "CITATION.cff", "quality.json", "datapackage.json"]
    + ["croissant.json", "ro-crate-metadata.json", "manifest.json", "SHA256SUMS"]
)


@pytest.fixture
async def snapshot(sqlite_store, folders, tmp_path, take) -> Path:
    await load_all(sqlite_store, folders)
    return (await take(sqlite_store, tmp_path / "out")).path


def damaged(snapshot: Path) -> list[str]:
    return [damage.path for damage in verified(snapshot).damages]


def test_a_snapshot_is_what_its_manifest_says(snapshot):
    assert sorted(path.name for path in snapshot.iterdir()) == FILES
    assert verified(snapshot).damages == ()
    assert verified(snapshot).files == len(FILES)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(name=st.sampled_from(FILES), place=st.integers(0, 10**9), other=st.integers(1, 255))
def test_one_changed_byte_is_found_wherever_it_is(snapshot, name, place, other):
    whole = (snapshot / name).read_bytes()
    if not whole:
        return
    at = place % len(whole)
    try:
        (snapshot / name).write_bytes(whole[:at] + bytes([whole[at] ^ other]) + whole[at + 1 :])
        # where the sums change the digest of the manifest, either of the two can be the damaged one
        expected = {name} if name != "SHA256SUMS" else {"SHA256SUMS", "manifest.json"}
        assert damaged(snapshot)
        assert set(damaged(snapshot)) <= expected
    finally:
        (snapshot / name).write_bytes(whole)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(snapshot, name):
    (snapshot / name).unlink()
    assert damaged(snapshot) == [name]


def test_a_file_that_is_not_of_the_snapshot_is_named(snapshot):
    (snapshot / "extra.csv").write_text("x")
    assert damaged(snapshot) == ["extra.csv"]


def test_a_manifest_that_was_made_to_fit_a_changed_file_is_found(snapshot):
    manifest, old = snapshot / "manifest.json", verified(snapshot)
    assert old.damages == ()
    text = manifest.read_text()
    digest = text.partition('"path": "records.csv"')[2].partition('"sha256": "')[2][:64]
    manifest.write_text(text.replace(digest, "0" * 64))
    assert damaged(snapshot) == ["manifest.json"]


def test_a_directory_means_all_snapshots_in_it(snapshot, tmp_path):
    other = snapshot.with_name("1-2020-01-01")
    shutil.copytree(snapshot, other)
    (other / "manifest.json").unlink()
    assert snapshots_of(snapshot.parent) == sorted([snapshot, other])
    assert snapshots_of(snapshot) == [snapshot]
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(HubError, match="is not a snapshot"):
            snapshots_of(path)
