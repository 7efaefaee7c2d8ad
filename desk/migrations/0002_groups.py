from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

FACTS = (
    "accreditation",
    "citation",
    "course",
    "deadline",
    "englishtest",
    "outcome",
    "partner",
    "prerequisite",
    "tuition",
)
CATALOG = (
    *FACTS,
    "accreditor",
    "institution",
    "program",
    "programtopic",
    "source",
    "topic",
)
READS = [f"programs.view_{name}" for name in CATALOG] + ["desk.view_draft"]
EDITS = [
    *(f"programs.{act}_{name}" for name in FACTS for act in ("add", "change", "delete")),
    *(f"programs.{act}_{name}" for name in ("institution", "program") for act in ("add", "change", "delete")),
    "programs.add_source",
    "desk.confirm_fact",
]
GROUPS = {
    "Editor": [*READS, *EDITS],
    "Reviewer": [*READS, *EDITS, "programs.change_source", "desk.review_draft"],
    "Data manager": [
        *READS,
        "programs.add_source",
        "programs.change_source",
        "programs.add_accreditor",
        "programs.change_accreditor",
    ],
}


def make_groups(apps, schema_editor):
    """Make the three groups of staff, each with exactly its permissions."""
    for name in ("programs", "desk"):
        create_permissions(real_apps.get_app_config(name), verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects
    for name, codes in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        wanted = [code.split(".") for code in codes]
        group.permissions.set(
            permissions.get(content_type__app_label=app, codename=codename)
            for app, codename in wanted
        )


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
