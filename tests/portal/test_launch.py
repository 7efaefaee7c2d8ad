import stat

import pytest

from portal import embedded_database, launch


def test_environment_is_written_once_for_its_owner_only(tmp_path):
    path = tmp_path / ".env"
    launch.write_environment(path)
    written = path.read_text()

    launch.write_environment(path)

    assert path.read_text() == written
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "DEBUG=true" in written.splitlines()


def test_environment_has_a_secret_of_its_own(tmp_path):
    paths = [tmp_path / name for name in ("one", "other")]
    for path in paths:
        launch.write_environment(path)

    one, other = (path.read_text() for path in paths)

    assert one != other


def test_reset_deletes_the_embedded_database(tmp_path, settings):
    settings.EMBEDDED_DATABASE = True
    embedded_database.prepare_folder(tmp_path / "postgres")

    launch.delete_database(tmp_path / "postgres")

    assert not (tmp_path / "postgres").exists()


def test_reset_is_content_with_no_database(tmp_path, settings):
    settings.EMBEDDED_DATABASE = True

    launch.delete_database(tmp_path / "absent")

    assert not (tmp_path / "absent").exists()


def test_reset_refuses_a_database_in_use(tmp_path_factory, settings):
    settings.EMBEDDED_DATABASE = True
    folder = tmp_path_factory.mktemp("postgres")
    for parent in [folder, *folder.parents][:3]:
        parent.chmod(0o755)

    with (
        embedded_database.running(folder),
        pytest.raises(launch.LaunchError, match="is running"),
    ):
        launch.delete_database(folder)

    assert folder.exists()


def test_reset_leaves_a_named_server_alone(tmp_path, settings):
    settings.EMBEDDED_DATABASE = False

    with pytest.raises(launch.LaunchError, match="DATABASE_URL is set"):
        launch.delete_database(tmp_path)

    assert tmp_path.exists()


def test_place_of_the_database_is_told_when_it_is_elsewhere(tmp_path, settings, capsys):
    settings.EMBEDDED_DATABASE = True
    settings.CLUSTER_FOLDER = tmp_path

    launch.say_where_files_are()

    assert str(tmp_path) in capsys.readouterr().out


def test_folder_of_mail_is_for_its_owner_only_and_told(tmp_path, settings, capsys):
    settings.EMAIL_IS_KEPT_IN_FILES = True
    settings.EMAIL_FILE_PATH = tmp_path / ".data" / "mail"

    launch.prepare_mail()

    assert stat.S_IMODE(settings.EMAIL_FILE_PATH.stat().st_mode) == 0o700
    assert str(settings.EMAIL_FILE_PATH) in capsys.readouterr().out


def test_nothing_is_told_of_mail_that_is_sent(settings, capsys):
    settings.EMAIL_IS_KEPT_IN_FILES = False

    launch.prepare_mail()

    assert capsys.readouterr().out == ""
