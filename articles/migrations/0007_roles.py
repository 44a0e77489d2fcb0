"""Writers, editors and one review, out of what Wagtail brings."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

from articles.newsroom.roles import make_review, make_roles


def arrange(apps, schema_editor):
    """Make the roles, and the permissions that they need, which come only after all migrations."""
    for label in ("articles", "wagtailredirects"):
        create_permissions(installed.get_app_config(label), verbosity=0, apps=apps)
    if make_roles(apps):
        make_review(apps)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0006_archives"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(arrange, migrations.RunPython.noop)]
