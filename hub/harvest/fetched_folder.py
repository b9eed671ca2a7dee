"""`fetched/` of a seed directory: put together beside it and then put in its place, in one step, so that
no load sees half of it.
"""

import ctypes
import errno
import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from loaders.fetch_model import FETCHED
from loaders.fetched import STATE, FetchedState

STAGING = ".fetching"
_FORMER = ".fetching/former"
_HERE = -100
_EXCHANGE = 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


@contextmanager
def staged(root: Path) -> Iterator[Path]:
    """An empty folder in which to put together what is to become `fetched/`.

    Gone at the end, as is what a harvest that was killed left.
    """
    _restore(root)
    shutil.rmtree(root / STAGING, ignore_errors=True)
    new = root / STAGING / "new"
    new.mkdir(parents=True)
    try:
        yield new
    finally:
        shutil.rmtree(root / STAGING, ignore_errors=True)


def link_all(former: Path, folder: Path) -> None:
    """Have a folder hold the files of another, without copying their bytes."""
    if former.is_dir():
        shutil.copytree(former, folder, copy_function=os.link, dirs_exist_ok=True)


def is_same(left: Path, right: Path) -> bool:
    """Whether two folders hold the same files."""
    names = [_names(left), _names(right)]
    return names[0] == names[1] and not any(
        filecmp.cmpfiles(left, right, names[0], shallow=False)[index] for index in (1, 2)
    )


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def install(root: Path, new: Path, state: FetchedState) -> None:
    """Put a folder in the place of `fetched/`, its state with it."""
    (new / Path(STATE).name).write_bytes(_written(state))
    (new / ".gitignore").write_text("*\n", encoding="utf-8")  # what is others' is in nobody's history but theirs
    fetched = root / FETCHED
    if not fetched.exists():
        new.rename(fetched)
        return
    try:
        _exchange(new, fetched)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
            raise
        # a file system that cannot exchange two folders: `_restore` mends what is cut short here
        fetched.rename(root / _FORMER)
        new.rename(fetched)


def note(root: Path, state: FetchedState) -> None:
    """Write what is known of the files where none of them has changed."""
    (root / FETCHED).mkdir(exist_ok=True)
    new = root / f"{STATE}.new"
    new.write_bytes(_written(state))
    new.replace(root / STATE)


def _written(state: FetchedState) -> bytes:
    return msgspec.json.format(msgspec.json.encode(state, order="sorted"), indent=1) + b"\n"


def _exchange(left: Path, right: Path) -> None:
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if rename(_HERE, os.fsencode(left), _HERE, os.fsencode(right), _EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(right))


def _restore(root: Path) -> None:
    """Undo half an exchange."""
    if (root / _FORMER).is_dir() and not (root / FETCHED).exists():
        (root / _FORMER).rename(root / FETCHED)
