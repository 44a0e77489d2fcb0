"""Let PostgreSQL know more of the words that are searched for, so that it goes about it well.

A search wants the newest of what has a word. Where nearly everything has it, going back from the
newest is best; where next to nothing has it, the index of words is. With its ordinary statistics
PostgreSQL thinks that a word it has not noted is in hundreds of 50,000 things, takes the first way
and reads all of them: 20 ms instead of 0.2 (docs/decisions/0017).
"""

from django.db import migrations

TARGET = 300  # of 10,000 at most; the ordinary one is 100
TABLE = "wagtailsearch_indexentry"


def note_more_words(apps, schema_editor, target=TARGET):
    """Raise the statistics target of the words; PostgreSQL alone has one."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER TABLE {TABLE} ALTER COLUMN autocomplete SET STATISTICS {target}"
        )
        schema_editor.execute(f"ANALYZE {TABLE}")


def note_as_many_as_usual(apps, schema_editor):
    """Take it back."""
    note_more_words(apps, schema_editor, target=-1)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_support_address"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(note_more_words, note_as_many_as_usual)]
