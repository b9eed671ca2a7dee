"""What the lines of running loads say (`hub.load.announcing`), and which of them are news."""

from typing import Any


def progress_of(line: str) -> dict[str, Any]:
    """Stage, done, total, network and step of a line."""
    stage, done, total, network, step = [*line.split(" ", 4), *[""] * 5][:5]
    numbers = {"done": int(done or 0), "total": int(total or 0) or None}
    return {"stage": stage, **numbers, "network": network or None, "step": step or None}


class RunningLoad:
    """What is to be reported of loads while they run.

    network: the only one that is followed; None: all. line: known already, and maybe outdated.
    """

    def __init__(self, network: str | None, line: str | None = None) -> None:
        self._followed = network
        self._line = line
        self._network: str | None = None
        """Of the load that was reported and is not over."""
        self._stored: str | None = None

    def news(self, line: str | None) -> dict[str, Any] | None:
        """What is to be reported now that a line stands there; None: nothing."""
        progress = progress_of(line) if line else {"network": None}
        network = progress["network"]
        if self._network is not None and network != self._network:
            ended, self._network = self._network, None
            return {"network": ended, "stage": "ENDED"}
        if line is None or line == self._line or self._followed not in {None, network}:
            return None
        # a line can outlive its load for a moment
        if network == self._stored and progress["stage"] != "READING":
            return None
        self._line, self._network, self._stored = line, network, None
        return progress

    def stored(self, network: str | None) -> dict[str, Any]:
        """What is to be reported of a load that was stored: nothing more follows of it."""
        self._stored, self._network = network, None
        return {"network": network, "stage": "STORED"}
