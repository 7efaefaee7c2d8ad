from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0004_groups"),
    ]

    operations = [
        migrations.AlterField(
            model_name="claim",
            name="grade",
            field=models.CharField(
                choices=[
                    ("official-checked", "Official, and checked"),
                    ("named-source", "Credited to a named source, not confirmed"),
                    ("no-source", "Stated without a source"),
                    ("contradicted", "Contradicted"),
                ],
                help_text="What stands behind it.",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="historicalclaim",
            name="grade",
            field=models.CharField(
                choices=[
                    ("official-checked", "Official, and checked"),
                    ("named-source", "Credited to a named source, not confirmed"),
                    ("no-source", "Stated without a source"),
                    ("contradicted", "Contradicted"),
                ],
                help_text="What stands behind it.",
                max_length=20,
            ),
        ),
    ]
