"""What the bearer of a token may do, and for which networks."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST = 3650
"""Days for which a token may hold."""


class Right(StrEnum):
    """What a token allows.

    load: push the seeds of a network; judge: give verdicts on pairs of records; read: see the audit log and the
    files of seeds as they are;
    webhooks: see what webhooks were sent, and have it sent again.
    """

    LOAD = "load"
    JUDGE = "judge"
    READ = "read"
    WEBHOOKS = "webhooks"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one token allows.

    token: its id; networks: None for all; seal: the secret with which the sign-ins of its bearer are sealed.
    """

    token: str
    name: str
    rights: frozenset[Right]
    networks: frozenset[str] | None
    seal: bytes = field(repr=False)

    def covers(self, networks: Collection[str]) -> bool:
        """Whether it is for at least one of some networks."""
        return self.networks is None or not self.networks.isdisjoint(networks)
