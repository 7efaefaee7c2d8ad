from playwright.sync_api import Page, expect

from profiles.models import User

EMAIL = "editor@example.org"
PASSWORD = "Tired-but-careful-7"  # noqa: S105 - of a person who lives in this test


def test_editor_signs_in_to_the_admin(live_server, page: Page):
    User.objects.create_superuser(EMAIL, PASSWORD)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)

    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("heading", name="Your desk")).to_be_visible()
