import pytest

from profiles.models import User


@pytest.mark.django_db
def test_user_is_known_by_the_address_in_any_case():
    user = User.objects.create_user("Anna@Example.org")

    assert user.email == "anna@example.org"
    assert User.objects.get_by_natural_key("anna@example.ORG") == user
