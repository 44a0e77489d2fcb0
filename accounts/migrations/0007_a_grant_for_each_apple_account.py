import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import connection, migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from accounts.quiet_migrations import Once

BATCH = 500


def name_the_accounts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The token that was kept is the one of the Apple account that signed in last."""
    unnamed = apps.get_model("accounts", "AppleGrant").objects.filter(uid=None).order_by("pk")
    social = apps.get_model("socialaccount", "SocialAccount").objects.filter(provider="apple")
    while grants := list(unnamed[:BATCH]):
        theirs = social.filter(user__in=[grant.user_id for grant in grants]).order_by("last_login")
        uids = dict(theirs.values_list("user", "uid"))
        for grant in grants:
            grant.uid = uids.get(grant.user_id, f"of-user-{grant.user_id}")
        unnamed.bulk_update(grants, ["uid"])


class Migration(migrations.Migration):
    atomic = connection.vendor != "postgresql"
    dependencies = [
        ("accounts", "0006_reset_requests_that_fail"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        Once(
            migrations.AddField(
                model_name="applegrant",
                name="uid",
                field=models.CharField(max_length=191, null=True),
            ),
            done=("accounts_applegrant", "uid"),
        ),
        migrations.RunPython(name_the_accounts, migrations.RunPython.noop, atomic=False),
        Once(
            migrations.AlterField(
                model_name="applegrant",
                name="user",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="apple_grants",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            # Now that nobody else can add a grant: those that came in the meantime.
            migrations.RunPython(name_the_accounts, migrations.RunPython.noop),
            migrations.AlterField(
                model_name="applegrant",
                name="uid",
                field=models.CharField(max_length=191, unique=True),
            ),
            done=("accounts_applegrant", "uid"),
            required=True,
        ),
    ]
