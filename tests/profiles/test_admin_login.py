import pytest
from allauth.account.models import EmailAddress

from tests.factories import make_editor, make_user

pytestmark = pytest.mark.django_db

LOGIN_URL = "/accounts/login/"
PASSWORD = "Tired-but-careful-7"  # noqa: S105 - of a person who lives in this test


@pytest.fixture
def editor():
    user = make_editor(password=PASSWORD)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


def sign_in(client, address, login, password):
    return client.post(address, {"login": login, "password": password}, follow=True)


@pytest.mark.parametrize("page", ["/admin/", "/admin/programs/tuition/"])
def test_admin_leads_to_the_sign_in_page_and_back(client, editor, page):
    asked = client.get(page, follow=True)
    address, _ = asked.redirect_chain[-1]

    response = sign_in(client, address, editor.email, PASSWORD)

    assert address.startswith(LOGIN_URL)
    assert response.redirect_chain == [(page, 302)]
    assert response.status_code == 200


def test_wrong_password_says_the_same_as_an_unknown_address(client, editor):
    wrong = sign_in(client, LOGIN_URL, editor.email, "wrong")
    unknown = sign_in(client, LOGIN_URL, "nobody@example.org", "wrong")

    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert wrong.context["form"].errors
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("is_staff", "status", "words"),
    [(True, 200, "Your desk"), (False, 403, "not open to you")],
)
def test_only_staff_enter_the_admin(client, is_staff, status, words):
    client.force_login(make_user(is_staff=is_staff))

    response = client.get("/admin/", follow=True)

    assert response.status_code == status
    assert words in response.content.decode()


def test_staff_change_their_password_on_the_page_of_their_account(client, editor):
    client.force_login(editor)

    response = client.get("/admin/password_change/")

    assert response.headers["Location"] == "/accounts/password/change/"
