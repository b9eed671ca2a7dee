"""Archives from strangers: what holds a seed directory is unpacked, whatever else they hold is refused
and leaves nothing outside.
"""

import io
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hub.errors import HubError
from hub.load.seed_archives import MOST_BYTES, unpacked

GOOD = {"network.yaml": b"network: north\n", "data/rows.csv": b"key\n1\n"}


def tarred(files: dict[str, bytes], mode: str = "w:gz", more: Callable[[tarfile.TarFile], None] | None = None) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=mode) as tar:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        if more:
            more(tar)
    return written.getvalue()


def zipped(files: dict[str, bytes], **members: int) -> bytes:
    """members: the external attributes of further members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for name, attributes in members.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = attributes << 16
            archive.writestr(member, "/etc/passwd")
    return written.getvalue()


def of_type(type_: bytes, name: str = "more") -> Callable[[tarfile.TarFile], None]:
    def add(tar: tarfile.TarFile) -> None:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = type_, "/etc/passwd"
        tar.addfile(member)

    return add


def unpack(content: bytes, folder: Path, most_bytes: int = MOST_BYTES) -> Path:
    archive, into = folder / "archive", folder / "outer" / "into"
    archive.write_bytes(content)
    into.mkdir(parents=True)
    return unpacked(archive, into, most_bytes)


@pytest.mark.parametrize("pack", [lambda files: tarred(files, "w"), tarred, zipped], ids=["tar", "tar.gz", "zip"])
@pytest.mark.parametrize("top", ["", "./", "north/"])
def test_a_seed_directory_is_found_at_the_top_or_in_one_folder(
    tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes], top: str
):
    files = {f"{top}{name}": content for name, content in GOOD.items()} | {"__MACOSX/._x": b"", ".DS_Store": b""}
    found = unpack(pack(files), tmp_path)
    assert {str(path.relative_to(found)): path.read_bytes() for path in found.rglob("*") if path.is_file()} == GOOD


def _long_header() -> tarfile.TarInfo:
    member = tarfile.TarInfo("x")
    member.pax_headers = {"comment": "x" * 3_000_000}
    return member


EVIL = {
    "traversal": tarred({**GOOD, "../evil": b"x"}),
    "traversal within": tarred({**GOOD, "a/../../evil": b"x"}),
    "absolute": tarred({**GOOD, "/tmp/evil": b"x"}),  # noqa: S108 - never written
    "backslash": zipped({**GOOD, "..\\evil": b"x"}),
    "zip traversal": zipped({**GOOD, "../evil": b"x"}),
    "control character": tarred({**GOOD, "a\nb": b"x"}),
    "long name": tarred({**GOOD, "a" * 300: b"x"}),
    "deep": tarred({**GOOD, "a/" * 30 + "b": b"x"}),
    "twice": tarred({**GOOD, "./network.yaml": b"x"}),
    "file as a folder": tarred({**GOOD, "network.yaml/x": b"x"}),
    "symbolic link": tarred(GOOD, more=of_type(tarfile.SYMTYPE)),
    "hard link": tarred(GOOD, more=of_type(tarfile.LNKTYPE)),
    "device": tarred(GOOD, more=of_type(tarfile.CHRTYPE)),
    "fifo": tarred(GOOD, more=of_type(tarfile.FIFOTYPE)),
    "zip link": zipped(GOOD, more=0o120777),
    "two networks": tarred({"a/network.yaml": b"", "b/network.yaml": b""}),
    "no manifest": tarred({"a.csv": b"x"}),
    "beside the seeds": tarred({"north/network.yaml": b"", "judgements.jsonl": b""}),
    "nothing": b"",
    "no archive": b"network: north\n" * 100,
    "cut": tarred(GOOD)[:-30],
    "cut zip": zipped(GOOD)[:-30],
    "gzip of nothing": b"\x1f\x8b\x08\0\0\0\0\0\0\0",
    "large header": tarred(GOOD, more=lambda tar: tar.addfile(_long_header())),
}


@pytest.mark.parametrize("content", EVIL.values(), ids=list(EVIL))
def test_whatever_else_an_archive_holds_is_refused_and_nothing_stands_outside(tmp_path: Path, content: bytes):
    with pytest.raises(HubError, match="The archive is refused"):
        unpack(content, tmp_path)
    outside = {path.name for path in tmp_path.iterdir()} | {path.name for path in (tmp_path / "outer").iterdir()}
    assert outside == {"archive", "outer", "into"}
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))


def test_what_a_mac_packs_beside_the_seed_directory_is_no_reason_to_refuse_it(tmp_path: Path):
    files = {"north/network.yaml": b"network: north\n", "north/.DS_Store": b"", ".DS_Store": b""}
    packed = zipped(files | {"__MACOSX/north/._network.yaml": b"", "__MACOSX/._north": b""})
    assert unpack(packed, tmp_path).name == "north"


def test_files_beside_the_seed_directory_are_named(tmp_path: Path):
    with pytest.raises(HubError, match=r"'judgements.jsonl', 'other/notes.txt'"):
        unpack(tarred({"north/network.yaml": b"", "other/notes.txt": b"", "judgements.jsonl": b""}), tmp_path)


@pytest.mark.parametrize("pack", [tarred, zipped])
def test_what_is_large_unpacked_is_refused_while_it_is_written(tmp_path: Path, pack):
    bomb = pack({**GOOD, "zeros": bytes(10_000_000)})
    assert len(bomb) < 100_000
    with pytest.raises(HubError, match="too large unpacked"):
        unpack(bomb, tmp_path, 1_000_000)
    assert sum(path.stat().st_size for path in tmp_path.rglob("zeros")) <= 1_000_000


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["tar", "tar.gz", "zip"]), st.integers(0, 3000), st.binary(min_size=1, max_size=8))
@example("zip", 244, b"\x01")
@example("zip", 405, b"\x00")  # a file without a name
def test_a_damaged_archive_is_unpacked_or_refused_in_words(tmp_path_factory, form: str, place: int, damage: bytes):
    content = {"tar": lambda: tarred(GOOD, "w"), "tar.gz": lambda: tarred(GOOD), "zip": lambda: zipped(GOOD)}[form]()
    place %= len(content)
    folder = tmp_path_factory.mktemp("damaged")
    with suppress(HubError):
        assert (unpack(content[:place] + damage + content[place + len(damage) :], folder) / "network.yaml").is_file()
    assert {path.name for path in (folder / "outer").iterdir()} == {"into"}
