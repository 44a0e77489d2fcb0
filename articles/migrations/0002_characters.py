"""Every show has its characters, begun with those whose fates its articles tell."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import batched
from typing import Any

import django.db.models.deletion
import modelcluster.fields
from django.db import connection, migrations, models
from django.db.models.functions import Coalesce

from articles import page_indexes

BATCH = 500
LAST = (999, 9999)  # where those stand that stand nowhere


class Whole(migrations.SeparateDatabaseAndState):
    """What PostgreSQL changes in a transaction of its own, unless the table is there already."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        database = schema_editor.connection
        if database.vendor != "postgresql" or schema_editor.collect_sql:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        elif "articles_character" not in database.introspection.table_names():
            with database.schema_editor() as own:
                super().database_forwards(app_label, own, from_state, to_state)


def find_fates_by_whose(apps: Any, schema_editor: Any) -> None:
    """The index of the new key, which PostgreSQL makes while others write: under Django's name."""
    table, column = apps.get_model("articles", "Fate")._meta.db_table, "who_id"
    page_indexes.add(
        schema_editor,
        {schema_editor._create_index_name(table, [column]): f"{table} ({column})"},
    )


def begin_with_the_fates(apps: Any, schema_editor: Any) -> None:
    """Give every show the characters that its articles tell the fates of, and link those.

    Nobody has said yet when we first meet them, so each is shown from the earliest fate on, which
    is safe; an editor can say more. A show's characters are made all or none; so where this broke
    off, it goes on with the shows that have none and with the fates that are not linked.
    """
    Fate = apps.get_model("articles", "Fate")
    Character = apps.get_model("articles", "Character")
    for show in apps.get_model("articles", "Show").objects.only("path", "depth"):
        people = _people(apps, show)
        characters = Character.objects.filter(show=show.pk)
        if not characters.exists():
            Character.objects.bulk_create([Character(**row) for row in _characters(show, people)])
        made = {_key(name): pk for pk, name in characters.values_list("pk", "name")}
        for key, rows in people.items():
            if key not in made:
                continue
            for batch in batched((row["pk"] for row in rows), BATCH):
                Fate.objects.filter(pk__in=batch, who=None).update(who=made[key])


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _people(apps: Any, show: Any) -> dict[str, list[dict[str, Any]]]:
    """The fates that the show's articles tell: by name, in the order of the show."""
    rows = list(
        apps.get_model("articles", "Fate").objects
        .filter(article__path__startswith=show.path, article__depth=show.depth + 1)
        .order_by("sort_order", "pk")
        .values("pk", "character", "actor", "article", "sort_order",
                episode=Coalesce("boundary", "article__boundary"))
    )  # fmt: skip
    episodes = apps.get_model("articles", "Episode").objects.filter(
        pk__in={row["episode"] for row in rows}
    )
    places = {
        pk: (show_id, (season, number)) for pk, show_id, season, number
        in episodes.values_list("pk", "season__show", "season__number", "number")
    }
    by_name = defaultdict(list)
    for row in rows:
        row["show"], row["place"] = places.get(row["episode"], (None, LAST))
        by_name[_key(row["character"])].append(row)
    for found in by_name.values():
        found.sort(key=lambda row: row["place"])
    return by_name


def _characters(show: Any, people: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Those of them who are met in an episode of the show, in the order in which they are."""
    ordered = sorted(
        people.values(),
        key=lambda rows: (*rows[0]["place"], rows[0]["article"], rows[0]["sort_order"] or 0),
    )
    for place, rows in enumerate(ordered):
        if rows[0]["show"] == show.pk:
            yield {
                "show_id": show.pk, "boundary_id": rows[0]["episode"], "sort_order": place,
                "name": " ".join(rows[0]["character"].split()),
                "actor": next((row["actor"] for row in rows if row["actor"]), ""),
            }  # fmt: skip


def who(**options: Any) -> models.ForeignKey:
    """The column that links a fate."""
    return models.ForeignKey(
        blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL,
        related_name="fates", to="articles.character", **options,
    )  # fmt: skip


class Migration(migrations.Migration):
    atomic = connection.vendor != "postgresql"
    dependencies = [
        ("articles", "0001_initial"),
    ]

    changes = [
        migrations.CreateModel(
            name="Character",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=80)),
                ("actor", models.CharField(blank=True, max_length=80)),
                ("line", models.CharField(blank=True, help_text="Safe: who they are when we first meet them.", max_length=240)),
                ("boundary", models.ForeignKey(blank=True, help_text="Empty: from the beginning, so that everybody may know of them.", null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="articles.episode", verbose_name="first appears in")),
                ("show", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="characters", to="articles.show")),
            ],
            options={
                "verbose_name": "character",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
    operations = [
        Whole(
            [*changes, migrations.AddField("fate", "who", who(db_index=False))],
            [*changes, migrations.AddField("fate", "who", who())],
        ),
        migrations.RunPython(begin_with_the_fates, migrations.RunPython.noop, atomic=False),
        migrations.RunPython(find_fates_by_whose, migrations.RunPython.noop, atomic=False),
    ]
