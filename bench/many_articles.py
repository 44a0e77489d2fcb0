"""A publication for benchmarks: invented, in bulk, and the same every time.

Of 50,000 articles for search, unless told otherwise; ``bench.growth`` asks for more.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import batched
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models.sql import InsertQuery
from PIL import Image
from wagtail.models import Page, Site

from articles.models import (
    Article,
    Author,
    AuthorIndex,
    Character,
    Episode,
    FrontPage,
    Picture,
    Rendition,
    Season,
    Show,
)  # fmt: skip
from articles.pictures import make_renditions
from articles.search import index

SHOWS, ARTICLES, CHARACTERS, AUTHORS, WORDS = 200, 250, 10, 50, 20_000
CHANCE = random.Random(1968)  # noqa: S311
SYLLABLES = [
    a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il")
]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made: how many articles each show has, and how long the shows are.

    ``front`` is what the shows go under, a new front page if not given; ``like`` is an article
    whose text all of them have. ``pictures`` says whether each show has a picture of its own.
    """

    articles: Sequence[int] = (ARTICLES,) * SHOWS
    seasons: int = 2
    episodes: int = 1
    front: FrontPage | None = None
    like: Article = field(default_factory=lambda: Article(title="x", slug="x"))
    pictures: bool = False
    authors: int = AUTHORS


def fill(plan: Plan | None = None) -> tuple[list[str], list[tuple[str, str]]]:
    """Fill the database; return the words, the commonest first, and the shows' names and slugs."""
    plan = plan or Plan()
    words = _words()
    weights = [1 / (rank + 5) for rank in range(len(words))]
    total: list[float] = []
    for weight in weights:
        total.append(weight + (total[-1] if total else 0))

    def text(count: int) -> str:
        return " ".join(CHANCE.choices(words, cum_weights=total, k=count))

    later: Any = dict.fromkeys(("show_changed", "character_changed", "page_changed"), _later)
    with transaction.atomic(), patch.multiple(index, **later):
        plan = replace(plan, front=plan.front or _front())
        picture = _picture()
        _authors(plan, text)
        for number in range(len(plan.articles)):
            if plan.pictures:
                picture = _another(picture)
            _show(number, picture, words, text, plan)
    shows = Show.objects.filter(slug__startswith="show-").order_by("pk")
    return words, list(shows.values_list("title", "slug"))


def _later(*_: Any) -> None:
    """Search is brought in step in the end, by its own command."""


def _words() -> list[str]:
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found["".join(CHANCE.choices(SYLLABLES, k=CHANCE.randint(2, 4)))] = None
    return list(found)


def _front() -> FrontPage:
    root = Page.get_first_root_node()
    front: FrontPage = root.add_child(instance=FrontPage(title="Bench", slug="bench"))
    Site.objects.filter(is_default_site=True).update(root_page=front)
    Site.clear_site_root_paths_cache()
    return front


def _picture() -> Picture:
    data = BytesIO()
    Image.new("RGB", (1200, 800), (142, 59, 31)).save(data, "JPEG")
    picture = Picture(title="Dunes", file=ImageFile(BytesIO(data.getvalue()), name="dunes.jpg"))
    picture.save()
    make_renditions(picture, ["card"])
    return picture


def _another(picture: Picture) -> Picture:
    """One more row of the same file, with its renditions."""
    renditions = list(picture.renditions.all())
    copy: Picture = Picture.objects.get(pk=picture.pk)
    copy.pk, copy._state.adding = None, True
    Picture.objects.bulk_create([copy])
    for rendition in renditions:
        rendition.pk, rendition.image = None, copy
    Rendition.objects.bulk_create(renditions)
    return copy


def _authors(plan: Plan, text: Any) -> None:
    front: Any = plan.front
    listed = AuthorIndex.objects.first() or front.add_child(
        instance=AuthorIndex(title="Authors", slug="authors")
    )
    for number in range(plan.authors):
        listed.add_child(
            instance=Author(title=text(2).title(), slug=f"a-{number}", biography=text(60))
        )


def _show(number: int, picture: Picture, words: list[str], text: Any, plan: Plan) -> None:
    front: Any = plan.front
    name = f"The {words[-1 - number].title()} {words[number * 7].title()}"
    show = Show(title=name, slug=f"show-{number}", synopsis=text(60), first_year=2001)
    show.key_art = picture
    for season in range(1, plan.seasons + 1):
        show.seasons.add(Season(number=season))
    for place in range(CHARACTERS):
        show.characters.add(Character(name=f"{text(2).title()} {place}", line=text(12)))
    front.add_child(instance=show)
    Episode.objects.bulk_create(
        [
            Episode(season=season, number=place, sort_order=place, title=text(3))
            for season in show.seasons.all()
            for place in range(1, plan.episodes + 1)
        ]
    )
    _articles(show, picture, text, plan.articles[number], plan.like)


def _articles(show: Show, picture: Picture, text: Any, count: int, like: Article) -> None:
    """Rows of articles right below a show, without a model's own saving."""
    ends = list(Episode.objects.filter(season__show=show))
    began = datetime(2010, 1, 1, tzinfo=UTC)
    pages, details = [], []
    for number in range(1, count + 1):
        end = ends[number % len(ends)]
        title = f"{show.title} season {end.season.number} ending, explained: {text(3)}"[:255]
        slug = f"ending-{number}"
        out = began + timedelta(hours=CHANCE.randrange(140_000))
        pages.append(
            Page(
                title=title, draft_title=title, slug=slug, live=True, depth=show.depth + 1,
                path=Page._get_path(show.path, show.depth + 1, number),
                url_path=f"{show.url_path}{slug}/", locale=show.locale, translation_key=uuid4(),
                content_type=like.cached_content_type,
                first_published_at=out, last_published_at=out, latest_revision_created_at=out,
            )
        )  # fmt: skip
        details.append({"safe_dek": text(20)[:240], "boundary_id": end.pk})
    Page.objects.bulk_create(pages)
    own = Article._meta.local_concrete_fields
    rest = {field.attname: getattr(like, field.attname) for field in own}
    rest |= {"safe_hero_id": picture.pk, "hero_id": None}
    rows: list[Any] = [
        SimpleNamespace(**rest | detail | {"page_ptr_id": page.pk})
        for page, detail in zip(pages, details, strict=True)
    ]
    # The rows of the articles' own table alone; those of the pages beneath are there.
    for batch in batched(rows, 30):
        query = InsertQuery(Article)
        query.insert_values(own, list(batch), raw=True)
        query.get_compiler("default").execute_sql()
    Page.objects.filter(pk=show.pk).update(numchild=count)
