"""The shipped guide in every width and color scheme, and on paper."""

from typing import Literal

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from tests.browser.axe import run_axe
from tests.browser.paper import (
    SIZES,
    expect_addresses,
    expect_legible,
    lay_out_for_paper,
    print_page,
    text_of,
)
from tests.comparisons.compared import make_compared

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [390, 1280]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
PAGES = [
    "/guide/",
    "/guide/what-it-is/",
    "/guide/certifications/",
    "/guide/roles/answer/?answered=no",
    "/guide/figures/",
    "/guide/careers/",
    "/guide/glossary/",
]
PRINTED = ["/guide/length-and-cost/", "/guide/figures/", "/guide/careers/"]
WIDEST = "document.documentElement.scrollWidth"


@pytest.fixture
def site(live_server):
    """Address of a site with the shipped guide and a few programs."""
    make_compared(2)
    call_command("load_guide")
    return live_server.url


@pytest.mark.parametrize("path", PAGES)
def test_guide_is_accessible_and_fits_a_small_phone(site, page: Page, path):
    page.goto(f"{site}{path}")

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            run_axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(WIDEST) == 320


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PRINTED)
def test_guide_is_legible_on_paper_with_every_source(site, page: Page, path, size):
    page.goto(f"{site}{path}")

    reader = print_page(page, size)

    expect_legible(reader, *SIZES[size])
    assert expect_addresses(page, reader) > 0
    lay_out_for_paper(page, SIZES[size][0])
    assert page.evaluate(WIDEST) <= page.viewport_size["width"]


def test_paper_shows_no_links_that_lead_nowhere_on_it(site, page: Page):
    page.goto(f"{site}/guide/length-and-cost/")

    printed = text_of(print_page(page, "A4"))

    assert "The short answer" in printed
    assert "On this page" not in printed
    assert "Did this page answer" not in printed
