"""SQLite finds the newest articles by their index too.

It takes an index of a part of the rows only where a query has the condition word for word, and
Django's queries have a value in its place. So there the index is of all pages.
"""

from django.db import migrations

from articles import page_indexes

NAME = "articles_newest"
COLUMNS = "first_published_at DESC, id DESC"


def widen(apps, schema_editor):
    """Of all pages, those that are live first."""
    if schema_editor.connection.vendor == "sqlite":
        page_indexes.remove(schema_editor, [NAME])
        page_indexes.add(schema_editor, {NAME: f"wagtailcore_page (live, {COLUMNS})"})


def narrow(apps, schema_editor):
    """As it was."""
    if schema_editor.connection.vendor == "sqlite":
        page_indexes.remove(schema_editor, [NAME])
        page_indexes.add(schema_editor, {NAME: f"wagtailcore_page ({COLUMNS}) WHERE live"})


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("articles", "0015_upper_pages_are_found_by_index"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(widen, narrow)]
