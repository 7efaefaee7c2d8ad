import ast
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.test import RequestFactory

from portal import embedded_database
from portal.logs import JsonFormatter
from portal.version import CHANGELOG, read_version

PROJECT = Path(settings.BASE_DIR)
LOGIN_URL = "/accounts/login/"
PRODUCTION = {
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgresql:///preceptor",
    "DEBUG": "false",
    "SECRET_KEY": "only-to-check-the-settings-of-a-production-server-0123456789",
}


def kept_variables() -> dict[str, str]:
    """Give the variables that every process of the tests needs."""
    return {
        name: value
        for name, value in os.environ.items()
        if name == "PATH" or name.startswith("COVERAGE_")
    }


def run_python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project, with hardly more than the given variables set."""
    return subprocess.run(  # noqa: S603 - the arguments stand in this file
        [sys.executable, *arguments],
        cwd=PROJECT,
        env=kept_variables() | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_version_is_the_newest_heading_of_the_changelog():
    changelog = "# What changed\n\n## 1.2.0\n\n- New.\n\n## 1.1.0\n"

    assert read_version(changelog) == "1.2.0"


def test_version_is_missing_without_a_heading():
    with pytest.raises(ValueError, match="no heading"):
        read_version("# What changed\n")


def test_version_is_the_same_in_changelog_and_pyproject():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]

    assert read_version(CHANGELOG.read_text()) == project["version"]


def test_env_example_names_every_variable_and_no_other():
    example = (PROJECT / ".env.example").read_text()
    read = (PROJECT / "portal" / "settings.py").read_text()

    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))

    assert named == {*re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', read), "PORT"}


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_lock_files_name_no_index_and_no_folder(name):
    lock = (PROJECT / "requirements" / name).read_text()

    assert "--hash=sha256:" in lock
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|/tmp", lock)


@pytest.mark.parametrize("name", sorted(os.listdir(PROJECT / "static/css")))
def test_style_sheet_closes_every_rule_that_it_opens(name):
    text = (PROJECT / "static/css" / name).read_text()

    rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)

    assert rules.count("{") == rules.count("}")


def test_settings_refuse_a_missing_secret():
    without_secret = PRODUCTION | {"SECRET_KEY": ""}

    run = run_python("manage.py", "check", **without_secret)

    assert run.returncode != 0
    assert "SECRET_KEY is not set" in run.stderr


def test_settings_of_production_pass_the_deploy_check():
    run = run_python(
        "manage.py", "check", "--deploy", "--fail-level", "ERROR", **PRODUCTION
    )

    assert run.returncode == 0, run.stderr
    assert set(re.findall(r"security\.W\d+", run.stderr)) <= {
        "security.W005",
        "security.W021",
    }


def test_production_waits_five_seconds_for_a_database_that_is_away():
    show = "from portal.settings import DATABASES as d; print(d['default']['OPTIONS'])"

    run = run_python("-c", show, **PRODUCTION)

    options = ast.literal_eval(run.stdout)
    assert options == {"connect_timeout": 5, "pool": {"timeout": 5}}


def test_passwords_of_production_are_kept_by_argon2():
    show = (
        "import django; django.setup(); "
        "from django.contrib.auth.hashers import make_password as m; print(m('x'))"
    )

    run = run_python("-c", show, DJANGO_SETTINGS_MODULE="portal.settings", **PRODUCTION)

    assert run.stdout.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    ("debug", "address", "backend"),
    [
        ("true", "", "filebased"),
        ("true", "smtp://mail.example:25", "smtp"),
        ("false", "", "smtp"),
        ("false", "smtp://mail.example:25", "smtp"),
    ],
)
def test_mail_is_written_to_files_only_where_it_is_tried(debug, address, backend):
    show = "from portal.settings import EMAIL_BACKEND as b; print(b)"

    run = run_python("-c", show, **PRODUCTION | {"DEBUG": debug, "EMAIL_URL": address})

    assert run.stdout.strip() == f"django.core.mail.backends.{backend}.EmailBackend"


@pytest.mark.parametrize(
    "address",
    [
        "mysql://u:hidden@host/name",
        "postgresql://u:hid/den@host/name",
        "postgresql://u:p@host:hid/name",
        "nonsense hid",
        "hidden://u:p@host/name",
    ],
)
def test_settings_refuse_an_unusable_database_url_without_showing_it(address):
    run = run_python("manage.py", "check", **PRODUCTION | {"DATABASE_URL": address})

    assert "DATABASE_URL has the form postgresql://" in run.stderr
    assert "Warning" not in run.stderr
    assert "hid" not in run.stderr.split("DATABASE_URL has the form")[1]


def test_launch_refuses_an_unusable_database_url_in_one_sentence():
    run = launch(DATABASE_URL="nonsense hid")

    assert run.stderr.startswith("DATABASE_URL has the form postgresql://")
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "is_warned"), [("", True), ("smtp://mail.example:25", False)]
)
def test_deploy_check_warns_of_a_server_without_mail(address, is_warned):
    run = run_python(
        "manage.py", "check", "--deploy", **PRODUCTION | {"EMAIL_URL": address}
    )

    assert ("EMAIL_URL is not set" in run.stderr) is is_warned


@pytest.mark.parametrize(("setting", "is_warned"), [("false", True), ("true", False)])
def test_deploy_check_warns_of_staff_pages_without_a_second_step(setting, is_warned):
    variables = PRODUCTION | {"STAFF_NEEDS_SECOND_FACTOR": setting}

    run = run_python("manage.py", "check", "--deploy", **variables)

    assert ("portal.W002" in run.stderr) is is_warned


@pytest.mark.parametrize(("debug", "is_needed"), [("true", "False"), ("false", "True")])
def test_staff_need_a_second_step_unless_preceptor_is_only_tried(debug, is_needed):
    show = "from portal.settings import STAFF_NEEDS_SECOND_FACTOR as s; print(s)"

    run = run_python("-c", show, **PRODUCTION | {"DEBUG": debug})

    assert run.stdout.strip() == is_needed


@pytest.mark.django_db
@pytest.mark.parametrize("url", [LOGIN_URL, "/no-such-page/"])
def test_every_answer_carries_the_policy_headers(client, url):
    headers = client.get(url).headers

    policy = dict(
        part.strip().split(" ", 1)
        for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "base-uri": "'self'",
        "default-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "img-src": "'self' data:",
        "object-src": "'none'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_forgery_cookie_is_hidden_from_scripts_and_other_sites(client):
    cookie = client.get(LOGIN_URL).cookies["csrftoken"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_log_line_names_view_and_error_but_nothing_a_person_wrote():
    request = RequestFactory().get("/accounts/login/?email=anna@example.org")
    try:
        raise LookupError("anna@example.org")
    except LookupError:
        failure = sys.exc_info()
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "%s: %s", ("anna", "x"), failure
    )
    record.__dict__.update(request=request, status_code=500)

    written = JsonFormatter().format(record)

    line = json.loads(written)
    assert (line["status"], line["error"]) == (500, "LookupError")
    assert line["where"][0].endswith("nothing_a_person_wrote")
    assert "anna" not in written


@pytest.mark.django_db
def test_log_shows_nothing_of_a_request_that_was_refused(client, caplog):
    client.get("/", headers={"host": "anna.example.org"})

    written = JsonFormatter().format(caplog.records[0])

    line = json.loads(written)
    assert line["logger"] == "django.security.DisallowedHost"
    assert (line["level"], line["message"]) == ("WARNING", "Refused a request")
    assert "anna" not in written


DEBUGGING = {"DEBUG": "true", "SECRET_KEY": "only-for-this-test"}


def launch(**variables: str) -> subprocess.CompletedProcess[str]:
    """Run what `make run` runs, with a secret, so that no .env decides."""
    return run_python("-m", "portal.launch", **DEBUGGING | variables)


def free_port(listener: socket.socket) -> str:
    """Bind a socket to a port that nobody uses, and give the port."""
    listener.bind(("127.0.0.1", 0))
    return str(listener.getsockname()[1])


def test_launch_names_the_port_that_is_in_use():
    with socket.socket() as listener:
        port = free_port(listener)
        listener.listen()

        run = launch(PORT=port)

    assert run.returncode == 1
    assert run.stderr == (
        f"Port {port} is in use: stop what listens there, "
        "or take another with `make run PORT=8001`.\n"
    )


def test_launch_refuses_a_port_that_is_no_number():
    run = launch(PORT="eighty")

    assert run.stderr == "PORT is a number from 1 to 65535, not 'eighty'.\n"


def test_launch_names_the_database_it_cannot_reach_without_the_password():
    address = "postgresql://anna:hidden@127.0.0.1:1/degrees"
    with socket.socket() as listener:
        port = free_port(listener)

    run = launch(DATABASE_URL=address, PORT=port)

    assert run.returncode == 1
    assert run.stderr.startswith("Cannot use the database 'degrees' on 127.0.0.1")
    assert run.stderr.count("\n") == 1
    assert "hidden" not in run.stderr


def test_launch_fills_the_database_and_answers_until_it_is_stopped():
    with socket.socket() as listener:
        port = free_port(listener)
    with embedded_database.throw_away() as server:
        address = f"postgresql://{server['USER']}@/postgres?host={server['HOST']}"
        launched = subprocess.Popen(
            [sys.executable, "-m", "portal.launch"],
            cwd=PROJECT,
            env=kept_variables() | DEBUGGING | {"DATABASE_URL": address, "PORT": port},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert launched.stdout is not None
        said = read_until(launched.stdout, f"http://127.0.0.1:{port}/")

        answer = ask_patiently(f"http://127.0.0.1:{port}/accounts/login/")
        launched.send_signal(signal.SIGINT)
        launched.communicate(timeout=30)

    assert "editor@preceptor.example, password" in said
    assert f"Mail is not sent but written to {PROJECT / '.data' / 'mail'}" in said
    assert answer == 200
    assert launched.returncode == 0


def read_until(output: IO[str], words: str) -> str:
    """Read lines up to the one that holds the words, or to the end."""
    said = ""
    for line in output:
        said += line
        if words in line:
            break
    return said


def ask_patiently(url: str) -> int:
    """Ask for a page until the server has begun to listen; give its status."""
    for _ in range(100):
        try:
            return urlopen(url, timeout=10).status  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{url} never answered.")


def test_launch_is_not_for_production():
    run = run_python("-m", "portal.launch", **PRODUCTION)

    assert run.returncode == 1
    assert "docs/operations.md" in run.stderr
