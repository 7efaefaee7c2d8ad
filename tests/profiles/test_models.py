import pytest
from django.core.exceptions import ValidationError

from profiles.models import User

pytestmark = pytest.mark.django_db


def test_user_is_known_by_the_address_in_any_case():
    user = User.objects.create_user("Anna@Example.org")

    assert str(user) == "anna@example.org"
    assert User.objects.get_by_natural_key("anna@example.ORG") == user


def test_user_without_a_password_cannot_sign_in():
    user = User.objects.create_user("anna@example.org")

    assert not user.has_usable_password()


def test_two_users_cannot_share_an_address_in_another_case():
    User.objects.create_user("anna@example.org")

    with pytest.raises(ValidationError, match="already"):
        User(email="Anna@example.org", first_name="A").full_clean(["password"])


def test_superuser_may_change_everything():
    user = User.objects.create_superuser("anna@example.org", "x")

    assert user.is_staff
    assert user.has_perm("profiles.delete_user")
