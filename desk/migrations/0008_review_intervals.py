from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

DAYS = {
    "deadlines": 120,
    "accreditation": 180,
    "tuition": 365,
    "admissions": 365,
    "curriculum": 540,
    "outcomes": 365,
    "details": 365,
}
PERMISSIONS = {
    "Editor": ["view_factcheck", "view_reviewinterval"],
    "Reviewer": ["view_factcheck", "view_reviewinterval"],
    "Data manager": [
        "view_factcheck",
        "view_reviewinterval",
        "change_reviewinterval",
    ],
}


def make_intervals(apps, schema_editor):
    """Write the days after which a fact of each kind is due for a check."""
    intervals = apps.get_model("desk", "ReviewInterval").objects
    for kind, days in DAYS.items():
        intervals.get_or_create(kind=kind, defaults={"days": days})


def permit(apps, schema_editor):
    """Let all staff see what is due for a check, and data managers set intervals."""
    create_permissions(real_apps.get_app_config("desk"), verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects
    for name, codes in PERMISSIONS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(
            *permissions.filter(content_type__app_label="desk", codename__in=codes)
        )


class Migration(migrations.Migration):
    dependencies = [("desk", "0007_fact_check_view")]

    operations = [
        migrations.RunPython(make_intervals, migrations.RunPython.noop),
        migrations.RunPython(permit, migrations.RunPython.noop),
    ]
