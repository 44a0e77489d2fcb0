from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PLACEHOLDER = "support@fanmankind.example"


def follow_the_operator(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nobody chose the placeholder, so the address that the operator has set takes its place."""
    words = apps.get_model("articles", "SiteWords")
    words.objects.filter(support_address=PLACEHOLDER).update(support_address="")


class Migration(migrations.Migration):

    dependencies = [("articles", "0009_search")]

    operations = [
        migrations.AlterField(
            model_name="sitewords",
            name="support_address",
            field=models.EmailField(
                blank=True,
                default="",
                help_text="For help with an account. Empty: the one that the operator has set.",
                max_length=254,
            ),
        ),
        migrations.RunPython(follow_the_operator, migrations.RunPython.noop),
    ]
