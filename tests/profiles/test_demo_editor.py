import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from profiles.models import User

pytestmark = pytest.mark.django_db


def make_demo_editor() -> str:
    output = StringIO()
    call_command("make_demo_editor", stdout=output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("editor", ["Editor"]),
        ("reviewer", ["Reviewer"]),
        ("data-manager", ["Data manager"]),
        ("superuser", []),
    ],
)
def test_demo_account_signs_in_with_the_printed_password(
    client, settings, name, groups
):
    settings.DEBUG = True
    email = f"{name}@preceptor.example"
    password = re.search(rf"{email}, password (\S+)", make_demo_editor())[1]

    response = client.post(
        "/accounts/login/?next=/admin/",
        {"login": email, "password": password},
        follow=True,
    )

    user = response.context["user"]
    assert response.redirect_chain == [("/admin/", 302)]
    assert (response.status_code, user.email) == (200, email)
    assert [group.name for group in user.groups.all()] == groups
    assert user.is_superuser is (not groups)


def test_demo_accounts_are_made_once(settings):
    settings.DEBUG = True
    make_demo_editor()

    assert make_demo_editor() == ""
    assert User.objects.count() == 4


def test_demo_accounts_are_refused_in_production():
    with pytest.raises(CommandError, match="DEBUG"):
        make_demo_editor()

    assert not User.objects.exists()


def test_first_staff_account_signs_in_before_any_mail_can_be_sent(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "Tired-but-careful-7")
    call_command("createsuperuser", email="Anna@example.org", interactive=False)

    response = client.post(
        "/accounts/login/?next=/admin/",
        {"login": "anna@example.org", "password": "Tired-but-careful-7"},
        follow=True,
    )

    assert response.redirect_chain == [("/admin/", 302)]
    assert response.status_code == 200
