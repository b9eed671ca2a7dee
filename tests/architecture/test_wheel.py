"""The wheel, built and installed in an environment of its own: complete, runnable, and in nobody's way (ADR 0010)."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
HOME = "public_sector_open_source_hub"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
PACKAGES = ("hub", "loaders", "schema")
STARTS = 120
"""Times that a server which is starting is asked, half a second apart."""


@dataclass(frozen=True)
class Installation:
    """A fresh environment with the wheel in it, and the directory that its commands run in."""

    wheel: Path
    environment: Path
    folder: Path

    @property
    def site_packages(self) -> Path:
        return next(self.environment.glob("lib/python*/site-packages"))

    def env(self, **variables: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HUB_"))}
        return kept | {"HUB_DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / 'hub.db'}"} | variables

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        program, *arguments = command
        return subprocess.run(
            [self.environment / "bin" / program, *arguments],
            cwd=self.folder,
            env=self.env(**variables),
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Built by the tree's own hatchling and installed without a network.

    The dependencies are those of the tests' environment.
    """
    folder = tmp_path_factory.mktemp("wheel")
    _call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist")
    installation = Installation(next((folder / "dist").glob("*.whl")), folder / "env", folder)
    python = installation.environment / "bin" / "python"
    _call(sys.executable, "-m", "venv", "--without-pip", installation.environment)
    _call(
        sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", installation.wheel
    )
    # Only now, so that pip does not take the editable installation there for one that it has to replace.
    (installation.site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return installation


def _call(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_takes_one_name_and_it_is_the_projects_own(installed: Installation):
    assert {name.partition("/")[0] for name in zipfile.ZipFile(installed.wheel).namelist()} == {
        HOME,
        f"{HOME}-{VERSION}.dist-info",
    }


def test_every_file_of_the_three_packages_is_in_the_wheel(installed: Installation):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PACKAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tracked = {f"{HOME}/{name}" for name in listed.stdout.splitlines() if (ROOT / name).is_file()}
    assert len(tracked) > 200
    assert sorted(tracked - set(zipfile.ZipFile(installed.wheel).namelist())) == []


def test_the_bundle_of_graphiql_is_in_the_wheel_where_it_was_made(installed: Installation):
    bundle = ROOT / ".assets" / "graphiql"
    files = {f"{HOME}/.assets/graphiql/{path.relative_to(bundle)}" for path in bundle.rglob("*") if path.is_file()}
    assert sorted(files - set(zipfile.ZipFile(installed.wheel).namelist())) == []


def test_the_installed_hub_loads_a_seed_directory(installed: Installation):
    assert "Usage: hub" in installed.run("hub", "--help").stdout
    assert installed.run("hub", "--version").stdout == f"{VERSION}\n"
    shutil.copytree(ROOT / "seeds" / "os2", installed.folder / "seeds" / "os2")
    loaded = installed.run("hub", "load", "seeds")
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    assert '"network": "os2"' in installed.run("hub", "networks", "--json").stdout
    assert installed.run("hub", "schema", "--check").returncode == 0


def test_the_installed_hub_serves(installed: Installation):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [installed.environment / "bin" / "hub", "serve", "--no-load", "--port", str(port)]
    server = subprocess.Popen(command, cwd=installed.folder, env=installed.env(), stderr=subprocess.PIPE, text=True)
    try:
        assert _get(f"http://127.0.0.1:{port}/health", server) == 200
        assert _get(f"http://127.0.0.1:{port}/", server) == 200
    finally:
        server.terminate()
        _, log = server.communicate()
    assert "Traceback" not in log


def _get(url: str, server: subprocess.Popen[str]) -> int:
    for _ in range(STARTS):
        assert server.poll() is None, server.stderr and server.stderr.read()
        try:
            return httpx.get(url, trust_env=False, timeout=60).status_code
        except httpx.ConnectError:
            time.sleep(0.5)
    pytest.fail(f"{url} does not answer")


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_of_another_project_under_one_of_our_names_does_no_harm(
    name: str, installed: Installation, tmp_path: Path
):
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("raise RuntimeError('the wrong one')\n", encoding="utf-8")
    shutil.copytree(tmp_path / name, installed.site_packages / name)
    try:
        result = installed.run("hub", "schema", "--check", PYTHONPATH=str(tmp_path))
    finally:
        shutil.rmtree(installed.site_packages / name)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("name", PACKAGES)
def test_one_that_is_imported_before_the_hub_starts_is_reported_in_a_sentence(
    name: str, installed: Installation, tmp_path: Path
):
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").touch()
    start = f"import {name}; from {HOME}.__main__ import main; main()"
    result = installed.run("python", "-c", start, PYTHONPATH=str(tmp_path))
    assert result.returncode == 2
    assert result.stderr.startswith(
        f"hub: The package `{name}` belongs in {installed.site_packages.resolve() / HOME}, but"
    )
    assert str(tmp_path / name) in result.stderr
    assert "Traceback" not in result.stderr


def test_the_script_of_a_checkout_finds_the_packages_of_the_checkout(tmp_path: Path):
    start = [sys.executable, ROOT / "scripts" / "wheel" / HOME / "__main__.py", "schema", "--check"]
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub" / "__init__.py").write_text("raise RuntimeError('the wrong one')\n", encoding="utf-8")
    done = subprocess.run(
        start, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
