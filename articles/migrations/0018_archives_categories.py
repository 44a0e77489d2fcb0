"""The table of an archive's categories has the same name on its screen as in the menu."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_shows_by_title")]

    operations = [
        migrations.AlterModelOptions(
            name="archiveterm",
            options={
                "ordering": ["taxonomy", "name", "pk"],
                "verbose_name": "category or tag",
                "verbose_name_plural": "archive’s categories",
            },
        ),
    ]
