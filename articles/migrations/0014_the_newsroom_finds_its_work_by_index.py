"""What the newsroom asks for on every screen is found by an index, however many pages there are.

The root of the tree, which every screen of Wagtail's asks for; what somebody is working on; what
was published longest ago, or comes down by itself. Wagtail's table is not ours, so no model can name the indexes.
"""

from django.db import migrations

from articles import page_indexes

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
    """Make them."""
    page_indexes.add(schema_editor, INDEXES)


def remove(apps, schema_editor):
    """Take them back."""
    page_indexes.remove(schema_editor, INDEXES)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("articles", "0013_the_newest_have_their_index"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(add, remove)]
