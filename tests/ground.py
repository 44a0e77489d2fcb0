"""The rows that Wagtail's data migrations make, for a database made without migrations."""

from importlib import import_module

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Collection, Locale, Page, Site

from articles.newsroom.roles import make_roles


def make_full_text_index() -> None:
    """Wagtail's index of full text on SQLite, which is no table that a model could make."""
    if connection.vendor != "sqlite":
        return
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    steps = next(o for o in migration.operations if hasattr(o, "database_operations"))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS wagtailsearch_indexentry_fts")
        for step in steps.database_operations:
            cursor.execute(step.sql.replace("%", "%%"))


def lay_ground() -> None:
    """A root page, the default site, a root collection, and the two roles."""
    make_full_text_index()
    locale, _ = Locale.objects.get_or_create(language_code="en")
    if not Page.objects.exists():
        root = Page.add_root(
            instance=Page(
                title="Root",
                slug="root",
                locale=locale,
                content_type=ContentType.objects.get_for_model(Page),
            )
        )
    else:
        root = Page.get_first_root_node()
    Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 8000, "root_page": root}
    )
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    make_roles(apps)
