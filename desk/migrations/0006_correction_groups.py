from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

READS = ["view_correction", "view_linkcheck"]
GROUPS = {
    "Editor": [*READS, "handle_correction"],
    "Reviewer": [*READS, "handle_correction", "change_linkcheck"],
    "Data manager": [*READS, "change_linkcheck"],
}


def permissions_of(apps, name):
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label="desk", codename__in=GROUPS[name])


def grant(apps, schema_editor):
    """Let staff read corrections and link checks, and do what their work needs."""
    create_permissions(real_apps.get_app_config("desk"), verbosity=0)
    for name in GROUPS:
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*permissions_of(apps, name))


def revoke(apps, schema_editor):
    for name in GROUPS:
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.remove(*permissions_of(apps, name))


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_link_checks")]

    operations = [migrations.RunPython(grant, revoke)]
