"""Which release of the hub this is, and of the packages that it runs on."""

from importlib.metadata import PackageNotFoundError, version

PACKAGE = "public-sector-open-source-hub"


def version_of(package: str) -> str | None:
    """The version of an installed package.

    None for one that is not, as the hub is where it runs from its source tree.
    """
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def hub_version() -> str:
    """The version of the hub; 0 where it is not installed."""
    return version_of(PACKAGE) or "0"
