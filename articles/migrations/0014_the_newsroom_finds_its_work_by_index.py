"""What the newsroom asks for on every screen is found by an index, however many pages there are.

The root of the tree, which every screen of Wagtail's asks for; what somebody is working on; what
was published longest ago, or comes down by itself. Wagtail's table is not ours, so no model can name the indexes.
"""

from django.db import migrations

INDEXES = {
    "articles_root": "wagtailcore_page (path) WHERE depth = 1",
    "articles_in_work": (
        "wagtailcore_page (latest_revision_created_at DESC, id) WHERE has_unpublished_changes"
    ),
    "articles_oldest": (
        "wagtailcore_page (last_published_at, id) WHERE last_published_at IS NOT NULL"
    ),
    "articles_expiring": "wagtailcore_page (expire_at, id) WHERE live AND expire_at IS NOT NULL",
}


def add(apps, schema_editor):
    """PostgreSQL makes them while others go on writing; what an earlier try left goes first."""
    if schema_editor.connection.vendor != "postgresql":
        for name, on in INDEXES.items():
            schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {on}")
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        before = cursor.fetchone()[0]
    schema_editor.execute("SET lock_timeout = 0")  # to wait here harms nobody
    for name, on in INDEXES.items():
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        schema_editor.execute(f"CREATE INDEX CONCURRENTLY {name} ON {on}")
    schema_editor.execute(f"SET lock_timeout = '{before}'")


def remove(apps, schema_editor):
    """Take them back."""
    how = "CONCURRENTLY " if schema_editor.connection.vendor == "postgresql" else ""
    for name in INDEXES:
        schema_editor.execute(f"DROP INDEX {how}IF EXISTS {name}")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("articles", "0013_the_newest_have_their_index"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(add, remove)]
