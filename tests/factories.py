"""Making content for tests: a front page, a show with seasons, complete articles."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Page, Site

from articles.models import (
    Article,
    Author,
    AuthorIndex,
    Byline,
    Episode,
    Fate,
    FrontPage,
    Picture,
    Season,
    Show,
)  # fmt: skip

_numbers = count(1)


def make_picture(
    title: str = "",
    *,
    alt: str = "Dunes at dusk",
    size: tuple[int, int] = (120, 80),
    **fields: Any,
) -> Picture:
    """A picture that gives nothing away: a small file that passes for a large one."""
    number = next(_numbers)
    data = BytesIO()
    Image.new("RGB", size, (142, 59, 31)).save(data, "PNG")
    data.seek(0)
    picture = Picture(
        title=title or f"Picture {number}",
        description=alt,
        file=ImageFile(data, name=f"picture-{number}.png"),
        credit="Illustration: a test",
        **fields,
    )
    picture.save()
    picture.width, picture.height = 1200, 800  # so that publishing makes small renditions, soon
    picture.save(update_fields=["width", "height"])
    return picture


def make_front() -> FrontPage:
    """The front page, at the root of the default site."""
    existing = FrontPage.objects.first()
    if existing is not None:
        return existing
    root = Page.get_first_root_node()
    front: FrontPage = root.add_child(instance=FrontPage(title="fanmankind", slug="front"))
    Site.objects.filter(is_default_site=True).update(root_page=front)
    Site.clear_site_root_paths_cache()
    return front


def make_show(title: str = "A Long Way Home", *, seasons: int = 2, episodes: int = 3) -> Show:
    """A series with its seasons and episodes."""
    number = next(_numbers)
    show = Show(
        title=title, slug=f"show-{number}", network="A Network", first_year=2019,
        synopsis="Somebody sets out.", key_art=make_picture(), patch=make_picture(),
    )  # fmt: skip
    for season_number in range(1, seasons + 1):
        season = Season(number=season_number, setting=str(1980 + season_number))
        season.episodes.add(
            *(
                Episode(number=n, title=f"Episode {season_number}-{n}")
                for n in range(1, episodes + 1)
            )
        )
        show.seasons.add(season)
    made: Show = make_front().add_child(instance=show)
    return made


def episode_of(show: Show, season: int, number: int) -> Episode:
    """An episode of a show by its numbers."""
    return Episode.objects.get(season__show=show, season__number=season, number=number)


def make_author(name: str = "The desk") -> Author:
    """Somebody to sign."""
    front = make_front()
    index = AuthorIndex.objects.first() or front.add_child(
        instance=AuthorIndex(title="Authors", slug="authors")
    )
    author: Author = index.add_child(
        instance=Author(
            title=name,
            slug=f"author-{next(_numbers)}",
            role="Writes",
            biography="Watches.",
            portrait=make_picture(),
        )
    )
    return author


def paragraph(text: str = "<p>What happened, happened.</p>") -> dict[str, Any]:
    """A body block of running text."""
    return {"type": "paragraph", "value": text}


def make_article(
    show: Show | None = None,
    *,
    publish: bool = True,
    boundary: Episode | None = None,
    author: Author | None = None,
    **fields: Any,
) -> Article:
    """A complete article, published unless told otherwise. ``fields`` override its own."""
    show = show or make_show()
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": f"The ending of season {number}, explained",
        "slug": f"ending-{number}",
        "revealing_headline": f"Everybody leaves, number {number}",
        "safe_dek": "What the finale answers.",
        "dek": "They leave, and nobody comes back.",
        "end_mark": "1999",
        "safe_hero": make_picture(),
        "boundary": boundary or episode_of(show, 1, 3),
        "takeaways": [{"type": "takeaway", "value": f"Sentence {n}."} for n in (1, 2, 3)],
        "body": [paragraph()],
        "sets_up": "<p>More to come.</p>",
    }
    article = Article(**(values | fields), live=False)
    article.bylines.add(Byline(author=author or make_author()))
    article.fates.add(Fate(character="Ana", status="alive", line="Waits."))
    show.add_child(instance=article)
    revision = article.save_revision(clean=False)
    if publish:
        revision.publish()
        article.refresh_from_db()
    return article


def make_draft(show: Show | None = None, **fields: Any) -> Article:
    """An article that lacks nearly everything."""
    show = show or make_show()
    number = next(_numbers)
    article = Article(title=f"Draft {number}", slug=f"draft-{number}", live=False, **fields)
    show.add_child(instance=article)
    article.save_revision(clean=False)
    return article
