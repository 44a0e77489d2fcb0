"""The one private answer: everything that the public pages need to know of who reads them.

At most six queries, session and user included; never stored.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.me import key_of, person
from articles.addresses import remember_root, root_in_sql
from reading.follows import Follow
from reading.progress import progress_of
from reading.shelf import Bookmark, Reading

MOST = 1000  # rows of each kind; a shelf that is longer has a page of its own


@require_safe
@never_cache
def me(request: HttpRequest) -> JsonResponse:
    """Who reads, and what they watched, saved, are in the middle of, and follow."""
    who = person(request)
    if not who["signed_in"]:
        return JsonResponse(who)
    return JsonResponse(who | {"key": key_of(request.user), "csrf": get_token(request)}
                        | state_of(request.user))  # fmt: skip


def unknown() -> JsonResponse:
    """The answer while nobody can say who reads: as a guest, and ``away``, so it may be somebody.

    A device then keeps what it knows, forgets nothing and asks again.
    """
    return JsonResponse({"signed_in": False, "away": True})


def state_of(user: Any) -> dict[str, Any]:
    """What the pages need, in four queries."""
    saved = list(_saved(user)[:MOST])
    if saved:
        remember_root(saved[0].root)
    places = (
        Reading.objects.filter(user=user)
        .order_by("-at")
        .values_list("article", "part", "percent", "finished_at")
    )
    follows = Follow.objects.filter(user=user).values_list("show", "pace")
    return {
        "progress": {row.show_id: row.said.as_list() for row in progress_of(user)[:MOST]},
        "saved": {row.article_id: int(row.remind) for row in saved},
        "cards": {row.article_id: card_of(row.article) for row in saved if _waits(row)},
        "places": {
            article: [part, percent, int(finished is not None)]
            for article, part, percent, finished in places[:MOST]
        },
        "follows": dict(follows[:MOST]),
    }


def _saved(user: Any) -> Any:
    return (
        Bookmark.objects.filter(user=user)
        .annotate(root=root_in_sql())
        .select_related("article__boundary__season__show")
        .only("remind", "article__title", "article__url_path", "article__live",
              "article__boundary__number", "article__boundary__season__number",
              "article__boundary__season__show__title")
        .order_by("-at")
    )  # fmt: skip


def _waits(row: Bookmark) -> bool:
    return bool(row.remind and row.article.live and row.article.boundary)


def card_of(article: Any) -> dict[str, str]:
    """What a device needs to offer a reminder, wherever it was saved. All of it is safe to read."""
    season = article.boundary.season
    return {
        "title": article.title, "address": article.address, "name": season.show.title,
        "show": str(season.show_id), "at": f"{season.number}.{article.boundary.number}",
    }  # fmt: skip
