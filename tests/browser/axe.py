from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SETTLED = "Promise.allSettled(document.getAnimations().map(each => each.finished))"


def run_axe(page: Page) -> None:
    """Fail, with axe's report, when axe finds anything on the page as it stands."""
    page.wait_for_load_state("networkidle")
    page.evaluate(SETTLED)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
