import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage

from tests.browser.install import NO_BROWSER, find_browser

# Playwright keeps an event loop in the tests' thread, which Django takes for
# asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark the tests of this folder, and leave them out of a run with others.

    Between other tests the live server's last connection breaks the removal of the
    test database.
    """
    folder = Path(__file__).parent
    ours = [item for item in items if item.path.is_relative_to(folder)]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    if len(ours) < len(items) and not config.option.markexpr:
        config.hook.pytest_deselected(items=ours)
        items[:] = [item for item in items if item not in ours]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict:
    executable = find_browser()
    if executable is None:
        pytest.fail(NO_BROWSER)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {
        "executable_path": executable,
        "args": QUIET + sandbox,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict:
    return browser_context_args | {"reduced_motion": "reduce"}


@pytest.fixture(autouse=True)
def console_errors(context: BrowserContext) -> Iterator[list[str]]:
    """Fail a test whose pages wrote an error to the console or raised one.

    What breaks the content policy ends up here too. A test that wants an error, as
    an answer 404 is one, takes this fixture and clears the list.
    """
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(f"{message.text} ({message.location['url']})")

    context.on("console", note)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield errors
    assert errors == []
