"""Operations that operators trust: listed in the store by the hash of their documents, read from the files
that clients are built with.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import orjson
from graphql import GraphQLError, OperationDefinitionNode, parse

from hub.errors import ErrorCode, HubError
from hub.operators.audit import write_entry
from hub.operators.tokens import moment
from hub.store import Database
from hub.store.operator_tables import TrustedOperationRow

_COLUMNS = "digest, name, document, added_at, uses, last_used_at"
_ORDER = "ORDER BY name, digest"


class ListedOperation(TypedDict):
    """What is shown of an operation. fits: whether the schema of this hub still has all that it asks for."""

    hash: str
    name: str
    added_at: str
    uses: int
    last_used_at: str | None
    fits: bool


@dataclass(frozen=True, slots=True)
class TrustedOperation:
    """A document with its SHA-256.

    name: of the operations in it. uses: answers to it, as far as servers have written them.
    """

    digest: str
    name: str
    document: str
    added_at: str = ""
    uses: int = 0
    last_used_at: str | None = None


def digest_of(document: str) -> str:
    """The hash by which clients name a document: SHA-256 of its UTF-8 text, in hexadecimal digits."""
    return hashlib.sha256(document.encode(errors="replace")).hexdigest()


def read_operations(path: Path) -> list[TrustedOperation]:
    """The documents in a file: a document of GraphQL is one, a manifest of JSON (Apollo's, Relay's,
    graphql-codegen's) has several. Raises `HubError`.
    """
    try:
        text = path.read_text(encoding="utf-8")
        documents = _listed(orjson.loads(text)) if path.suffix == ".json" else {digest_of(text): text}
    except (OSError, UnicodeDecodeError, orjson.JSONDecodeError) as error:
        raise _unusable(path, f"cannot be read: {error}") from error
    if not documents:
        raise _unusable(path, "has no operations")
    for stated, document in documents.items():
        if stated.removeprefix("sha256:").lower() != digest_of(document):
            raise _unusable(path, f"states {stated[:80]} for a document whose SHA-256 is {digest_of(document)}")
    return [TrustedOperation(digest_of(document), _name(path, document), document) for document in documents.values()]


async def add_operations(database: Database, operations: list[TrustedOperation]) -> list[TrustedOperation]:
    """List operations; those that were not listed before, in their order."""
    async with database.write() as tx:
        known = {row[0] for row in await tx.rows("SELECT digest FROM trusted_operation")}
        new = list({one.digest: one for one in operations if one.digest not in known}.values())
        at = moment()
        rows = [
            {
                "digest": one.digest,
                "name": one.name,
                "document": one.document,
                "added_at": at,
                "uses": 0,
                "last_used_at": None,
            }
            for one in new
        ]
        await tx.insert(TrustedOperationRow, rows)
        if new:
            await write_entry(tx, at, "operations", "added", detail=[one.digest for one in new])
    return new


async def remove_operation(database: Database, digest: str) -> None:
    """List an operation no more.

    digest: its hash, or as much of the beginning as tells it from the others. Raises `HubError`.
    """
    async with database.write() as tx:
        listed = [row[0] for row in await tx.rows("SELECT digest FROM trusted_operation")]
        meant = [one for one in listed if one.startswith(digest.lower())]
        if len(meant) != 1:
            message = (
                f"There {'is no operation' if not meant else 'are several operations'} whose hash begins with"
                f" {digest[:64]}."
            )
            raise HubError(ErrorCode.OPERATION_UNKNOWN, message, "`hub operations list` shows their hashes.")
        await tx.run("DELETE FROM trusted_operation WHERE digest = :digest", digest=meant[0])
        await write_entry(tx, moment(), "operations", "removed", detail=meant)


async def trusted_operations(database: Database) -> list[TrustedOperation]:
    """All that are listed, by name."""
    rows = await database.fetch_rows(f"SELECT {_COLUMNS} FROM trusted_operation {_ORDER}")
    return [TrustedOperation(*row) for row in rows]


async def count_uses(database: Database, uses: Mapping[str, int]) -> None:
    """Add to the uses of operations, by their hashes."""
    at = moment()
    entries = [{"digest": digest, "uses": number, "at": at} for digest, number in sorted(uses.items())]
    async with database.write() as tx:
        await tx.run_for_each(
            "UPDATE trusted_operation SET uses = uses + :uses, last_used_at = :at WHERE digest = :digest", entries
        )


def _listed(manifest: Any) -> dict[str, str]:
    """The documents of a manifest by their stated hashes."""
    if isinstance(manifest, dict) and isinstance(manifest.get("operations"), list):
        found = {one.get("id"): one.get("body") for one in manifest["operations"] if isinstance(one, dict)}
    else:
        found = manifest if isinstance(manifest, dict) else {}
    return {key: text for key, text in found.items() if isinstance(key, str) and isinstance(text, str)}


def _name(path: Path, document: str) -> str:
    """The names of the operations in a document. Raises `HubError` for what is none."""
    try:
        nodes = parse(document, max_tokens=20_000).definitions
    except GraphQLError as error:
        raise _unusable(path, f"has a document that is not GraphQL: {error.message.rstrip('.')}") from error
    operations = [node for node in nodes if isinstance(node, OperationDefinitionNode)]
    if not operations:
        raise _unusable(path, "has a document without an operation")
    return " ".join(node.name.value if node.name else "(without a name)" for node in operations)


def _unusable(path: Path, why: str) -> HubError:
    hint = "Name a .graphql file with documents as clients send them, or a .json manifest that lists them by SHA-256."
    return HubError(ErrorCode.FILE_UNUSABLE, f"{path} {why}.", hint)
