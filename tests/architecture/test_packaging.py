"""The project sets itself up anywhere: its lock, its make targets, and its package names."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"hub", "loaders", "schema", "scripts"}
PINNED = dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", LOCK, re.MULTILINE))
WITHOUT_PYTHON = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HUB_", "MAKE"))}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", name)[0]).lower()


def _write_stranger(folder: Path, name: str) -> None:
    """A package of another project that happens to have one of our names."""
    (folder / name).mkdir()
    text = "raise RuntimeError('the wrong one was imported')\n"
    (folder / name / "__init__.py").write_text(text, encoding="utf-8")


def _run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env=WITHOUT_PYTHON | env, capture_output=True, text=True, check=False)


def _assert_reported(result: subprocess.CompletedProcess[str], place: Path) -> None:
    assert result.returncode == 2, result.stderr
    assert f"The package `{place.name}` belongs in" in result.stderr
    assert str(place) in result.stderr
    assert "Traceback" not in result.stderr


def test_the_lock_names_no_registry():
    assert re.findall(r"https?:|file:|--index|--extra-index|--find-links|--trusted-host|@ ", LOCK) == []


def test_every_locked_package_has_an_exact_version_and_hashes():
    entries = re.split(r"\n(?=[A-Za-z0-9])", LOCK.split("\n", 1)[1])
    assert [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_lock_has_all_that_the_project_asks_for():
    asked = {_normal(one) for one in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]}
    assert sorted(asked - {_normal(name) for name in PINNED}) == []


def _publish(folder: Path, version: str) -> None:
    """Put a wheel of a package `stone` where uv looks for it."""
    folder.mkdir(exist_ok=True)
    info = f"stone-{version}.dist-info"
    with zipfile.ZipFile(folder / f"stone-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: stone\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.mark.skipif(find_spec("uv") is None, reason="uv is installed by the first `make lock`")
def test_locking_anew_takes_a_newer_version_only_if_asked_for(tmp_path: Path):
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "town"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["stone"]\n'
        "[project.optional-dependencies]\ndev = []\nexports = []\nmcp = []\ntelemetry = []\n"
    )
    (tmp_path / "requirements.lock").write_text("")
    shelf = tmp_path / "shelf"

    def lock(*arguments: str) -> str:
        command = ["/bin/sh", ROOT / "scripts" / "lock.sh", "--no-index", "--find-links", shelf, *arguments]
        done = _run(*command, cwd=tmp_path, UV_NO_CONFIG="1", UV_OFFLINE="1", UV_CACHE_DIR=str(tmp_path / "cache"))
        assert done.returncode == 0, done.stderr
        return (tmp_path / "requirements.lock").read_text()

    _publish(shelf, "1.0")
    first = lock()
    assert "stone==1.0" in first
    _publish(shelf, "2.0")
    assert lock() == first
    assert "stone==2.0" in lock("--upgrade")
    assert sorted(path.name for path in tmp_path.glob("requirements*")) == ["requirements.lock"]


def test_no_dependency_brings_a_package_called_as_one_of_ours():
    strangers = {
        f"{distribution.name}: {path.parts[0]}"
        for distribution in distributions()
        if _normal(distribution.name) != PROJECT["name"]
        for path in distribution.files or ()
        if path.parts[0] in OURS and path.suffix == ".py"
    }
    assert strangers == set()


@pytest.mark.parametrize("name", ["schema", "loaders"])
def test_a_package_of_another_project_under_one_of_our_names_is_reported_in_a_sentence(name: str, tmp_path: Path):
    _write_stranger(tmp_path, name)
    start = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; from hub.__main__ import main; main()"
    _assert_reported(_run(sys.executable, "-c", start, cwd=tmp_path), tmp_path / name)


def test_make_keeps_a_pythonpath_from_leading_to_another_schema(tmp_path: Path):
    _write_stranger(tmp_path, "schema")
    command = f"PYTHONPATH= {sys.executable} -m hub --version"
    assert "IN_VENV = PYTHONPATH= .venv/bin/python" in (ROOT / "Makefile").read_text(encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=ROOT,
        env=WITHOUT_PYTHON | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", ["scripts/setup.sh", "scripts/lock.sh"])
def test_scripts_are_plain_sh(path: str):
    assert subprocess.run(["/bin/sh", "-n", ROOT / path], capture_output=True, text=True, check=False).stderr == ""


def test_a_python_that_cannot_be_used_is_refused_in_words(tmp_path: Path):
    env = WITHOUT_PYTHON | {"PYTHON": "/bin/false"}
    done = subprocess.run(
        ["/bin/sh", ROOT / "scripts" / "setup.sh", "stamp"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "3.11 to 3.13" in done.stderr


def test_set_up_again_does_nothing_while_nothing_changed(tmp_path: Path):
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "setup.sh").write_text("echo set up >> calls\nmkdir -p .venv\n: > $1\n", encoding="utf-8")
    for _ in range(2):
        subprocess.run(["make", "setup"], cwd=tmp_path, env=WITHOUT_PYTHON, capture_output=True, check=True)
    assert (tmp_path / "calls").read_text(encoding="utf-8") == "set up\n"


def test_the_licence_is_stated():
    assert PROJECT["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")
