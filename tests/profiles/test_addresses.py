import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from profiles.models import User
from tests.factories import make_user
from tests.pages import text_of
from tests.profiles.people import make_reader
from tests.profiles.signing import (
    EMAIL,
    confirmation_link,
    is_signed_in,
    last_mail,
    make_second_factor,
    reauthenticate,
    try_sign_in,
)

pytestmark = pytest.mark.django_db
EMAIL_URL = "/accounts/email/"
NEW = "new@example.org"


@pytest.fixture
def reader(client):
    """Sign a reader in who has shown a moment ago that it is her."""
    user = make_reader()
    try_sign_in(client)
    reauthenticate(client)
    return user


def act(client, action, email=NEW):
    return client.post(EMAIL_URL, {"email": email, f"action_{action}": ""})


def test_added_address_waits_for_its_confirmation(client, reader):
    act(client, "add")

    page = text_of(client.get(EMAIL_URL))
    assert f"<strong>{NEW}</strong>: not confirmed yet" in page
    assert last_mail().to == [NEW]
    assert not is_signed_in_with(NEW)


def is_signed_in_with(email):
    browser = Client()
    try_sign_in(browser, email)
    return is_signed_in(browser)


def test_confirmed_address_signs_in(client, reader):
    act(client, "add")

    response = client.post(confirmation_link())

    assert response.headers["Location"] == EMAIL_URL
    assert is_signed_in_with(NEW)


def test_new_main_address_is_told_to_the_one_before(client, reader):
    act(client, "add")
    client.post(confirmation_link())

    act(client, "primary")

    assert User.objects.get().email == NEW
    assert last_mail().to == [EMAIL]
    assert NEW in last_mail().body


def test_address_that_is_not_confirmed_cannot_be_the_main_one(client, reader):
    act(client, "add")

    act(client, "primary")

    assert User.objects.get().email == EMAIL
    assert "Only a confirmed address can be the main one" in client.get(EMAIL_URL).text


def test_old_address_is_removed_after_the_move(client, reader):
    act(client, "add")
    client.post(confirmation_link())
    act(client, "primary")

    act(client, "remove", EMAIL)

    assert [each.email for each in EmailAddress.objects.all()] == [NEW]
    assert not is_signed_in_with(EMAIL)
    assert last_mail().to == [NEW]


def test_main_address_cannot_be_removed(client, reader):
    act(client, "remove", EMAIL)

    assert EmailAddress.objects.get().email == EMAIL
    assert "The main address cannot be removed" in client.get(EMAIL_URL).text


def test_link_can_be_sent_again(client, reader):
    EmailAddress.objects.create(user=reader, email=NEW)

    act(client, "send")

    assert last_mail().to == [NEW]


@pytest.mark.parametrize("action", ["add", "remove", "primary"])
def test_changes_ask_first_whether_it_is_still_her(client, action):
    user = make_reader()
    EmailAddress.objects.create(user=user, email=NEW, verified=True)
    client.force_login(user)

    response = act(client, action, "third@example.org" if action == "add" else NEW)

    assert response.headers["Location"] == (
        "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    )
    assert EmailAddress.objects.count() == 2
    assert User.objects.get().email == EMAIL


def test_change_goes_on_after_the_password(client):
    client.force_login(make_reader())
    act(client, "add")

    reauthenticate(client, goal=EMAIL_URL)

    assert EmailAddress.objects.filter(email=NEW).exists()


def test_address_of_another_account_is_answered_like_a_new_one(client, reader):
    make_user(email="other@example.org")
    client.get(EMAIL_URL)

    act(client, "add", "other@example.org")
    known = text_of(client.get(EMAIL_URL)).replace("other@example.org", NEW)
    act(client, "remove", "other@example.org")
    client.get(EMAIL_URL)
    act(client, "add")

    assert without_tokens(known) == without_tokens(text_of(client.get(EMAIL_URL)))
    about = {sent.to[0]: sent.subject for sent in mail.outbox}
    assert about["other@example.org"] == "You have an account at Preceptor already"
    assert about[NEW] == "Confirm your address at Preceptor"


def without_tokens(text):
    """Leave out the tokens against forgery, which differ on every page."""
    return [word for word in text.split() if not word.startswith('value="')]


def test_address_is_added_once(client, reader):
    response = act(client, "add", EMAIL)

    assert "Your account has this address already" in response.text


def test_address_that_is_none_is_refused_and_kept_in_the_form(client, reader):
    response = act(client, "add", "anna@")

    text = text_of(response)
    assert 'value="anna@"' in text
    assert '<a href="#id_email">New e-mail address</a>: Enter a valid' in text


def test_account_has_five_addresses_at_most(client, reader):
    for number in range(4):
        EmailAddress.objects.create(user=reader, email=f"{number}@example.org")

    page = client.get(EMAIL_URL)
    response = act(client, "add")

    assert "An account has 5 addresses at most" in page.text
    assert response.status_code == 200
    assert EmailAddress.objects.count() == 5


def test_address_waits_until_a_second_factor_is_off(client, reader):
    make_second_factor(reader)

    response = act(client, "add")

    assert "With a second factor on, no address can be added" in response.text
    assert EmailAddress.objects.count() == 1


def test_address_of_somebody_else_is_left_alone(client, reader):
    other = make_reader(email="other@example.org")

    for action in ["remove", "primary", "send"]:
        act(client, action, "other@example.org")

    assert EmailAddress.objects.get(email="other@example.org").user == other
    assert User.objects.get(pk=reader.pk).email == EMAIL
    assert mail.outbox == []


def test_addresses_need_sign_in(client):
    response = client.get(EMAIL_URL)

    assert response.headers["Location"].startswith("/accounts/login/")
