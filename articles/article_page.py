"""Everything that an article's page shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from articles.article_rows import rows_of
from articles.body import Body, Heading, render_body
from articles.corrections import Correction, notes_of
from articles.endings import endings_in
from articles.gaps import is_foreign, show_told
from articles.listing import Card, cards, in_order, with_seasons  # fmt: skip
from articles.mentions import Mentions
from articles.models import (
    Article,
    Author,
    Fate,
    Picture,
    RecommendedVideo,
    Season,
    Show,
)  # fmt: skip
from articles.pictures import load_renditions
from articles.prose import has_words, to_html
from articles.rail import Stop, stops
from articles.remembered import remembered_each
from articles.ring import Ring, ring_of
from articles.shield import Position
from articles.structured_data import article_data, as_json, breadcrumbs

LONG_ENOUGH_FOR_CONTENTS = 3  # headings


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as its page shows it."""

    article: Article
    show: Show
    told: Show  # whose ending it is: its show, except of an article that was moved to another
    season: Season | None
    seasons: list[Season]
    ring: Ring
    authors: list[Author]
    body: Body
    sets_up: SafeString
    catch_up: str
    has_mentions: bool
    fates: list[Fate]
    notes: list[Correction]
    videos: list[RecommendedVideo]
    related: list[Card]
    rail: list[Stop]
    json_ld: SafeString

    @property
    def ends_season(self) -> bool:
        """Whether the article goes to the end of its season."""
        boundary = self.article.boundary
        return bool(boundary and self.season and boundary.number == self.season.last_number)

    @property
    def changed(self) -> Any:
        """When it last said something new; a note says so however soon it came."""
        return self.article.updated or (self.notes[0].noted_at if self.notes else None)

    @property
    def contents(self) -> list[Heading]:
        """The table of contents, for an article long enough to need one."""
        headings = self.body.headings
        return headings if len(headings) >= LONG_ENOUGH_FOR_CONTENTS else []


def html_of(text: str, mentions: Mentions | None, *, paid: bool) -> SafeString:
    """A structured text as HTML; empty for one that shows nothing."""
    return to_html([text], mentions, paid=paid)[0] if has_words(text) else SafeString()


def article_page(article: Article) -> ArticleView:
    """Gather an article's page. Also serves previews, where much may still be missing."""
    show = show_of(article)
    related = related_articles(article)
    told = show_told(article.boundary, show)
    shows = [show, told, *(a.boundary.season.show for a in related if a.boundary)]
    seasons_of = with_seasons(shows)
    seasons = seasons_of[show.pk]
    authors, notes = authors_of(article), notes_of(article)
    videos = videos_of(article)
    boundary = article.boundary.position if article.boundary else None
    season_id = article.boundary.season_id if article.boundary else None
    here = boundary if told.pk == show.pk else None  # none in this show, if it tells another
    mentions = Mentions(show.pk, f"{show.address}who/", here if show.live else None)
    paid = article.has_affiliate_links
    body = render_body(article.body, mentions, paid=paid)
    load_renditions(*around(article, show, authors), *recommended(videos, related), *body.pictures)
    return ArticleView(
        article=article,
        show=show,
        told=told,
        season=next((s for s in seasons_of[told.pk] if s.pk == season_id), None),
        seasons=seasons,
        ring=ring_of(seasons, here),
        authors=authors,
        body=body,
        sets_up=html_of(article.sets_up, mentions, paid=paid),
        fates=rows_of(article, "fates"),
        notes=notes,
        videos=videos,
        related=cards(related, seasons_of, pictures=False),
        catch_up=catch_up_of(show, here),
        has_mentions=bool(mentions.seen),
        rail=rail_of(article, show, seasons),
        json_ld=describe(article, show, authors, notes),
    )


def around(article: Article, show: Show, authors: list[Author]) -> list[Picture | None]:
    """The pictures of the article, its show and its authors."""
    portraits = [author.portrait for author in authors]
    return [article.shown_hero, article.safe_hero, show.patch, *portraits]


def recommended(videos: list[RecommendedVideo], related: list[Article]) -> list[Picture | None]:
    """The pictures of what is recommended below the text."""
    return [*(row.poster for row in videos), *(other.safe_hero for other in related)]


def catch_up_of(show: Show, through: Position | None) -> str:
    """The address of what to remember up to here; empty where nobody can be led there."""
    return (
        f"{show.address}catch-up/?through={str(through).lower()}" if through and show.live else ""
    )


def describe(
    article: Article, show: Show, authors: list[Author], notes: list[Correction]
) -> SafeString:
    """The article's JSON-LD; a show that is not public is no step on the way to it."""
    way = [("Home", "/"), (show.title, show.address), (article.title, article.address)]
    if not show.live:
        del way[1]
    return as_json(article_data(article, show, authors, notes), breadcrumbs(*way))


def show_of(article: Article) -> Show:
    """The article's show; routing has usually brought it along."""
    known = getattr(article, "parent_show", None)
    show: Show = known or Show.objects.select_related("patch").get(pk=article.get_parent().pk)
    return show


def authors_of(article: Article) -> list[Author]:
    """The authors on the bylines, in order; those who have no public page are left out."""
    ids = dict.fromkeys(line.author_id for line in rows_of(article, "bylines"))  # each once
    public = Author.objects.live().select_related("portrait")
    found = remembered_each(public.in_bulk, "author", ids)
    return [found[pk] for pk in ids if pk in found]


def related_articles(article: Article) -> list[Article]:
    """The public articles that the editors chose to go with this one, in their order."""
    return in_order(row.to_id for row in rows_of(article, "related"))


def videos_of(article: Article) -> list[RecommendedVideo]:
    """The recommended videos that can be shown. They and the article get their pictures."""
    rows = [row for row in rows_of(article, "videos") if row.video]
    ids = [article.safe_hero_id, article.hero_id, *(row.poster_id for row in rows)]
    known = remembered_each(Picture.objects.in_bulk, "picture", [pk for pk in ids if pk])
    article.safe_hero, article.hero = (known.get(pk) for pk in ids[:2])
    for row in rows:
        row.poster = known.get(row.poster_id)
    return rows


def rail_of(article: Article, show: Show, seasons: list[Season]) -> list[Stop]:
    """The show's seasons with their endings, seen from this article."""
    if article.boundary is None or len(seasons) < 2:
        return []
    here = 0 if is_foreign(article.boundary, show) else article.boundary.season.number
    return stops(seasons, endings_in([show])[show.pk], here)


@dataclass(frozen=True, slots=True)
class PassageView:
    """A veiled passage on a page of its own."""

    article: Article
    show: Show
    part: Any

    @property
    def told(self) -> Show:
        """The show that it gives away."""
        return show_told(self.part.value["boundary"], self.show)

    @property
    def address(self) -> str:
        """Its own path."""
        return f"{self.article.address}passage/{self.part.id}/"


def passage_page(article: Article, block_id: str) -> PassageView | None:
    """The passage with this identifier, or None when the article has none such."""
    part = next(
        (b for b in article.body if b.block_type == "passage" and str(b.id) == block_id), None
    )
    if part is None:
        return None
    part.value.html = html_of(part.value["text"].source, None, paid=article.has_affiliate_links)
    return PassageView(article=article, show=article.get_parent().specific, part=part)
