"""Automatic persisted queries, as Apollo's clients speak them: a hash in place of a document that
the hub has seen before.

A client sends `extensions: {persistedQuery: {version: 1, sha256Hash}}` without a query. Where the hash is
unknown it hears PersistedQueryNotFound and sends both; from then on the hash alone suffices, until other
documents have pushed it out.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.trusted_documents import TrustedDocuments

LARGEST = 8 * 1024 * 1024
"""Characters of all documents kept: what strangers can make the hub remember."""
_HASH = re.compile(r"[0-9a-f]{64}")


class PersistedQueries:
    """Documents by their SHA-256, the most recently used ones. most: how many; 0 turns persisted queries off.

    trusted: the documents that operators have listed; each is there by its hash, however many others are kept.
    """

    def __init__(self, most: int, largest: int = LARGEST, trusted: TrustedDocuments | None = None) -> None:
        self._most = most
        self._trusted = trusted or TrustedDocuments()
        self._largest = largest
        self._size = 0
        self._documents: OrderedDict[str, str] = OrderedDict()

    def document(self, query: str | None, extensions: Mapping[str, Any] | None) -> str | None:
        """The document that a request means; None where it has neither a query nor a hash. Raises `RequestError`."""
        extension = (extensions or {}).get("persistedQuery")
        if extension is None or (query and not self._most):
            return query
        if not query and (listed := self._trusted.by_digest.get(_digest(extension))):
            return listed
        if not self._most:
            raise RequestError(RefusalCode.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported")
        digest = _digest(extension)
        if query:
            self._register(digest, query)
            return query
        if digest not in self._documents:
            raise RequestError(RefusalCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")
        self._documents.move_to_end(digest)
        return self._documents[digest]

    def _register(self, digest: str, query: str) -> None:
        # surrogates, which JSON can escape, have no UTF-8; such a document hashes to something else and is refused
        if hashlib.sha256(query.encode(errors="replace")).hexdigest() != digest:
            message = "The query does not match the sha256Hash that was sent with it."
            raise RequestError(RefusalCode.BAD_REQUEST, message, "Send the SHA-256 of the query's UTF-8 text in hex.")
        self._size += len(query) - len(self._documents.pop(digest, ""))
        self._documents[digest] = query
        while len(self._documents) > self._most or self._size > self._largest:
            _, oldest = self._documents.popitem(last=False)
            self._size -= len(oldest)

    def __len__(self) -> int:
        return len(self._documents)


def _digest(extension: Any) -> str:
    """The hash of `persistedQuery`, in lower case."""
    digest = extension.get("sha256Hash") if isinstance(extension, Mapping) and extension.get("version") == 1 else None
    if not isinstance(digest, str) or not _HASH.fullmatch(digest.lower()):
        message = "extensions.persistedQuery is not of the form {version: 1, sha256Hash}."
        raise RequestError(RefusalCode.BAD_REQUEST, message, "Send version 1 and 64 hexadecimal digits.")
    return digest.lower()
