"""The pictures of docs/design.md: `make screenshots` takes them of a hub that runs, by default
http://127.0.0.1:8000, with Chromium.
"""

import argparse
import os
import shutil
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from scripts.documents import ROOT

FOLDER = ROOT / "docs" / "design"
_HEIGHT = 900
Shot = tuple[str, str, int, Literal["light", "dark"]]
SHOTS: tuple[Shot, ...] = (
    ("entrance", "/", 1280, "light"),
    ("list", "/products?network=os2", 1280, "light"),
    ("record", "/organisations/ospo-alliance", 1280, "light"),
    ("sources", "/organisations/ospo-alliance#comparison", 1280, "light"),
    ("agenda", "/events?lang=da", 1280, "dark"),
    ("path", "/path?from=organisations/aarhus-kommune&to=organisations/european-commission", 1280, "light"),
    ("narrow", "/products/os2mo?lang=fr", 390, "dark"),
)
"""Name of the picture, address, width in pixels, scheme."""


def take(browser: Browser, root: str, shot: Shot) -> None:
    """Take one picture: the first screen of a page."""
    name, address, width, scheme = shot
    context = browser.new_context(
        viewport={"width": width, "height": _HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{root}{address}")
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main() -> None:
    """Take all pictures."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("root", nargs="?", default="http://127.0.0.1:8000", help="the address of the hub")
    root = reading.parse_args().root
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"))
        for shot in SHOTS:
            take(browser, root, shot)
            print(FOLDER / f"{shot[0]}.png")
        browser.close()


if __name__ == "__main__":
    main()
