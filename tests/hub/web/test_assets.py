import json
import re
from pathlib import Path

import pytest

from hub.web.assets import ROOT, SOURCES, STAMP, bundle, is_bundled

TOOL = "#!/bin/sh\n{}\n"
MAKES_BUNDLE = 'mkdir -p "$2" && echo made > "$2/graphiql.js"'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for source in SOURCES:
        path = tmp_path / "checkout" / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="ascii")
    return tmp_path / "checkout"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts small programs in the place of node and npm."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")

    def put(**programs: str) -> None:
        for name, program in programs.items():
            (folder / name).write_text(TOOL.format(program), encoding="ascii")
            (folder / name).chmod(0o755)

    return put


@pytest.fixture
def without_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


def test_without_node_one_sentence_says_that_all_else_works(checkout, without_node):
    assert bundle(checkout, checkout / "out").startswith("GraphiQL needs node and npm, which are not installed")
    assert not is_bundled(checkout / "out")


def test_outside_a_checkout_nothing_is_tried(tmp_path):
    assert bundle(tmp_path, tmp_path / "out").startswith("GraphiQL is bundled in a checkout only")


def test_npm_and_node_make_the_bundle_once(checkout, tools):
    tools(npm="exit 0", node=MAKES_BUNDLE)
    folder = checkout / "out" / "graphiql"
    assert bundle(checkout, folder) == "GraphiQL is bundled."
    assert (folder / "graphiql.js").read_text(encoding="ascii") == "made\n"
    assert bundle(checkout, folder) == "GraphiQL is bundled already."


def test_another_lock_makes_it_anew(checkout, tools):
    tools(npm="exit 0", node=MAKES_BUNDLE)
    bundle(checkout, checkout / "out")
    (checkout / "package-lock.json").write_text("newer", encoding="ascii")
    assert bundle(checkout, checkout / "out") == "GraphiQL is bundled."


@pytest.mark.parametrize(
    "programs",
    [
        {"npm": "echo npm error offline >&2; exit 1", "node": MAKES_BUNDLE},
        {"npm": "exit 0", "node": "echo Error: too old >&2; exit 1"},
    ],
)
def test_a_failure_is_one_sentence_and_keeps_the_bundle_before(programs, checkout, tools):
    tools(npm="exit 0", node=MAKES_BUNDLE)
    bundle(checkout, checkout / "out")
    (checkout / "package-lock.json").write_text("newer", encoding="ascii")
    tools(**programs)
    said = bundle(checkout, checkout / "out")
    assert said.startswith("GraphiQL could not be bundled (")
    assert "error" in said.lower()
    assert "\n" not in said
    assert is_bundled(checkout / "out")
    assert (checkout / "out" / STAMP).is_file()


def test_a_bundler_that_makes_nothing_is_a_failure_too(checkout, tools):
    tools(npm="exit 0", node="exit 0")
    assert bundle(checkout, checkout / "out").startswith("GraphiQL could not be bundled (")


def test_the_lock_has_digests_and_no_address():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert "://" not in text
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


def test_every_dependency_is_named_in_one_exact_version():
    versions = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"].values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_the_sources_of_the_bundle_name_no_host():
    assert not [source for source in SOURCES if "://" in (ROOT / source).read_text(encoding="utf-8")]
