"""The newest articles are found by an index, however many pages there are.

Every list of ours is newest first, with what has no date at the end, and Wagtail's own index of the
date is in another order. Its table is not ours, so no model can name the index.
"""

from django.db import migrations

from articles import page_indexes

NAME = "articles_newest"
ON = "wagtailcore_page (first_published_at DESC{nulls}, id DESC) WHERE live"


def add(apps, schema_editor):
    """Make it."""
    nulls = " NULLS LAST" if schema_editor.connection.vendor == "postgresql" else ""
    page_indexes.add(schema_editor, {NAME: ON.format(nulls=nulls)})


def remove(apps, schema_editor):
    """Take it back."""
    page_indexes.remove(schema_editor, [NAME])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("articles", "0012_import_time_zone"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(add, remove)]
