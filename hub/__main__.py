"""Start of the command line: `python -m hub` in a checkout, or the script `hub`
(scripts/wheel), which runs this file.
"""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("hub", "loaders", "schema")
"""Names that packages of other projects have too, so each is looked at before anything is imported from it."""


def main() -> None:
    """Run the command line and exit with its code.

    With code 2 where its own packages or its dependencies are not found.
    """
    if problem := next(filter(None, map(_stranger, PACKAGES)), None) or _missing_dependencies():
        sys.stderr.write(f"hub: {problem}\n")
        raise SystemExit(2)
    try:
        from hub.cli.running import run  # noqa: PLC0415 - only once `hub` is known to be ours

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while it is still being imported
        code = 130
    raise SystemExit(code)


def _stranger(name: str) -> str | None:
    """What to say where the package of another project, or none, answers to the name of one of ours."""
    spec = importlib.util.find_spec(name)
    place = Path(spec.origin).resolve() if spec and spec.origin else None
    if place is not None and place.parent == ROOT / name:
        return None
    where = f"was found at {place}" if place else "was not found"
    hint = f"Run `python -m hub` in {ROOT}, or uninstall the other package `{name}` from this environment."
    return f"The package `{name}` belongs in {ROOT}, but {where}.\n  → {hint}"


def _missing_dependencies() -> str | None:
    if importlib.util.find_spec("typer") is not None:
        return None
    hint = f"Run `make setup` in {ROOT}, then `.venv/bin/python -m hub`."
    return f"The packages that the hub needs are not installed for {sys.executable}.\n  → {hint}"


if __name__ == "__main__":
    main()
