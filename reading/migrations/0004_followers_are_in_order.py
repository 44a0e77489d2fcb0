from django.db import migrations, models

from accounts.quiet_migrations import AddIndexQuietly


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ('accounts', '0009_what_chores_look_for_has_its_index'),
        ('reading', '0003_what_waits_has_its_index'),
    ]

    operations = [
        AddIndexQuietly(
            model_name='follow',
            index=models.Index(fields=['show', 'id'], name='followers_in_order'),
        ),
    ]
