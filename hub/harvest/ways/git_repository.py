"""`git`: the newest state of a repository, through the `git` command: shallow, without links or submodules, only
the files that are wanted.

A rewritten history is nothing special: what counts is the state, and each is fetched without its past. git connects to
the address that was checked (`http.curloptResolve`) and follows no redirects, so that it is led nowhere else.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hub.harvest.errands import Errand, digest_of
from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.host_rules import require_private_way
from loaders.globbing import is_named

_LOOK = 0.5
"""Seconds between two looks at how large the repository has become."""
_LONGEST_MESSAGE = 300


async def fetch(errand: Errand) -> None:
    """Write the wanted files of the newest commit; nothing is transferred where it is that of last time."""
    command = shutil.which("git")
    if command is None:
        raise NotFetchedError(
            "the `git` command is missing: install git (apt-get install git, apk add git) and harvest again"
        )
    address, branch = errand.fetch.address, errand.fetch.branch or "HEAD"
    git = [command, *await _settings(errand)]
    listed = (await _run(errand, [*git, "ls-remote", address, branch])).split()
    if not listed:
        raise NotFetchedError(f"the repository has no {branch}")
    note = errand.state.notes.get(address)
    if note == _wish(errand, listed[0], errand.former):
        _keep_all(errand)
        return
    with tempfile.TemporaryDirectory(prefix="hub-git-") as folder:
        chosen = ["--branch", errand.fetch.branch] if errand.fetch.branch else []
        clone = ["clone", "--quiet", "--depth=1", "--single-branch", "--no-tags", *chosen, address, "repository"]
        await _run(errand, [*git, *clone], Path(folder))
        count = await _take(errand, git, Path(folder) / "repository")
    if not count:
        raise NotFetchedError(f"the repository has no file that `paths` names: {', '.join(errand.fetch.paths)}")
    errand.state.notes[address] = _wish(errand, listed[0], errand.folder)


def _wish(errand: Errand, commit: str, folder: Path) -> str:
    """What was taken: the commit, the globs, as other globs take other files of it, and the files
    as they lie in a folder.
    """
    files = digest_of(
        "".join(f"{name}\0{digest_of((folder / name).read_bytes())}\0" for name in _names(folder)).encode()
    )
    return " ".join([commit, *sorted(errand.fetch.paths), files])


async def _settings(errand: Errand) -> list[str]:
    host = await errand.client.manners.hosts.checked(errand.fetch.address)
    require_private_way(host, errand.secret())
    bracketed = f"[{host.address}]" if ":" in host.address else host.address
    stated = {
        "protocol.allow": "never",
        f"protocol.{host.scheme}.allow": "always",
        "http.followRedirects": "false",
        "http.curloptResolve": f"{host.host}:{host.port}:{bracketed}",
        "http.userAgent": errand.client.manners.agent,
        "http.proxy": "",
        "core.symlinks": "false",
        "core.hooksPath": "/dev/null",
        "credential.helper": "",
        "transfer.fsckObjects": "true",
    }
    return [part for name, value in stated.items() for part in ("-c", f"{name}={value}")]


def _environment(errand: Errand) -> dict[str, str]:
    """No settings of the machine, no questions.

    A credential by the environment, where no list of processes shows it.
    """
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "TMPDIR", "SSL_CERT_FILE"}}
    fixed = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "HOME": "/nonexistent",
    }
    secret = errand.secret()
    header = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "http.extraHeader"} if secret else {}
    return kept | fixed | header | ({"GIT_CONFIG_VALUE_0": f"Authorization: Bearer {secret}"} if secret else {})


async def _run(errand: Errand, command: Sequence[str], folder: Path | None = None) -> str:
    """What a command of git says. Raises `NotFetchedError` where it fails, takes too long or fetches too much."""
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=_environment(errand), stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe
    )
    try:
        async with asyncio.timeout(errand.client.manners.seconds):
            said, complained = await _watched(errand, running, folder)
    except TimeoutError:
        raise NotFetchedError(f"git took longer than {errand.client.manners.seconds:g} seconds") from None
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()
    if running.returncode:
        lines = complained.decode(errors="replace").strip().splitlines() or [f"it ended with {running.returncode}"]
        raise NotFetchedError(f"git: {lines[-1][:_LONGEST_MESSAGE]}")
    return said.decode(errors="replace")


async def _watched(errand: Errand, running: asyncio.subprocess.Process, folder: Path | None) -> tuple[bytes, bytes]:
    """Wait for a process whose folder must not grow beyond the bound."""
    talking = asyncio.ensure_future(running.communicate())
    while not (await asyncio.wait([talking], timeout=_LOOK))[0]:
        if folder is not None and _size(folder) > errand.client.manners.size:
            talking.cancel()
            raise NotFetchedError(f"the repository is more than {errand.client.manners.size} bytes")
    return talking.result()


def _size(folder: Path) -> int:
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(parent) / name).lstat().st_size
            except OSError:  # git has renamed it meanwhile
                continue
    return total


async def _take(errand: Errand, git: Sequence[str], repository: Path) -> int:
    """Write the wanted files as they are, for git vouches that they are whole; how many.

    Links and submodules are none.
    """
    listed = await _run(errand, [*git, "ls-tree", "-r", "-z", "HEAD"], repository)
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    names = [name for mode, _, name in entries if mode.startswith("100")]
    wanted = [name for name in names if any(is_named(name, glob) for glob in errand.fetch.paths)]
    for name in wanted:
        content = (repository / name).read_bytes()
        errand.received += len(content)
        errand.put(name, content)
    return len(wanted)


def _keep_all(errand: Errand) -> None:
    """Keep every file from last time."""
    for name in _names(errand.former):
        errand.keep(name)


def _names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
