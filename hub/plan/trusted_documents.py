"""Documents that operators trust, as a server knows them: by hash, for clients that send nothing else, and counted."""

from collections import Counter, OrderedDict
from collections.abc import Collection, Mapping

from hub.plan.refusals import RefusalCode, RequestError

_REMEMBERED = 20_000
"""Requests whose answers are kept of which it is known what they ask for."""


class TrustedDocuments:
    """The documents by their hashes.

    alone: nothing else is answered, but for `own`, the hub's. used: uses that the store does not know yet.
    """

    def __init__(self, *, alone: bool = False, own: Collection[str] = ()) -> None:
        self.by_digest: Mapping[str, str] = {}
        self.used = Counter[str]()
        self.are_looked_at = alone
        """Whether it matters which document a request has."""
        self._alone = alone
        self._own = frozenset(own)
        self._digests: dict[str, str] = {}
        self._asked: OrderedDict[str, str] = OrderedDict()

    def replace(self, documents: Mapping[str, str]) -> None:
        """Take what is listed now. documents: by hash."""
        self.by_digest = dict(documents)
        self.are_looked_at = self._alone or bool(documents)
        self._digests = {document: digest for digest, document in documents.items()}

    def check(self, document: str) -> None:
        """Raise OPERATION_NOT_TRUSTED for what is not to be answered."""
        if self._alone and document not in self._digests and document not in self._own:
            message = "This hub answers only operations that its operators have listed."
            raise RequestError(RefusalCode.OPERATION_NOT_TRUSTED, message)

    def count(self, document: str) -> None:
        """One more use, if the document is listed. An operation is counted as it is answered: it may be begun twice."""
        if digest := self._digests.get(document):
            self.used[digest] += 1

    def remember(self, request: str, document: str) -> None:
        """Know what a request asks for whose answer may be sent again without being looked at. request: its ETag."""
        if digest := self._digests.get(document):
            self._asked[request] = digest
            if len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)

    def may_repeat(self, request: str) -> bool:
        """Whether an answer that was kept may be sent again; it is counted where it is to a listed document."""
        digest = self._asked.get(request)
        if digest in self.by_digest:
            self.used[str(digest)] += 1
            return True
        return not self._alone
