import django.db.models.functions.text
from django.db import migrations, models

from accounts.quiet_migrations import AddIndexQuietly


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ('accounts', '0008_a_recovery_code_was_used'),
    ]

    operations = [
        AddIndexQuietly(
            model_name='outboxmail',
            index=models.Index(django.db.models.functions.text.Upper('to'), condition=models.Q(('ended_at__isnull', False)), name='mail_ended_to'),
        ),
        AddIndexQuietly(
            model_name='user',
            index=models.Index(condition=models.Q(('last_login__isnull', True)), fields=['date_joined'], name='never_signed_in'),
        ),
    ]
