"""People who sign in as readers do, with a password and a confirmed address."""

from allauth.account.models import EmailAddress

from tests.factories import make_user

PASSWORD = "correct horse battery staple"  # noqa: S105 - of people who live in tests


def make_reader(**about):
    """Make a person with a confirmed address."""
    user = make_user(**about)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


def sign_in(client, user):
    """Sign a person in who gives her password again, as some pages ask for."""
    fields = {"login": user.email, "password": PASSWORD}
    client.post("/accounts/login/?next=/", fields)
    response = client.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})
    assert response.headers["Location"] == "/"
    return user
