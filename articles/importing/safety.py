"""What came from an archive was written for people who had watched. Somebody must make it safe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from articles.gaps import Gap
from articles.importing.guesses import episode_for, safe_headline

if TYPE_CHECKING:
    from articles.article import Article
    from articles.importing.records import ArchiveItem
    from articles.shows import Episode

WORDS = {
    "title": "headline", "slug": "address", "seo_title": "search title",
    "search_description": "search description",
}  # fmt: skip


def unconfirmed(article: Any, item: ArchiveItem) -> list[str]:
    """What everybody would see that is still as it came, in words; empty once it is confirmed."""
    if item.confirmed_at:
        return []
    came = item.came_as
    return [
        words
        for name, words in WORDS.items()
        if came.get(name) and getattr(article, name) == came[name]
    ]


def archive_gaps(article: Article) -> Iterator[Gap]:
    """What keeps an imported article back: safe fields that nobody has made, or called, safe."""
    from articles.importing.records import ArchiveItem

    if article.pk is None:
        return
    for item in ArchiveItem.objects.filter(page_id=article.pk, kind="post"):
        left = unconfirmed(article, item)
        if left:
            yield Gap(
                "title",
                f"Still as it came with the archive: {', '.join(left)}. Write it anew, or say under"
                " Reports, To make safe, that it gives nothing away.",
            )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An imported draft, what is not safe about it yet, and what it could be."""

    item: ArchiveItem
    article: Article
    unconfirmed: list[str]
    gaps: int
    episode: Episode | None
    headline: str
    is_unsorted: bool = False  # it waits where nothing can be suggested, for its show

    @property
    def needs_boundary(self) -> bool:
        """Whether it has no boundary, and one is suggested."""
        return self.article.boundary_id is None and self.episode is not None

    @property
    def needs_headline(self) -> bool:
        """Whether its headline is as it came, and another is suggested."""
        return "headline" in self.unconfirmed and bool(self.headline)


def waiting() -> QuerySet[ArchiveItem]:
    """Imported articles that are not public, the oldest in the archive last."""
    from articles.importing.records import ArchiveItem

    return (
        ArchiveItem.objects.filter(kind="post", page__isnull=False, page__live=False)
        .select_related("page", "archive")
        .order_by("-page__first_published_at", "-old_id")
    )


def suggest(item: ArchiveItem) -> Suggestion:
    """What an imported draft could be, from its latest version."""
    from articles.completeness import missing
    from articles.importing.writing import HOLDING
    from articles.models import Show

    assert item.page is not None  # noqa: S101 - the caller has chosen one that has
    article: Any = item.page.specific.get_latest_revision_as_object()
    show: Any = Show.objects.filter(pk=article.get_parent().pk).first()
    episode = episode_for(item.guess, show) if show else None
    return Suggestion(
        item=item, article=article, unconfirmed=unconfirmed(article, item),
        gaps=len(missing(article)), episode=episode,
        headline=safe_headline(show, episode) if show and episode else "",
        is_unsorted=bool(show and show.slug == HOLDING),
    )  # fmt: skip


def take_suggestion(item: ArchiveItem, user: Any, wanted: set[str]) -> list[str]:
    """Put what was suggested into a new version of the draft; return what was taken, in words.

    ``wanted`` holds ``boundary``, ``headline`` or both. The address follows the headline.
    """
    suggestion = suggest(item)
    article = suggestion.article
    taken = []
    if "boundary" in wanted and suggestion.needs_boundary:
        article.boundary = suggestion.episode
        taken.append("boundary")
    if "headline" in wanted and suggestion.needs_headline:
        article.title = article.draft_title = suggestion.headline
        article.slug = _free(slugify(string_to_ascii(suggestion.headline)), article)
        taken.append("headline")
    if taken:
        article.save_revision(user=user, clean=False)
    return taken


def _free(slug: str, article: Article) -> str:
    """The slug, or the same with a number, that no other page beside it has."""
    beside = article.get_siblings(inclusive=False)
    candidate, number = slug[:200], 2
    while beside.filter(slug=candidate).exists():
        candidate, number = f"{slug[:190]}-{number}", number + 1
    return candidate


def confirm(item: ArchiveItem, user: Any) -> None:
    """Note that somebody has looked, and that what came with the archive gives nothing away."""
    item.confirmed_at, item.confirmed_by = timezone.now(), user
    item.save(update_fields=["confirmed_at", "confirmed_by"])
