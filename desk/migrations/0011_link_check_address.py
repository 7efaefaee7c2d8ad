from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0010_spreadsheet_groups")]

    operations = [
        migrations.AddField(
            model_name="linkcheck",
            name="url",
            field=models.TextField(default="", help_text="The one that was asked.", verbose_name="address"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="linkcheck",
            name="changed_at",
            field=models.DateTimeField(help_text="When the text was last found to be another.", null=True),
        ),
    ]
