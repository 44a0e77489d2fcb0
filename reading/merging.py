"""A device that knew somebody before they signed in: its memory joins the account's."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, JsonResponse

from articles.models import Article, Episode, Show
from articles.shield import NOT_STARTED, Position
from reading import progress
from reading.alerts import is_covered
from reading.asking import Refused, body_of, for_scripts, number_in, said_at_in, yes_or_no
from reading.me import state_of
from reading.shelf import Bookmark, Reading, note_place

MOST = 1000  # of each kind; of more, those of the newest shows and articles


@for_scripts("POST")
def merge(request: HttpRequest) -> JsonResponse:
    """Join a device's progress, saved articles and places with the account's, all or nothing.

    What is gone meanwhile (a deleted show) is left out; what can't be is refused whole, except
    a place beyond a show's last episode, which is named in ``refused`` and changes nothing. Sent
    twice it changes nothing the second time. ``said_at`` may tell, by show, when the device was
    told of it: what the account has had to forget since is left out too. In ``due`` are the
    articles that somebody waited for and may read only now that both sides are one.
    """
    data = body_of(request)
    with transaction.atomic():
        before = _reached(request.user)
        learned, refused = _progress(
            request.user, _table(data, "progress"), _table(data, "said_at")
        )
        joined = {
            "saved": _saved(request.user, _table(data, "saved")),
            "places": _places(request.user, _table(data, "places")),
        }
    merged = [{"show": show.title, "at": _words(said)} for show, said in learned]
    due = sorted(_reached(request.user) - before)
    answer = {"merged": merged, "refused": refused, "joined": joined, "due": due}
    return JsonResponse(answer | state_of(request.user))


def _reached(user: Any) -> set[int]:
    """The articles that somebody waits for and has come as far as."""
    waiting = Bookmark.objects.filter(is_covered(), user=user, remind=True)
    return set(waiting.values_list("article", flat=True))


def _words(said: progress.Said) -> str:
    if said.spoil_me:
        return "spoil me"
    return said.episode.label if said.episode else "not started"


def _table(data: dict[str, Any], name: str) -> dict[int, Any]:
    """One of the device's tables by id. Raises Refused for another shape."""
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise Refused(400, f"{name} is not a table.")
    if not all(key.isascii() and key.isdigit() and len(key) < 10 for key in table):
        raise Refused(400, f"{name} has a key that is no number.")
    rows = sorted(((int(key), value) for key, value in table.items()), key=lambda row: row[0])
    return dict(rows[-MOST:])


def _numbers(value: Any, count: int) -> list[int]:
    if not isinstance(value, list) or len(value) != count:
        raise Refused(400, "A row has the wrong length.")
    return [number_in(item) for item in value]


def _progress(
    user: Any, table: dict[int, Any], times: dict[int, Any]
) -> tuple[list[tuple[Show, progress.Said]], list[dict[str, str]]]:
    """What the account learned, and what can't be, each with its show and the reason."""
    rows = {show_id: _numbers(row, 4) for show_id, row in table.items()}
    learned, refused = [], []
    for show_id, show in Show.objects.live().in_bulk(list(rows)).items():
        try:
            said = _said(show_id, rows[show_id])
        except _NoSuchPlaceError as error:
            refused.append({"show": show.title, "error": str(error)})
            continue
        if progress.merge(user, show, said, said_at_in(times.get(show_id))):
            learned.append((show, said))
    return learned, refused


class _NoSuchPlaceError(Exception):
    """A place where no episode ever was."""


def _said(show_id: int, row: list[int]) -> progress.Said:
    season, number, pk, spoil_me = row
    if not pk:
        return progress.Said(None, yes_or_no(spoil_me))
    episode = Episode.objects.filter(pk=pk).first()
    if episode is None:  # deleted since: the one that is left before it
        return progress.Said(_left_before(show_id, Position(season, number)), yes_or_no(spoil_me))
    if episode.season.show_id != show_id:
        raise Refused(400, "An episode belongs to another show.")
    return progress.Said(episode, yes_or_no(spoil_me))


def _left_before(show_id: int, place: Position) -> Episode | None:
    """The last episode up to a place. Raises _NoSuchPlaceError for one far beyond the show's end.

    One past the end will be a last episode that was withdrawn.
    """
    last = Episode.objects.filter(season__show=show_id).order_by("season__number", "number").last()
    end = last.position if last else NOT_STARTED
    if place > Position(end.season, end.episode + 1):
        raise _NoSuchPlaceError(f"There is no {place}.")
    found: Episode | None = progress.episodes_up_to(show_id, place).last()
    return found


def _saved(user: Any, table: dict[int, Any]) -> int:
    """Put articles on the account's shelf; return how many were not there."""
    reminds = {pk: yes_or_no(value) for pk, value in table.items()}
    there = set(Article.objects.live().filter(pk__in=reminds).values_list("pk", flat=True))
    known = set(Bookmark.objects.filter(user=user).values_list("article", flat=True))
    wanted = [pk for pk, remind in reminds.items() if remind]
    Bookmark.objects.filter(user=user, article__in=wanted, remind=False).update(remind=True)
    new = [
        Bookmark(user=user, article_id=pk, remind=remind)
        for pk, remind in reminds.items()
        if pk in there - known
    ]
    Bookmark.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _place(value: Any) -> tuple[int, int, bool]:
    part, percent, finished = _numbers(value, 3)
    return number_in(part, 9999), number_in(percent, 100), yes_or_no(finished)


def _places(user: Any, table: dict[int, Any]) -> int:
    """Note where somebody is in texts; return how many of them the account did not know."""
    rows = {pk: _place(value) for pk, value in table.items()}
    known = dict(Reading.objects.filter(user=user).values_list("article", "percent"))
    new = 0
    # In order, or two devices of one reader would wait for each other's rows.
    for article in Article.objects.live().only("pk").filter(pk__in=rows).order_by("pk"):
        pk = article.pk
        part, percent, finished = rows[pk]
        if percent >= known.get(pk, -1) or finished:
            note_place(user, article, part=part, percent=max(percent, known.get(pk, 0)),
                       finished=finished)  # fmt: skip
            new += pk not in known
    return new
