"""The revealing forms, for those who have watched that far: public JSON, apart from every page.

Pages carry the safe forms alone. A script fetches these once a reader's progress covers something
in them, and shows what it covers.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from articles.earlier_slugs import NoSuchShow, following_the_show
from articles.listing import prefetch_episodes, right_below
from articles.models import Article, Episode, Season, Show
from articles.pictures import load_renditions
from articles.shield import LAST_EPISODE
from articles.templatetags.site import picture, typographic

NOT_LISTED = {"X-Robots-Tag": "noindex"}  # or a search would tell what the pages keep back


@require_safe
@following_the_show
def season_forms(
    request: HttpRequest, slug: str, number: int, episode: int | None = None
) -> JsonResponse:
    """What the articles that go as far as this season say to those who have watched it.

    With an ``episode``, to those who have come that far in it, so that nobody in the middle of a
    season is sent what is ahead of them. Each form has its boundary, since a season may have
    articles of several. Raises Http404.
    """
    show = _show(slug)
    if not Season.objects.filter(show=show, number=number).exists():
        raise Http404("There is no such season.")
    known = Episode.objects.filter(season__show=show, season__number=number, number=episode)
    if episode is not None and not known.exists():
        raise Http404("There is no such episode.")
    furthest = LAST_EPISODE if episode is None else episode
    found = list(
        Article.objects.live()
        .filter(right_below(show), boundary__season__number=number)
        .filter(boundary__number__lte=furthest)
        .defer("body", "takeaways", "sets_up")
        .select_related("hero", "boundary__season__show")
        .order_by("pk")
    )
    load_renditions(*(article.hero for article in found))
    forms = {article.pk: _form(article) for article in found}
    return JsonResponse({"articles": forms}, headers=NOT_LISTED)


def _form(article: Article) -> dict[str, Any]:
    boundary: Any = article.boundary  # live articles have one
    at = boundary.position
    form = {
        "at": [at.season, at.episode],
        "headline": typographic(article.revealing_headline),
        "dek": article.dek,
    }
    if article.hero:
        form["picture"] = picture(article.hero, "card", "")
    return form


@require_safe
@following_the_show
def guide(request: HttpRequest, slug: str) -> JsonResponse:
    """A show's seasons and episodes, with the identifiers by which progress is written down.

    And the safe headlines of its articles, for a shelf that a device keeps by itself.
    """
    show = _show(slug)
    articles = Article.objects.live().filter(right_below(show), boundary__isnull=False)
    seasons = (
        Season._base_manager.filter(show_id=show.pk)
        .prefetch_related(prefetch_episodes())
        .order_by("number")
    )
    return JsonResponse(
        {
            "show": show.pk,
            "title": show.title,
            "film": show.is_film,
            "headlines": dict(articles.order_by("pk").values_list("pk", "title")),
            "seasons": [
                {
                    "number": season.number,
                    "name": season.name,
                    "episodes": [[e.number, e.pk, e.title] for e in season.episodes.all()],
                }
                for season in seasons
            ],
        },
        headers=NOT_LISTED,
    )


def _show(slug: str) -> Show:
    show: Show | None = Show.objects.live().filter(slug=slug).first()
    if show is None:
        raise NoSuchShow
    return show
