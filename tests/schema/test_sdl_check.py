"""What `make sdl` finds: breaking changes since a tag, and published operations that no longer validate."""

import subprocess
from pathlib import Path

from graphql import build_schema

from scripts.documents import ROOT
from scripts.sdl import SDL, breaking_changes, documented, invalid, last_tag, unannounced

OLD = "type Query { network(slug: String): Network } type Network { homepage: String }"
NEW = "type Query { network(slug: String!): Network } type Network { url: String }"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def released(folder: Path) -> Path:
    (folder / SDL).parent.mkdir(parents=True)
    (folder / SDL).write_text(OLD, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


def test_without_a_tag_there_is_nothing_to_break(tmp_path):
    assert last_tag(released(tmp_path)) is None


def test_what_a_client_of_the_tag_may_no_longer_find_is_told_unless_the_changelog_names_it(tmp_path):
    git(released(tmp_path), "tag", "v1")
    assert last_tag(tmp_path) == "v1"
    changes = breaking_changes(tmp_path, "v1", NEW)
    assert len(changes) == 2
    assert any("Network.homepage" in change for change in changes)
    assert unannounced(changes, "## Unreleased\n\n* nothing\n") == changes
    told = "## Unreleased\n\n* `Network.homepage` is `Network.url`\n\n## 1.0\n\n* `Query.network`\n"
    assert unannounced(changes, told) == [change for change in changes if "Network.homepage" not in change]
    assert breaking_changes(tmp_path, "v1", OLD) == []


def test_every_published_operation_validates_and_a_stale_one_is_told():
    schema = build_schema((ROOT / SDL).read_text(encoding="utf-8"))
    operations = list(documented(ROOT))
    assert len(operations) > 15
    assert invalid(schema, iter(operations)) == []
    assert invalid(schema, iter([("page", "{ network { homepage } }")])) != []
