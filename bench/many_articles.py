"""A publication of 50,000 articles for benchmarks: invented, in bulk, and the same every time."""

from __future__ import annotations

import random
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


def fill() -> tuple[list[str], list[tuple[str, str]]]:
    """Fill the database; return the words, the commonest first, and the shows' names and slugs."""
    words = _words()
    weights = [1 / (rank + 5) for rank in range(len(words))]
    total: list[float] = []
    for weight in weights:
        total.append(weight + (total[-1] if total else 0))

    def text(count: int) -> str:
        return " ".join(CHANCE.choices(words, cum_weights=total, k=count))

    later: Any = dict.fromkeys(("show_changed", "character_changed", "page_changed"), _later)
    with transaction.atomic(), patch.multiple(index, **later):
        front = _front()
        picture = _picture()
        _authors(front, text)
        for number in range(SHOWS):
            _show(front, number, picture, words, text)
    shows = Show.objects.order_by("pk").values_list("title", "slug")
    return words, list(shows)


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


def _authors(front: FrontPage, text: Any) -> None:
    listed = front.add_child(instance=AuthorIndex(title="Authors", slug="authors"))
    for number in range(AUTHORS):
        listed.add_child(
            instance=Author(title=text(2).title(), slug=f"a-{number}", biography=text(60))
        )


def _show(front: FrontPage, number: int, picture: Picture, words: list[str], text: Any) -> None:
    name = f"The {words[-1 - number].title()} {words[number * 7].title()}"
    show = Show(title=name, slug=f"show-{number}", synopsis=text(60), first_year=2001)
    show.key_art = picture
    for season in (1, 2):
        show.seasons.add(Season(number=season, episodes=[Episode(number=1, title=text(3))]))
    for place in range(CHARACTERS):
        show.characters.add(Character(name=f"{text(2).title()} {place}", line=text(12)))
    front.add_child(instance=show)
    ends = list(Episode.objects.filter(season__show=show))
    _articles(show, picture, ends, text)


def _articles(show: Show, picture: Picture, ends: list[Episode], text: Any) -> None:
    """Rows of articles right below a show, without a model's own saving."""
    like = Article(title="x", slug="x")
    began = datetime(2010, 1, 1, tzinfo=UTC)
    pages, details = [], []
    for number in range(1, ARTICLES + 1):
        end = ends[number % len(ends)]
        title = f"{show.title} season {end.season.number} ending, explained: {text(3)}"[:255]
        slug = f"ending-{number}"
        pages.append(
            Page(
                title=title, draft_title=title, slug=slug, live=True, depth=show.depth + 1,
                path=Page._get_path(show.path, show.depth + 1, number),
                url_path=f"{show.url_path}{slug}/", locale=show.locale, translation_key=uuid4(),
                content_type=like.cached_content_type,
                first_published_at=began + timedelta(hours=CHANCE.randrange(140_000)),
            )
        )  # fmt: skip
        details.append({"safe_dek": text(20)[:240], "boundary_id": end.pk})
    Page.objects.bulk_create(pages)
    own = Article._meta.local_concrete_fields
    rest = {field.attname: getattr(like, field.attname) for field in own}
    rest["safe_hero_id"] = picture.pk
    rows: list[Any] = [
        SimpleNamespace(**rest | detail | {"page_ptr_id": page.pk})
        for page, detail in zip(pages, details, strict=True)
    ]
    # The rows of the articles' own table alone; those of the pages beneath are there.
    for batch in batched(rows, 30):
        query = InsertQuery(Article)
        query.insert_values(own, list(batch), raw=True)
        query.get_compiler("default").execute_sql()
    Page.objects.filter(pk=show.pk).update(numchild=ARTICLES)
