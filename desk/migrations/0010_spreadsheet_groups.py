from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = {
    "Reviewer": ["view_spreadsheet"],
    "Data manager": ["view_spreadsheet", "add_spreadsheet"],
}


def permissions_of(apps, name):
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label="desk", codename__in=GROUPS[name])


def grant(apps, schema_editor):
    """Let data managers upload spreadsheets, and reviewers see what was uploaded."""
    create_permissions(real_apps.get_app_config("desk"), verbosity=0)
    for name in GROUPS:
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*permissions_of(apps, name))


def revoke(apps, schema_editor):
    for name in GROUPS:
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.remove(*permissions_of(apps, name))


class Migration(migrations.Migration):
    dependencies = [("desk", "0009_spreadsheets")]

    operations = [migrations.RunPython(grant, revoke)]
