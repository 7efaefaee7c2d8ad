"""What `make run` does, from an empty checkout to a server that answers."""

import argparse
import os
import secrets
import signal
import socket
import sys
from contextlib import nullcontext
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from portal import embedded_database

BASE_DIR = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"


class LaunchError(Exception):
    """Preceptor cannot start here; says why and what to do in one sentence."""


def main() -> None:
    """Start Preceptor, or rebuild its embedded database with --reset."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reset", action="store_true", help="delete the database")
    reset = parser.parse_args().reset
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        launch(reset=reset)
    except (
        LaunchError,
        ImproperlyConfigured,
        embedded_database.EmbeddedDatabaseError,
    ) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def launch(*, reset: bool) -> None:
    """Prepare everything and serve until stopped; with `reset` do not serve."""
    write_environment(BASE_DIR / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    check_settings()
    port = 0 if reset else read_port()
    if reset:
        delete_database(settings.CLUSTER_FOLDER)
    say_where_files_are()
    with (
        embedded_database.running(settings.CLUSTER_FOLDER)
        if settings.EMBEDDED_DATABASE
        else nullcontext()
    ):
        django.setup()
        prepare_database()
        if not reset:
            prepare_mail()
            serve(port)


def write_environment(path: Path) -> None:
    """Write a .env for this machine, with a secret of its own, unless there is one."""
    if path.exists():
        return
    path.touch(mode=0o600)
    path.write_text(
        "# Made by `make run`; .env.example explains every variable.\n"
        f"SECRET_KEY={secrets.token_urlsafe(50)}\n"
        "DEBUG=true\n",
        encoding="utf-8",
    )


def check_settings() -> None:
    """Refuse to serve a production site: that is done by its own commands."""
    if not settings.DEBUG:
        raise LaunchError(
            "`make run` is for trying and changing Preceptor and needs DEBUG=true; "
            "docs/operations.md says how to run it for others."
        )


def read_port() -> int:
    """Read the variable PORT (8000 when not set), and see that nobody uses it."""
    written = os.environ.get("PORT") or "8000"
    if not written.isdecimal() or not 0 < int(written) < 65536:
        raise LaunchError(f"PORT is a number from 1 to 65535, not {written!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, int(written)))
        except PermissionError as error:
            raise LaunchError(
                f"Port {written} is for root only: `make run PORT=8001` takes another."
            ) from error
        except OSError as error:
            raise LaunchError(
                f"Port {written} is in use: stop what listens there, "
                "or take another with `make run PORT=8001`."
            ) from error
    return int(written)


def say_where_files_are() -> None:
    """Tell when the embedded database keeps its files outside the checkout."""
    folder = settings.CLUSTER_FOLDER
    if settings.EMBEDDED_DATABASE and not folder.is_relative_to(BASE_DIR):
        sys.stdout.write(
            f"The database files are in {folder}, because PostgreSQL does not run "
            f"as root and no other user may enter {BASE_DIR}.\n"
        )


def delete_database(folder: Path) -> None:
    """Delete the embedded cluster, unless someone uses it or there is none."""
    if not settings.EMBEDDED_DATABASE:
        raise LaunchError(
            "`make reset` only deletes the embedded database, and DATABASE_URL is set."
        )
    if not folder.exists():
        return
    with (folder / "users.lock").open("a") as users:
        if not embedded_database.is_unused(users):
            raise LaunchError("Preceptor is running: stop it, then reset.")
    embedded_database.remove(folder)


def prepare_database() -> None:
    """Bring tables, catalog, guide and the demo accounts up to date; safe to repeat."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        server = connection.settings_dict
        raise LaunchError(
            f"Cannot use the database {server['NAME']!r} "
            f"on {server['HOST'] or 'this machine'}, which DATABASE_URL names: "
            f"{str(error).splitlines()[0]}"
        ) from None
    call_command("migrate", verbosity=0)
    call_command("load_catalog")
    call_command("load_guide")
    call_command("note_freshness")
    call_command("make_demo_editor")
    connection.close()


def prepare_mail() -> None:
    """Make the folder that mail is written to, for its owner only, and tell where."""
    if settings.EMAIL_IS_KEPT_IN_FILES:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sys.stdout.write(f"Mail is not sent but written to {folder}\n")


def serve(port: int) -> None:
    """Answer requests until Ctrl-C or a signal."""
    sys.stdout.write(f"Preceptor answers at http://{ADDRESS}:{port}/ (Ctrl-C stops)\n")
    sys.stdout.flush()
    Granian(
        "portal.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
