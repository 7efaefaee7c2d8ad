"""Members of the staff, each in the groups that her work needs."""

from django.contrib.auth.models import Group

from tests.factories import make_user


def make_staff(group, **about):
    """Make a person of one group: Editor, Reviewer or Data manager."""
    values = {"email": f"{group.lower().replace(' ', '-')}@example.org"} | about
    person = make_user(is_staff=True, **values)
    person.groups.add(Group.objects.get(name=group))
    return person
