from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = [390, 1280]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
SMALLEST = 320
WIDEST = "document.documentElement.scrollWidth"
SETTLED = "Promise.allSettled(document.getAnimations().map(each => each.finished))"


def run_axe(page: Page) -> None:
    """Fail, with axe's report, when axe finds anything on the page as it stands."""
    page.wait_for_load_state("networkidle")
    page.evaluate(SETTLED)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def expect_accessible(page: Page) -> None:
    """Run axe in every width and color scheme, and see that the page fits 320 px."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            run_axe(page)
    page.set_viewport_size({"width": SMALLEST, "height": 700})
    assert page.evaluate(WIDEST) == SMALLEST
