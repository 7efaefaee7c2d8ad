"""Measure the pages against a bare Django view, at three sizes of the catalog.

Each page and the bare view, which answers with as many bytes, are asked in turn over
one open connection to the real server, so that both meet the same machine at the
same moment. The ratio of the medians is what carries over to another machine.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import django
from django.core.management import call_command

from portal import embedded_database

PORT = 8765
SEED = 1
WARM_UP = 5


@dataclass(frozen=True)
class Measurement:
    """Milliseconds of one page and of the bare view beside it."""

    page: str
    kilobytes: float
    median: float
    percentile_95: float
    bare_median: float

    @property
    def ratio(self) -> float:
        return self.median / self.bare_median


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2_000, 20_000])
    parser.add_argument("--requests", type=int, default=100)
    arguments = parser.parse_args()
    if "BENCH_DATABASE" in os.environ:
        measure_size(arguments.sizes[0], arguments.requests)
        return
    sys.stdout.write(
        "| programs | page | kB | median ms | 95 % ms | bare view ms | ratio |\n"
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |\n"
    )
    for size in arguments.sizes:
        in_own_process(size, arguments.requests)


def in_own_process(size: int, requests: int) -> None:
    """Measure one size; Django can be set up for one database only once."""
    with embedded_database.throw_away() as server:
        environment = os.environ | {
            "BENCH_DATABASE": json.dumps(server),
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        }
        command = [sys.executable, "-m", "tests.bench.run"]
        options = ["--sizes", str(size), "--requests", str(requests)]
        subprocess.run(  # noqa: S603 - this module
            [*command, *options], env=environment, check=True
        )


def measure_size(size: int, requests: int) -> None:
    """Fill an empty database with that many programs and print a row for each page."""
    django.setup()
    fill(size)
    with serving() as connection:
        for page, path in pages().items():
            found = measure(connection, page, path, requests)
            sys.stdout.write(row(size, found))
            sys.stdout.flush()


def fill(size: int) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        call_command("make_catalog", programs=size, seed=SEED, to=Path(folder))
        call_command("load_catalog", from_folder=Path(folder), stdout=sys.stderr)


def pages() -> dict[str, str]:
    """Give the path of each page that is measured, by name."""
    from django.db import connection

    from programs.models import Program

    programs = Program.objects.published().with_institution().order_by("pk")
    paths = [program.path for program in programs[:5]]
    connection.close()
    five = urlencode([("program", path) for path in paths])
    filters = {"delivery": "online", "programming": "none", "gre_policy": "optional"}
    return {
        "list": "/programs/",
        "list, three filters": f"/programs/?{urlencode(filters)}",
        "search": "/programs/?q=machine+learning+for+nurs",
        "program": f"/programs/{paths[0]}/",
        "comparison of five": f"/compare/?{five}",
        "comparison of five, PDF": f"/compare/pdf/?{five}",
        "comparison of five, XLSX": f"/compare/xlsx/?{five}",
    }


@contextmanager
def serving() -> Iterator[http.client.HTTPConnection]:
    """Run granian with one worker and give an open connection to it."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    options = ["--port", str(PORT), "--no-ws", "--log-level", "warning"]
    server = subprocess.Popen(  # noqa: S603 - every part is written above
        [*command, *options, "portal.wsgi:application"]
    )
    try:
        yield connect()
    finally:
        server.terminate()
        server.wait(timeout=20)


def connect() -> http.client.HTTPConnection:
    """Open a connection, waiting up to half a minute for the server to answer."""
    for _ in range(150):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            connection.connect()
        except ConnectionRefusedError:
            time.sleep(0.2)
        else:
            return connection
    raise SystemExit("The server did not start.")


def measure(
    connection: http.client.HTTPConnection, page: str, path: str, requests: int
) -> Measurement:
    """Ask for the page and for the bare view in turn."""
    size = len(ask(connection, path)[1])
    bare_path = f"/bare/{size}/"
    for _ in range(WARM_UP):
        ask(connection, path)
        ask(connection, bare_path)
    times = [
        (ask(connection, path)[0], ask(connection, bare_path)[0])
        for _ in range(requests)
    ]
    page_times, bare_times = zip(*times, strict=True)
    return Measurement(
        page,
        size / 1024,
        statistics.median(page_times),
        statistics.quantiles(page_times, n=20)[-1],
        statistics.median(bare_times),
    )


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Give the milliseconds and the body of one answer, which must be a 200."""
    start = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    took = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return took, body


def row(size: int, found: Measurement) -> str:
    return (
        f"| {size:,} | {found.page} | {found.kilobytes:.0f} | {found.median:.1f} "
        f"| {found.percentile_95:.1f} | {found.bare_median:.2f} "
        f"| {found.ratio:.0f} |\n"
    )


if __name__ == "__main__":
    main()
