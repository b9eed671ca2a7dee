"""Start of the command line: `python -m hub`, or the script `hub`."""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEIGHBOURS = ("schema", "loaders")


def main() -> None:
    """Run the command line and exit with its code; with code 2 where its packages are not the ones beside it, or not installed."""
    for name in NEIGHBOURS:
        if stranger := _stranger(name):
            sys.stderr.write(stranger)
            raise SystemExit(2)
    if importlib.util.find_spec("typer") is None:
        sys.stderr.write(
            f"hub: The packages that the hub needs are not installed for {sys.executable}.\n  → Run `make setup` in {ROOT}, then `.venv/bin/python -m hub`.\n"
        )
        raise SystemExit(2)
    from hub.cli.running import run  # noqa: PLC0415 - only once its neighbours are known to be ours

    raise SystemExit(run(sys.argv[1:]))


def _stranger(name: str) -> str | None:
    """What to tell if a package of another project answers to the name of one of ours."""
    found = importlib.util.find_spec(name)
    place = Path(found.origin).resolve() if found and found.origin else None
    if place is not None and place.parent == ROOT / name:
        return None
    where = f"was found at {place}" if place else "was not found"
    hint = f"run `python -m hub` in {ROOT}, or uninstall the other package `{name}` from this environment"
    return f"hub: The package `{name}` belongs beside `hub` in {ROOT}, but {where}.\n  → {hint[0].upper()}{hint[1:]}.\n"


if __name__ == "__main__":
    main()
