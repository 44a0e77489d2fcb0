"""What a reader does, written down: small nouns, each the same when it comes twice."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from articles.models import Article, Episode, Show
from reading import progress
from reading.asking import Refused, body_of, for_scripts, number_in, said_at_in, yes_or_no
from reading.shelf import Bookmark, Reading, note_place


def _show(pk: int) -> Show:
    show = Show.objects.live().filter(pk=pk).first()
    if show is None:
        raise Refused(404, "There is no such show.")
    return show  # type: ignore[no-any-return]


def _article(pk: int) -> Article:
    article = Article.objects.live().filter(pk=pk).only("pk", "title").first()
    if article is None:
        raise Refused(404, "There is no such article.")
    return article  # type: ignore[no-any-return]


def said_in(data: dict[str, Any], show: Show) -> progress.Said:
    """What somebody says of a show. Raises Refused where the episode is none of its own."""
    pk = number_in(data.get("episode"))
    spoil_me = yes_or_no(data.get("spoil_me", False))
    if not pk:
        return progress.Said(None, spoil_me)
    episode = Episode.objects.filter(pk=pk, season__show=show).first()
    if episode is None:
        raise Refused(400, f"{show.title} has no such episode.")
    return progress.Said(episode, spoil_me)


@for_scripts("PUT", "DELETE")
def progress_noun(request: HttpRequest, show_id: int) -> HttpResponse:
    """How far somebody has watched a show: PUT ``episode`` (0: not begun) and ``spoil_me``.

    ``said_at`` (milliseconds since 1970) is for what could not be sent at once: where another
    device has said something since, that stays. The answer is what holds.
    """
    show = _show(show_id)
    if request.method == "DELETE":
        data = body_of(request) if request.body else {}
        row = progress.unsay(request.user, show, at=said_at_in(data.get("said_at")))
    else:
        data = body_of(request)
        row = progress.say(
            request.user, show, said_in(data, show), at=said_at_in(data.get("said_at"))
        )
    return JsonResponse({"progress": row.said.as_list() if row else None})


@for_scripts("PUT", "DELETE")
def saved_noun(request: HttpRequest, article_id: int) -> HttpResponse:
    """An article on the shelf: PUT ``remind`` to be told once progress has come that far."""
    user: Any = request.user
    if request.method == "DELETE":
        Bookmark.objects.filter(user=user, article=article_id).delete()
        return JsonResponse({"saved": None})
    remind = yes_or_no(body_of(request).get("remind", False))
    Bookmark.objects.update_or_create(
        user=user, article=_article(article_id),
        defaults={"remind": remind}, create_defaults={"remind": remind, "at": timezone.now()},
    )  # fmt: skip
    return JsonResponse({"saved": int(remind)})


@for_scripts("PUT", "DELETE")
def place_noun(request: HttpRequest, article_id: int) -> HttpResponse:
    """Where somebody is in an article: PUT ``part``, ``percent`` and ``finished``."""
    user: Any = request.user
    if request.method == "DELETE":
        Reading.objects.filter(user=user, article=article_id).delete()
        return JsonResponse({"place": None})
    data = body_of(request)
    row = note_place(
        user, _article(article_id),
        part=number_in(data.get("part"), 9999), percent=number_in(data.get("percent"), 100),
        finished=yes_or_no(data.get("finished", False)),
    )  # fmt: skip
    return JsonResponse({"place": [row.part, row.percent, int(row.finished_at is not None)]})
