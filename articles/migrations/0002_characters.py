from collections import defaultdict
from typing import Any

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


def _furthest(fate: Any) -> tuple[int, int]:
    """Where a fate stands in its show's order; those that stand nowhere come last."""
    episode = fate.boundary or fate.article.boundary
    return (episode.season.number, episode.number) if episode else (999, 9999)


def begin_with_the_fates(apps: Any, schema_editor: Any) -> None:
    """Give every show the characters that its articles tell the fates of, and link those.

    Nobody has said yet when we first meet them, so each is shown from the earliest fate on, which
    is safe; an editor can say more.
    """
    Show = apps.get_model("articles", "Show")
    Fate = apps.get_model("articles", "Fate")
    Character = apps.get_model("articles", "Character")
    fates = Fate.objects.select_related("article__boundary__season", "boundary__season")
    for show in Show.objects.all():
        by_name = defaultdict(list)
        for fate in fates.filter(
            article__path__startswith=show.path, article__depth=show.depth + 1
        ):
            by_name[" ".join(fate.character.split()).casefold()].append(fate)
        ordered = sorted(
            (sorted(rows, key=_furthest) for rows in by_name.values()),
            key=lambda rows: (*_furthest(rows[0]), rows[0].article_id, rows[0].sort_order or 0),
        )
        for place, rows in enumerate(ordered):
            first = rows[0]
            episode = first.boundary or first.article.boundary
            if episode is None or episode.season.show_id != show.pk:
                continue
            made = Character.objects.create(
                show=show, name=" ".join(first.character.split()), sort_order=place,
                actor=next((row.actor for row in rows if row.actor), ""), boundary=episode,
            )  # fmt: skip
            Fate.objects.filter(pk__in=[row.pk for row in rows]).update(who=made)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
    ]

    operations = [
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
        migrations.AddField(
            model_name="fate",
            name="who",
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="fates", to="articles.character"),
        ),
        migrations.RunPython(begin_with_the_fates, migrations.RunPython.noop),
    ]
