from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0005_grade_not_confirmed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="checklistanswer",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("yes", "Yes, it suits me"),
                    ("no", "No, it does not"),
                    ("unknown", "Could not find out"),
                ],
                max_length=10,
            ),
        ),
    ]
