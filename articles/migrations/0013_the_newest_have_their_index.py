"""The newest articles are found by an index, however many pages there are.

Every list of ours is newest first, with what has no date at the end, and Wagtail's own index of the
date is in another order. Its table is not ours, so no model can name the index.
"""

from django.db import migrations

NAME = "articles_newest"
ON = "wagtailcore_page (first_published_at DESC{nulls}, id DESC) WHERE live"


def add(apps, schema_editor):
    """PostgreSQL makes it while others go on writing; what an earlier try left goes first."""
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            before = cursor.fetchone()[0]
        schema_editor.execute("SET lock_timeout = 0")  # to wait here harms nobody
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")
        schema_editor.execute(f"CREATE INDEX CONCURRENTLY {NAME} ON {ON.format(nulls=' NULLS LAST')}")
        schema_editor.execute(f"SET lock_timeout = '{before}'")
    else:
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {NAME} ON {ON.format(nulls='')}")


def remove(apps, schema_editor):
    """Take it back."""
    how = "CONCURRENTLY " if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP INDEX {how}IF EXISTS {NAME}")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("articles", "0012_import_time_zone"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(add, remove)]
