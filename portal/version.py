import re
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
HEADING = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


def read_version(changelog: str) -> str:
    """Read the newest version ("0.1.0") from the text of CHANGELOG.md.

    Raises ValueError when the text has no heading of the form "## 0.1.0".
    """
    heading = HEADING.search(changelog)
    if heading is None:
        raise ValueError("CHANGELOG.md has no heading with a version.")
    return heading[1]
