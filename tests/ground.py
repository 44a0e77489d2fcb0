"""The rows that Wagtail's data migrations make, for a database made without migrations."""

from importlib import import_module

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site


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
    """A root page, the default site, a root collection, and the two groups of editors."""
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
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for name, codenames in {
        "Moderators": ["add_page", "change_page", "publish_page"],
        "Editors": ["add_page", "change_page"],
    }.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(admin)
        for codename in codenames:
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            )
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
