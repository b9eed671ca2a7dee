"""Which release of the hub this is."""

from importlib.metadata import PackageNotFoundError, version

PACKAGE = "public-sector-open-source-hub"


def hub_version() -> str:
    """The version of the installed package; 0 where the hub runs from its source tree without being installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "0"
