"""Compile requirements/*.txt from pyproject.toml, or check that they are up to date."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOCKS = {"run.txt": [], "dev.txt": ["--group", "dev"]}


def main() -> int:
    """Give the exit status: 1 when a lock file is out of date or uv fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as scratch:
        for name, groups in LOCKS.items():
            lock = PROJECT / "requirements" / name
            compiled = Path(scratch) / name if check else lock
            if check:
                shutil.copyfile(lock, compiled)
            if compile_lock(compiled, groups) != 0:
                return 1
            if compiled.read_bytes() != lock.read_bytes():
                sys.stderr.write(
                    f"requirements/{name} does not fit pyproject.toml: "
                    "run `make lock` and commit the result.\n"
                )
                return 1
    return 0


def compile_lock(lock: Path, groups: list[str]) -> int:
    """Let uv write a lock file; pins that it holds already stay when they fit."""
    # Without the extras, older pips look for a newer release of what has them.
    options = ["--universal", "--generate-hashes", "--no-header", "--no-strip-extras"]
    command = [sys.executable, "-m", "uv", "pip", "compile", "-q", "pyproject.toml"]
    environment = dict(os.environ)
    if "PIP_INDEX_URL" in environment:
        environment.setdefault("UV_DEFAULT_INDEX", environment["PIP_INDEX_URL"])
    return subprocess.run(  # noqa: S603 - every part is written above
        [*command, *groups, *options, "--output-file", str(lock)],
        cwd=PROJECT,
        env=environment,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
