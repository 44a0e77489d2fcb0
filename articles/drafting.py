"""A new ending explained, begun for its writer: everything that follows from its season."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from wagtail.models import Orderable

from articles.addresses import reserved_slugs
from articles.article import Article, Byline, Fate, RelatedArticle
from articles.characters import name_key
from articles.completeness import MIN_TAKEAWAYS, safe_hero_gaps
from articles.holes import HOLE
from articles.listing import articles_of
from articles.people import Author
from articles.shield import covers
from articles.told import characters_of, fates_of

if TYPE_CHECKING:
    from articles.shows import Episode, Season, Show

MOST_FATES = 12
LONGEST_SUBJECT = 100  # characters: with the words around it, every field has room for it
BODY: list[dict[str, Any]] = [
    {"type": "heading", "value": {"text": "How it ends"}},
    {"type": "paragraph", "value": ""},
    {
        "type": "timeline",
        "value": {
            "title": "What happens, in order",
            "rows": [{"when": "", "what": ""}, {"when": "", "what": ""}],
        },
    },
    {"type": "heading", "value": {"text": "What the last scene means"}},
    {"type": "paragraph", "value": ""},
    {"type": "question", "value": {"question": "", "answer": ""}},
]


class NoEpisodes(ValueError):
    """Raised for a season without an episode: nothing can end there yet."""


def last_episode(season: Season) -> Episode:
    """The season's last episode, an ending's boundary. Raises NoEpisodes."""
    found: Episode | None = season.episodes.order_by("-number").first()
    if found is None:
        raise NoEpisodes(f"{season} has no episodes.")
    return found


def begin(show: Show, season: Season, user: Any) -> Article:
    """Make the draft of this season's ending under its show, signed by this person's author.

    It is saved as a revision, never public, and lacks only what its writer has to write. Raises
    NoEpisodes.
    """
    boundary = last_episode(season)
    article = Article(
        live=False,
        owner=user,
        boundary=boundary,
        safe_hero=fitting_hero(show),
        takeaways=[{"type": "takeaway", "value": ""}] * MIN_TAKEAWAYS,
        body=BODY,
        **patterns(show, season),
    )
    article.bylines.set(in_order([Byline(author=author) for author in authors_named(user)]))
    article.fates.set(in_order(fates_so_far(show, boundary)))
    article.related.set(in_order([RelatedArticle(to=other) for other in neighbors(show, season)]))
    show.add_child(instance=article)
    article.save_revision(user=user, log_action=True, clean=False)
    return article


def in_order[Row: Orderable](rows: list[Row]) -> list[Row]:
    """The same rows, counted as the form counts them: or the first change would move them all."""
    for number, row in enumerate(rows):
        row.sort_order = number
    return rows


def patterns(show: Show, season: Season) -> dict[str, str]:
    """The texts that every ending begins with; what only its writer knows is a hole."""
    whole = show.is_film or (show.seasons.count() == 1 and show.last_year is not None)
    name = show.title if whole else f"{show.title} {season.name}"
    subject = show.title if whole else f"{season.name} of {show.title}"
    if len(subject) > LONGEST_SUBJECT:  # the show is named above every article anyhow
        name = subject = (show.title if whole else season.name)[:LONGEST_SUBJECT]
    return {
        "title": f"{name}’s ending, explained",
        "revealing_headline": f"How {subject} ends: {HOLE}",
        "safe_dek": f"{subject} asks {HOLE}. Here is how it ends, where everybody stands, and"
        " what the last scene means.",
        "slug": free_slug(show, "ending" if whole else f"season-{season.number}-ending"),
    }


def free_slug(show: Show, stem: str) -> str:
    """An address under the show that nothing has yet, and that gives nothing away."""
    taken = set(show.get_children().values_list("slug", flat=True)) | reserved_slugs(show)
    names = (f"{stem}-explained" + (f"-{n}" if n > 1 else "") for n in count(1))
    return next(name for name in names if name not in taken)


def fitting_hero(show: Show) -> Any:
    """The show's own picture, if an article may open with it."""
    picture = show.key_art
    if picture is None or not picture.description.strip() or any(safe_hero_gaps(picture)):
        return None
    return picture


def authors_named(user: Any) -> list[Author]:
    """The public author who has this person's name: an author is no account."""
    names = {name_key(user.get_full_name()), name_key(getattr(user, "name", ""))} - {""}
    found = Author.objects.live().order_by("pk") if names else []
    return [author for author in found if name_key(author.title) in names][:1]


def fates_so_far(show: Show, boundary: Episode) -> list[Fate]:
    """Rows for whoever has appeared by then and was alive when last heard of, to be told anew."""
    last = {
        name_key(told.fate.character): told.fate
        for told in fates_of(show)
        if told.boundary < boundary.position
    }
    people = {
        name_key(person.name): (person.name, person.actor)
        for person in characters_of(show)
        if covers(boundary.position, person.first_seen)
    }
    people |= {key: (f.character, f.actor) for key, f in last.items() if key not in people}
    return [
        Fate(character=name, actor=actor, status=Fate.Status.UNKNOWN)
        for key, (name, actor) in people.items()
        if key not in last or last[key].status != Fate.Status.DEAD
    ][:MOST_FATES]


def neighbors(show: Show, season: Season) -> list[Article]:
    """The public endings of the season before and of the season after, in this order."""
    around = (season.number - 1, season.number + 1)
    found = articles_of(show).filter(boundary__season__number__in=around)
    by_season = {a.boundary.season.number: a for a in found if a.boundary}
    return [by_season[number] for number in around if number in by_season]
