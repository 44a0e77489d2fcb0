import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_the_account(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The token that was kept is the one of the Apple account that signed in last."""
    grants = apps.get_model("accounts", "AppleGrant")
    social = apps.get_model("socialaccount", "SocialAccount")
    for grant in grants.objects.all():
        accounts = social.objects.filter(provider="apple", user_id=grant.user_id)
        account = accounts.order_by("-last_login").first()
        grant.uid = account.uid if account else f"of-user-{grant.user_id}"
        grant.save(update_fields=["uid"])


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0006_reset_requests_that_fail"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.AlterField(
            model_name="applegrant",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="apple_grants",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="applegrant",
            name="uid",
            field=models.CharField(max_length=191, null=True),
        ),
        migrations.RunPython(name_the_account, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="applegrant",
            name="uid",
            field=models.CharField(max_length=191, unique=True),
        ),
    ]
