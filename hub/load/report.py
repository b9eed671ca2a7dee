"""What a load did, for the operator."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hub.derive.changes import Join
from hub.identity.pairs.matching import PairCounts
from hub.load.graph_diff import GraphDiff
from hub.load.renamed_keys import RenamedKey
from loaders.progress import Progress
from schema.issues import Issue, IssueCode, Severity

ISSUE_LIMIT = 10_000
WITHDRAWN_LIMIT = 1_000
Status = Literal["accepted", "unchanged", "rejected"]


@dataclass(slots=True)
class Counts:
    """Records of one kind in one load.

    read: found in the files; withdrawn: no longer in them; kept: stored from files that cannot be read now, or that
    list only a part, or of a load that was rejected.
    """

    read: int = 0
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    rejected: int = 0
    kept: int = 0

    @property
    def held(self) -> int:
        """What the network still has of the kind."""
        return self.read + self.kept

    @property
    def is_changed(self) -> bool:
        """Whether any record came, went or has another value."""
        return bool(self.added or self.changed or self.withdrawn)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record that is no longer in its source, and where it last was."""

    kind: str
    key: str
    name: str | None
    path: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Turnover:
    """Of the records of one kind from one file how many went with a load, were added and stayed."""

    path: str
    kind: str
    gone: int
    added: int
    stayed: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of what follows the reading. done and total count what it walks, where that is known."""

    network: str
    name: str
    done: int = 0
    total: int = 0


OnLoadProgress = Callable[[Progress | Step], None]


@dataclass(slots=True)
class LoadReport:
    """The outcome of one load.

    status: accepted (stored), unchanged (nothing new) or rejected (too bad to be stored; what an
    earlier load stored stays).
    revision: of this load, or the newest one where it wrote nothing. counts: by kind, rejected rows of
    unknown kind under `row`.
    joined, withdrawn: the first 1,000 each; what a rejected load misses is not withdrawn, but listed all the same.
    issues: the first 10,000; issue_counts: all, by code. seconds: wall clock.
    rows: records read. missing: how many there are of what `withdrawn` lists. renamed: keys that look renamed;
    renamed_line: how the manifest would say so. graph: what a rehearsed load would do to the graph; None of others.
    pairs: what became of the pairs of records that matching found worth a look.
    """

    network: str
    status: Status = "unchanged"
    revision: int = 0
    counts: dict[str, Counts] = field(default_factory=dict)
    joined: list[Join] = field(default_factory=list)
    withdrawn: list[Withdrawn] = field(default_factory=list)
    missing: int = 0
    renamed: list[RenamedKey] = field(default_factory=list)
    renamed_line: str | None = None
    issues: list[Issue] = field(default_factory=list)
    issue_counts: Counter[IssueCode] = field(default_factory=Counter)
    errors: int = 0
    issues_digest: str = ""
    seconds: float = 0.0
    rows: int = 0
    graph: GraphDiff | None = None
    pairs: PairCounts = field(default_factory=PairCounts)

    def of(self, kind: str) -> Counts:
        """The counts of a kind."""
        return self.counts.setdefault(kind, Counts())

    def add_issue(self, issue: Issue) -> None:
        """Count an issue and, among the first, keep it."""
        self.issue_counts[issue.code] += 1
        self.errors += issue.severity is Severity.ERROR
        if len(self.issues) < ISSUE_LIMIT:
            self.issues.append(issue)
        if issue.code in _REJECTING:
            self.of("row").rejected += 1

    def reject(self, stored: Mapping[str, int]) -> None:
        """Have nothing come of the load. stored: records by kind that stay."""
        self.status = "rejected"
        self._claim_nothing(stored)

    def keep(self, stored: Mapping[str, int]) -> None:
        """Have nothing come of the load, nor be missed. stored: records by kind that stay."""
        self._claim_nothing(stored)
        self.withdrawn, self.missing, self.renamed = [], 0, []

    def leave_store(self) -> None:
        """Name the revision that stands, the one before: nothing of the load is written."""
        self.revision -= 1

    def _claim_nothing(self, stored: Mapping[str, int]) -> None:
        for kind in self.counts.keys() | stored.keys():
            former = self.of(kind)
            self.counts[kind] = Counts(read=former.read, rejected=former.rejected, kept=stored.get(kind, 0))

    def replace_issues(self, code: IssueCode, issues: Sequence[Issue]) -> None:
        """Have other issues of a code that rejects nothing instead of those there are."""
        self.errors -= sum(issue.severity is Severity.ERROR for issue in self.issues if issue.code is code)
        self.issues = [issue for issue in self.issues if issue.code is not code]
        del self.issue_counts[code]
        for issue in issues:
            self.add_issue(issue)


_REJECTING = {IssueCode.KEY_MISSING, IssueCode.KEY_DUPLICATE, IssueCode.NAME_MISSING, IssueCode.ROW_SHAPE}
