from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0011_link_check_address")]

    operations = [
        migrations.AddField(
            model_name="spreadsheetrow",
            name="citings",
            field=models.JSONField(
                default=dict,
                help_text="What becomes of the citations of a program's changed fields, by field: differences of rows.",
            ),
        ),
    ]
