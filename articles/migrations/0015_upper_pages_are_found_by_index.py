"""The pages above the articles are found by an index, however many articles lie below them.

A list of all shows asks for what lies right below their page; by its path alone PostgreSQL would
go through every article of theirs. Wagtail's table is not ours, so no model can name the index.
"""

from django.db import migrations

from articles import page_indexes

NAME = "articles_upper"
ON = "wagtailcore_page (path{operators}) WHERE depth <= 3"


def add(apps, schema_editor):
    """Make it."""
    operators = " varchar_pattern_ops" if schema_editor.connection.vendor == "postgresql" else ""
    page_indexes.add(schema_editor, {NAME: ON.format(operators=operators)})


def remove(apps, schema_editor):
    """Take it back."""
    page_indexes.remove(schema_editor, [NAME])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("articles", "0014_the_newsroom_finds_its_work_by_index"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(add, remove)]
