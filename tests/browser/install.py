"""Find a Chromium and letters of usual width for the browser tests, or install them."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
APT = ["apt-get", "--quiet"]
INSTALL = ["install", "--yes", "--no-install-recommends"]
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install"]
NO_BROWSER = (
    "The browser tests need Chromium, and none could be found or installed: "
    "install it, or name its program in the variable CHROMIUM."
)


def find_browser() -> str | None:
    """Give the path of a Chromium that runs here, or None."""
    return next((path for path in candidates() if runs(path)), None)


def candidates() -> Iterator[str]:
    if named := os.environ.get("CHROMIUM"):
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield own


def runs(path: str) -> bool:
    """Tell whether a program starts: it may lack libraries of the system."""
    if not Path(path).is_file():
        return False
    version = subprocess.run(  # noqa: S603 - a browser's path, no shell
        [path, "--version"], capture_output=True, check=False
    )
    return version.returncode == 0


def ways_to_install() -> Iterator[list[list[str]]]:
    """Give the commands of each way, the one that leaves the system alone first."""
    yield [[*PLAYWRIGHT, "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        yield [
            [*APT, "update"],
            [*APT, *INSTALL, "chromium"],
        ]
        yield [[*PLAYWRIGHT, "--with-deps", "chromium"]]


def install_letters() -> None:
    """Install a typeface of usual width where a bare Debian has only a wide one.

    Sheets are laid out for the serif of common systems. DejaVu, a fifth wider, makes
    column heads so high that browsers print them once only.
    """
    matcher = shutil.which("fc-match")
    if matcher is None or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    serif = subprocess.run(  # noqa: S603 - a program of the system, no shell
        [matcher, "Times New Roman"], capture_output=True, text=True, check=False
    )
    if "DejaVu" in serif.stdout:
        run_all([[*APT, "update"], [*APT, *INSTALL, "fonts-liberation"]])


def run_all(commands: list[list[str]]) -> None:
    """Run each command, saying which; one that fails does not stop the others."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        sys.stdout.write(f"Installing what a browser needs: {shlex.join(command)}\n")
        sys.stdout.flush()
        subprocess.run(command, env=quiet, check=False)  # noqa: S603 - as above


def main() -> int:
    """Give the exit status: 1 when there is no browser in the end."""
    install_letters()
    if find_browser():
        return 0
    for commands in ways_to_install():
        run_all(commands)
        if find_browser():
            return 0
    sys.stderr.write(NO_BROWSER + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
