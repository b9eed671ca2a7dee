"""What examining the store prints with --json."""

from dataclasses import dataclass
from typing import Literal

from hub.review.soundness import Check


@dataclass(frozen=True)
class SoundnessDocument:
    """Whether the store is sound. repaired_by: the revision that rebuilt what differed."""

    sound: bool
    repaired_by: int | None
    checks: list[Check]
    command: Literal["doctor"] = "doctor"
