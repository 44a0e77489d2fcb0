"""PostgreSQL finds the first shows by their titles, however many there are.

The front page shows three of them, and would sort all. SQLite takes no index of a part of the rows
here (see 0016); it is meant for a hundred shows, which it sorts sooner than one can measure.
"""

from django.db import migrations

from articles import page_indexes

NAME = "articles_by_title"
ON = "wagtailcore_page (title, id) WHERE depth <= 3"


def add(apps, schema_editor):
    """Make it."""
    if schema_editor.connection.vendor == "postgresql":
        page_indexes.add(schema_editor, {NAME: ON})


def remove(apps, schema_editor):
    """Take it back."""
    page_indexes.remove(schema_editor, [NAME])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("articles", "0016_the_newest_on_sqlite"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(add, remove)]
