"""What harvesting prints with --json."""

from dataclasses import dataclass

from hub.harvest.job_history import Job
from hub.load.report_documents import LoadOutcome


@dataclass(frozen=True)
class HarvestDocument:
    """What a harvest did to each source, and the loads that followed, or would.

    off: sources whose fetching is off, as network/source. waiting: those whose servers want to be
    left alone, and until when.
    """

    command: str
    written: bool
    harvests: list[Job]
    off: list[str]
    waiting: dict[str, str]
    loads: list[LoadOutcome]
