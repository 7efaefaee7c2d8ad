"""Every public page in every width and color scheme, and the lists on paper."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from programs.models import Program
from tests.browser.axe import run_axe
from tests.browser.paper import (
    SIZES,
    expect_addresses,
    expect_legible,
    lay_out_for_paper,
    print_page,
)
from tests.comparisons.compared import make_compared
from tests.factories import make_program

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [390, 1280]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
PROGRAM = "/programs/example-{}/ms-ai/"
COMPARED = [f"program=example-{number}/ms-ai" for number in range(1, 6)]
PAGES = [
    ("/", 200),
    ("/programs/", 200),
    ("/programs/?delivery=online&compare=example-1/ms-ai", 200),
    ("/programs/?q=nonesuch", 200),
    ("/programs/?max_tuition_per_year=much", 200),
    (f"{PROGRAM.format(1)}?compare=example-2/ms-ai", 200),
    (PROGRAM.format(3), 200),
    (PROGRAM.format(4), 200),
    ("/programs/example-college/ms-old/", 410),
    ("/institutions/example-1/", 200),
    ("/data/", 200),
    ("/compare/", 200),
    (f"/compare/?{'&'.join(COMPARED[:2])}", 200),
    (f"/compare/?{'&'.join(COMPARED)}", 200),
    ("/accounts/login/", 200),
    ("/accounts/password/reset/", 200),
    ("/bad-request/", 400),
    ("/forbidden/", 403),
    ("/no-such-page/", 404),
]
PRINTED = ["/programs/", "/institutions/example-1/", PROGRAM.format(1)]
WIDEST = "document.documentElement.scrollWidth"


@pytest.fixture
def site(live_server, settings):
    """Address of a site with programs of every review, and one withdrawn."""
    settings.ROOT_URLCONF = "tests.portal.failing_urls"
    make_compared(5)
    make_program(slug="ms-old", workflow_state="withdrawn")
    Program.objects.all().refresh_derived()
    return live_server.url


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_page_is_accessible_and_fits_a_small_phone(
    site, page: Page, path, status, console_errors
):
    response = page.goto(f"{site}{path}")

    assert response.status == status
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            run_axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(WIDEST) == 320
    if status != 200:
        fault = f"the server responded with a status of {status}"
        console_errors[:] = [each for each in console_errors if fault not in each]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PRINTED)
def test_page_is_legible_on_paper_with_every_source(site, page: Page, path, size):
    page.goto(f"{site}{path}")

    reader = print_page(page, size)

    expect_legible(reader, *SIZES[size])
    assert expect_addresses(page, reader) > 0 or path == "/programs/"
    lay_out_for_paper(page, SIZES[size][0])
    assert page.evaluate(WIDEST) <= page.viewport_size["width"]
