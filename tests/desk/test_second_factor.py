import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.desk.edited import address
from tests.desk.people import make_staff
from tests.factories import make_editor, make_program, make_user
from tests.profiles.people import PASSWORD
from tests.profiles.signing import (
    EMAIL,
    app_code,
    make_second_factor,
    reauthenticate,
    try_sign_in,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/"
SECOND_STEPS = "/accounts/2fa/"
ACTIVATE_URL = f"{SECOND_STEPS}totp/activate/"
WANTED = "Staff pages need a second step at sign-in"


@pytest.fixture(autouse=True)
def _second_factor_is_needed(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True


def make_passkey(user):
    data = {"name": "My phone", "credential": {}}
    return Authenticator.objects.create(user=user, type="webauthn", data=data)


@pytest.mark.parametrize(
    "make_person", [lambda: make_staff("Editor"), make_editor], ids=["staff", "super"]
)
@pytest.mark.parametrize("page", [DESK, address("program", "changelist")])
def test_staff_without_a_second_step_are_led_to_where_they_add_one(
    client, make_person, page
):
    client.force_login(make_person())

    response = client.get(page, follow=True)

    assert response.redirect_chain[-1] == (SECOND_STEPS, 302)
    assert WANTED in response.text


@pytest.mark.parametrize("make_step", [make_second_factor, make_passkey])
def test_an_app_or_a_passkey_opens_the_desk(client, make_step):
    person = make_staff("Editor")
    client.force_login(person)
    assert client.get(DESK).status_code == 302
    make_step(person)

    assert client.get(DESK).status_code == 200


def test_recovery_codes_alone_are_no_second_step(client):
    person = make_staff("Editor")
    make_second_factor(person)
    Authenticator.objects.filter(user=person, type="totp").delete()
    client.force_login(person)

    response = client.get(DESK, follow=True)

    assert response.redirect_chain[-1] == (SECOND_STEPS, 302)


def test_a_second_step_of_somebody_else_does_not_open_the_desk(client):
    make_second_factor(make_staff("Reviewer"))
    client.force_login(make_staff("Editor"))

    assert client.get(DESK).status_code == 302


def test_nothing_is_written_without_a_second_step(client):
    program = make_program(award="MS")
    client.force_login(make_editor())

    response = client.post(
        address("program", "change", program.pk), {"award": "MPH"}, follow=True
    )

    assert response.redirect_chain[-1] == (SECOND_STEPS, 302)
    program.refresh_from_db()
    assert program.award == "MS"


def test_the_desk_opens_once_an_app_is_set_up(client):
    client.force_login(make_staff("Editor", password=PASSWORD))
    reauthenticate(client)
    secret = client.get(ACTIVATE_URL).context["form"].secret

    client.post(ACTIVATE_URL, {"code": app_code(secret)})

    assert client.get(DESK).status_code == 200


def test_a_password_alone_does_not_sign_staff_in_to_the_desk(client):
    person = make_staff("Editor", email=EMAIL, password=PASSWORD)
    person.emailaddress_set.create(email=EMAIL, verified=True, primary=True)
    make_second_factor(person)

    try_sign_in(client)

    assert client.get(DESK, follow=True).redirect_chain[-1][0].startswith("/accounts/")
    assert "_auth_user_id" not in client.session


def test_readers_need_no_second_step(client):
    client.force_login(make_user())

    assert client.get(reverse("profiles:shortlist")).status_code == 200
    assert client.get(DESK, follow=True).status_code == 403


def test_staff_need_no_second_step_where_it_is_off(client, settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    client.force_login(make_staff("Editor"))

    assert client.get(DESK).status_code == 200
