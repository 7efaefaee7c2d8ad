"""Make the pictures of README from the running product on its own catalog."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.install import NO_BROWSER, find_browser

PORT = "8766"
ADDRESS = f"http://127.0.0.1:{PORT}"
IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
COMPARED = [
    "george-mason-university/ms-health-informatics",
    "dartmouth-college/ms-health-data-science",
    "university-of-new-england/ms-health-informatics",
]
PICTURES = {
    "find.png": "/programs/?delivery=online&degree=nursing",
    "compare.png": "/compare/?" + "&".join(f"program={path}" for path in COMPARED),
}
LARGEST_BYTES = 200_000


def main() -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "portal.launch"], env=os.environ | {"PORT": PORT}
    )
    try:
        wait_for_answer()
        take_pictures()
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for_answer() -> None:
    """Wait up to two minutes for the first answer: a new database is filled first."""
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz/").close()  # noqa: S310 - http
        except urllib.error.URLError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The server did not start.")


def take_pictures() -> None:
    executable = find_browser()
    if executable is None:
        raise SystemExit(NO_BROWSER)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=sandbox)
        for name, path in PICTURES.items():
            take_picture(browser, name, path)


def take_picture(browser: Browser, name: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(ADDRESS + path)
    page.screenshot(path=IMAGES / name)
    size = (IMAGES / name).stat().st_size
    if size > LARGEST_BYTES:
        raise SystemExit(f"{name} has {size} bytes, more than {LARGEST_BYTES}.")


if __name__ == "__main__":
    main()
