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
    """Sign a person in; she counts as having given her password a moment ago."""
    response = client.post(
        "/accounts/login/?next=/", {"login": user.email, "password": PASSWORD}
    )
    assert response.status_code == 302
    return user
