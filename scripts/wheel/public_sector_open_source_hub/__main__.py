"""Start of the installed hub: the script `hub`, or `python -m public_sector_open_source_hub`."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE if (HERE / "hub").is_dir() else HERE.parents[2]
"""Where `hub`, `loaders` and `schema` lie: in this package where it is installed, at the root of a checkout."""


def main() -> None:
    """Put our packages before all others of their names, then start the command line, which
    checks that they were found.
    """
    sys.path.insert(0, str(HOME))
    # By its path: a `hub` that is imported already would answer to its name.
    runpy.run_path(str(HOME / "hub" / "__main__.py"), run_name="__main__")


if __name__ == "__main__":
    main()
