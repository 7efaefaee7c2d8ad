from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guide", "0002_checklists")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="finding",
            field=models.CharField(
                default="",
                help_text="One sentence, for the overview: why it has this grade.",
                max_length=160,
                verbose_name="what we found",
            ),
            preserve_default=False,
        )
        for name in ("claim", "historicalclaim")
    ]
