"""What is released: the files for those who run the hub, the bill of materials, and releasing itself, tried in
a repository of its own.
"""

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts.packaging.bill_of_materials import bill
from scripts.packaging.containerfile import instructions
from scripts.packaging.locked import at_run_time, lock_text, locked, requirements
from scripts.packaging.release import check_number, dated, numbered, release

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
DAY = date(2026, 11, 27)


def test_an_image_has_what_the_lock_pins_and_nothing_of_the_tests():
    pinned = locked(requirements(lock_text()))
    assert {"starlette", "greenlet", "mcp", "pyarrow"} <= pinned.keys()
    assert pinned.keys().isdisjoint({"pytest", "hypothesis", "mypy", "ruff", "hatchling"})
    assert all(package.digests for package in pinned.values())
    assert re.findall(r"https?:|file:|--index|@ ", requirements(lock_text())) == []


def test_the_bill_of_materials_names_every_package_and_is_the_same_each_time(tmp_path: Path):
    wheel = tmp_path / "hub.whl"
    wheel.write_bytes(b"a wheel")
    text = bill(wheel, "0.2.0", lock_text(), 1_800_000_000)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == bill(wheel, "0.2.0", lock_text(), 1_800_000_000)
    stated = json.loads(text)
    assert {one["name"] for one in stated["components"]} == set(at_run_time(locked(lock_text())))
    assert stated["metadata"]["component"]["version"] == "0.2.0"
    assert stated["metadata"]["timestamp"].startswith("2027-01-15")
    edges = {one["ref"]: one.get("dependsOn", []) for one in stated["dependencies"]}
    [sqlmodel] = [ref for ref in edges if ref.startswith("sqlmodel@")]
    assert any(other.startswith("sqlalchemy@") for other in edges[sqlmodel])


def test_the_image_runs_without_root_on_a_file_system_that_nobody_writes():
    steps = instructions((DEPLOY / "Containerfile").read_text(encoding="utf-8"))
    words = [word for word, _ in steps]
    [user] = [rest for word, rest in steps if word == "USER"]
    assert not user.startswith(("root", "0"))
    assert words.index("USER") < words.index("ENTRYPOINT")
    [health] = [rest for word, rest in steps if word == "HEALTHCHECK"]
    assert "/livez" in health
    after = steps[len(words) - words[::-1].index("FROM") :]
    assert "RUN" not in [word for word, _ in after], "what is built is built before, and only copied"


def test_the_compose_file_starts_the_hub_beside_postgresql():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    hub = services["hub"]
    assert hub["read_only"]
    assert hub["cap_drop"] == ["ALL"]
    assert hub["environment"]["HUB_DATABASE_URL"].startswith("postgresql+asyncpg://hub:${HUB_DATABASE_PASSWORD}@store/")
    assert hub["depends_on"] == {"store": {"condition": "service_healthy"}}
    assert (DEPLOY / hub["build"]["context"] / hub["build"]["dockerfile"]).is_file()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_the_unit_is_one_that_systemd_takes(tmp_path: Path):
    unit = (DEPLOY / "hub.service").read_text(encoding="utf-8")
    path = tmp_path / "hub.service"
    path.write_text(unit.replace("/opt/hub/bin/hub", shutil.which("true") or ""), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True, check=False)
    about_it = [line for line in done.stderr.splitlines() if "hub.service" in line]
    assert (done.returncode, about_it) == (0, []), done.stderr


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_no_file_names_a_registry(path: Path):
    assert re.findall(r"\b[\w-]+(?:\.[\w-]+)+/[\w-]+/[\w-]+|index-url", path.read_text(encoding="utf-8")) == []


def test_a_release_needs_a_later_version_and_something_to_say():
    for version in ("", "zero", "0.1.0", "0.0.9", "0.3.0"):
        with pytest.raises(ValueError, match=r"version|later"):
            check_number(version, "0.1.0", {"v0.3.0"})
    check_number("0.2.0", "0.1.0", {"v0.1.0"})
    with pytest.raises(ValueError, match="nothing"):
        dated("# Changelog\n\n## Unreleased\n\n## 0.1.0 (2026-01-01)\n\n* Old.\n", "0.2.0", DAY)
    assert dated("# Changelog\n\n## Unreleased\n\n* New.\n", "0.2.0", DAY) == (
        "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-11-27)\n\n* New.\n"
    )
    assert 'version = "0.2.0"' in numbered((ROOT / "pyproject.toml").read_text(encoding="utf-8"), "0.2.0")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n* New.\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "town"\nversion = "0.1.0"\n', encoding="utf-8")
    (tmp_path / "Makefile").write_text("fine:\n\t@true\nbroken:\n\t@false\n", encoding="utf-8")
    for command in (
        ["init", "--quiet"],
        ["config", "user.name", "T"],
        ["config", "user.email", "t@t.example"],
        ["add", "."],
        ["commit", "--quiet", "--message", "First"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def test_a_release_is_one_commit_and_its_tag(repository: Path):
    assert release(repository, "0.2.0", DAY, ("fine",)) == "v0.2.0"
    assert "## 0.2.0 (2026-11-27)" in (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    said = subprocess.run(
        ["git", "log", "--format=%s %D"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout
    assert said.startswith("Version 0.2.0 HEAD")
    assert "tag: v0.2.0" in said
    with pytest.raises(ValueError, match="later"):
        release(repository, "0.2.0", DAY, ())


def test_a_release_that_fails_a_check_leaves_everything_as_it_was(repository: Path):
    before = (repository / "CHANGELOG.md").read_bytes()
    with pytest.raises(subprocess.CalledProcessError):
        release(repository, "0.2.0", DAY, ("fine", "broken"))
    assert (repository / "CHANGELOG.md").read_bytes() == before
    assert subprocess.run(["git", "tag"], cwd=repository, check=True, capture_output=True).stdout == b""
    (repository / "CHANGELOG.md").write_text("changed", encoding="utf-8")
    with pytest.raises(ValueError, match="not committed"):
        release(repository, "0.2.0", DAY, ("fine",))
