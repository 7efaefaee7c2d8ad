from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

EVERYTHING = (
    "certification",
    "claim",
    "occupation",
    "page",
    "pageanswer",
    "reference",
    "role",
    "term",
)
TEXTS = ("certification", "page", "reference", "role", "term")
FIGURES = ("claim", "occupation")
READS = [f"view_{name}" for name in EVERYTHING]
WRITES = [f"{act}_{name}" for name in TEXTS for act in ("add", "change")]
PERMISSIONS = {
    "Editor": [*READS, *WRITES, "delete_reference"],
    "Reviewer": [
        *READS,
        *WRITES,
        "delete_reference",
        *(f"{act}_{name}" for name in FIGURES for act in ("add", "change")),
    ],
    "Data manager": READS,
}


def permit(apps, schema_editor):
    """Let editors write the guide's texts, and reviewers its figures too."""
    create_permissions(real_apps.get_app_config("guide"), verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects
    for name, codes in PERMISSIONS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(
            *permissions.filter(content_type__app_label="guide", codename__in=codes)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0003_claim_finding"),
        ("desk", "0002_groups"),
    ]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
