import os
from pathlib import Path

import psycopg
import pytest

from portal import embedded_database
from portal.embedded_database import EmbeddedDatabaseError


@pytest.fixture
def folder(tmp_path_factory) -> Path:
    """Give a folder that the server's user may enter, also when root runs this."""
    folder = tmp_path_factory.mktemp("database")
    for parent in [folder, *folder.parents][:3]:
        parent.chmod(0o755)
    return folder


def answers(folder: Path) -> bool:
    """Tell whether a server answers for the cluster in this folder."""
    server = embedded_database.database_settings(folder)
    try:
        psycopg.connect(
            host=server["HOST"], user=server["USER"], dbname=server["NAME"]
        ).close()
    except psycopg.OperationalError:
        return False
    return True


def test_server_runs_until_the_last_user_leaves(folder):
    with embedded_database.running(folder):
        with embedded_database.running(folder):
            assert answers(folder)
        assert answers(folder)
    assert not answers(folder)


def test_server_keeps_its_rows_from_one_run_to_the_next(folder):
    server = embedded_database.database_settings(folder)
    address = f"host={server['HOST']} user={server['USER']} dbname={server['NAME']}"
    with (
        embedded_database.running(folder),
        psycopg.connect(address) as connection,
    ):
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    with (
        embedded_database.running(folder),
        psycopg.connect(address) as connection,
    ):
        row = connection.execute("SELECT number FROM kept").fetchone()

    assert row == (7,)


def test_throw_away_server_leaves_nothing():
    with embedded_database.throw_away() as server:
        cluster = Path(server["HOST"])
        assert cluster.exists()

    assert not cluster.parent.exists()


def test_cluster_of_a_killed_run_is_deleted_by_the_next(folder):
    abandoned = folder / "preceptor-test-killed"
    with embedded_database.running(abandoned, durable=False):
        pass
    os.utime(abandoned / "users.lock", (0, 0))

    embedded_database.remove_abandoned(folder)

    assert not abandoned.exists()


def test_cluster_in_use_is_not_deleted(folder):
    used = folder / "preceptor-test-used"
    with embedded_database.running(used, durable=False):
        os.utime(used / "users.lock", (0, 0))

        embedded_database.remove_abandoned(folder)

        assert answers(used)


@pytest.mark.parametrize("name", ["x" * 90, "a,b", 'a"b'])
def test_socket_lies_elsewhere_when_the_path_does_not_fit(name):
    folder = Path("/srv") / name

    sockets = embedded_database.socket_folder(folder)

    assert sockets.name.startswith("preceptor-")
    assert len(str(sockets)) < 40


def test_server_starts_in_a_path_too_long_for_a_socket(folder):
    deep = folder / ("x" * 60) / "with space" / ("y" * 40)

    with embedded_database.running(deep):
        assert answers(deep)

    embedded_database.remove(deep)


def test_socket_folder_that_someone_else_made_is_refused(folder):
    deep = folder / ("x" * 90)
    sockets = embedded_database.socket_folder(deep)
    sockets.symlink_to(folder)

    with (
        pytest.raises(EmbeddedDatabaseError, match="belongs to another user"),
        embedded_database.running(deep),
    ):
        pass

    sockets.unlink()


def test_folder_that_cannot_be_written_is_named(folder):
    (folder / "file").touch()

    with (
        pytest.raises(EmbeddedDatabaseError, match=str(folder)),
        embedded_database.running(folder / "file"),
    ):
        pass


def test_failure_of_the_server_is_told_in_its_own_words(folder):
    with (
        pytest.raises(EmbeddedDatabaseError, match=r"initdb failed: .*no-such-option"),
        embedded_database.running(folder),
    ):
        embedded_database.postgres(folder, "initdb", "--no-such-option")
