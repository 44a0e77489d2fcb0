"""The shelf's page: what somebody saved, is in the middle of, and has finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.paginator import Page, Paginator
from django.db.models import Case, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.listing import Card, cards, live_articles
from articles.models import Show
from articles.shield import may_see
from reading.alerts import is_covered
from reading.progress import progress_of
from reading.shelf import Bookmark, Reading
from reading.taking_off import put_back, take_off

PER_PAGE = 24
TAKEN_OFF = "taken_off"  # in the session: what the next page offers to put back
LISTS = {"saved": "Saved", "continue": "Continue", "finished": "Finished"}
SORTS = {"newest": ("Newest first", "-at"), "oldest": ("Oldest first", "at"),
         "title": ("By title", "article__title")}  # fmt: skip
SORTED_BY = [(key, words) for key, (words, _) in SORTS.items()]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article on the shelf, and what to say of it."""

    card: Card
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the shelf is shown: which list, words in the title, one show, and the order."""

    name: str
    words: str
    show: int
    sort: str

    @classmethod
    def of(cls, request: HttpRequest) -> Choice:
        """As the address says; what makes no sense there is left at its default."""
        asked = request.GET
        show = asked.get("show", "")
        return cls(
            name=asked.get("list") if asked.get("list") in LISTS else "saved",  # type: ignore[arg-type]
            words=asked.get("q", "").replace("\x00", "")[:100].strip(),
            show=int(show) if show.isascii() and show.isdigit() and len(show) < 10 else 0,
            sort=asked.get("sort") if asked.get("sort") in SORTS else "newest",  # type: ignore[arg-type]
        )


def list_of(user: Any, name: str) -> QuerySet[Any]:
    """One of the shelf's lists: rows with an article that is public, and a time."""
    found: QuerySet[Any] = (
        Bookmark.objects.all()
        if name == "saved"
        else Reading.objects.filter(finished_at__isnull=name == "continue")
    )
    return found.filter(user=user, article__live=True, article__boundary__isnull=False)


def chosen(user: Any, choice: Choice) -> QuerySet[Any]:
    """The rows of a choice, in its order; what was waited for and may be read stands first."""
    rows = list_of(user, choice.name)
    if choice.words:
        rows = rows.filter(article__title__icontains=choice.words)
    if choice.show:
        rows = rows.filter(article__boundary__season__show=choice.show)
    order = [SORTS[choice.sort][1], "pk"]
    if choice.name == "saved":
        due = Case(When(is_covered(), remind=True, then=0), default=1)
        rows, order = rows.annotate(not_due=due), ["not_due", *order]
    return rows.order_by(*order)


def entries_of(user: Any, rows: Sequence[Any]) -> list[Entry]:
    """The entries of some rows, in their order, in a fixed number of queries."""
    found = live_articles().filter(pk__in=[row.article_id for row in rows])
    made = {card.article.pk: card for card in cards(list(found))}
    said = {row.show_id: row.said for row in progress_of(user)}
    return [
        Entry(made[row.article_id], words_of(row, made[row.article_id], said))
        for row in rows
        if row.article_id in made
    ]


def words_of(row: Any, card: Card, said: dict[int, Any]) -> str:
    """What the shelf says of an entry."""
    if isinstance(row, Reading):
        return "Read to the end" if row.finished_at else f"{row.percent} % read"
    if not row.remind:
        return ""
    there = may_see(said.get(card.show.pk), card.spoils_to.position)
    return "You have watched that far: it is yours to read" if there else "Waiting for you"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shelf(request: HttpRequest) -> HttpResponse:
    """The shelf; a guest's is filled by a script.

    POST ``remove`` takes an article off it, ``undo`` puts back what was taken off last.
    """
    user: Any = request.user
    if request.method == "POST":
        return _change(request, user)
    if not user.is_authenticated:
        words = {"lists": LISTS.items(), "sorts": SORTED_BY}
        return render(request, "reading/shelf_guest.html", words)
    choice = Choice.of(request)
    page: Page[Any] = Paginator(chosen(user, choice), PER_PAGE).get_page(request.GET.get("page"))
    shows = Show.objects.filter(
        pk__in=list_of(user, choice.name).values("article__boundary__season__show")
    )
    entries = entries_of(user, list(page.object_list))
    context = {
        "choice": choice,
        "slice": page,
        "taken_off": request.session.pop(TAKEN_OFF, "") if request.method == "GET" else "",
        "entries": entries,
        "lists": [(key, words, list_of(user, key).count()) for key, words in LISTS.items()],
        "sorts": SORTED_BY,
        "said_here": list({entry.card.show.pk: entry.card.show for entry in entries}.values()),
        "shows": shows.order_by("title").only("pk", "title"),
        "kept": "".join(f"&{name}={value}" for name, value in
                        (("list", choice.name), ("sort", choice.sort), ("show", choice.show))),
    }  # fmt: skip
    return render(request, "reading/shelf.html", context)


def _change(request: HttpRequest, user: Any) -> HttpResponse:
    number, undo = request.POST.get("remove", ""), request.POST.get("undo", "")
    if not user.is_authenticated or not (undo or (number.isascii() and number.isdigit())):
        raise Http404
    if undo:
        try:
            put_back(undo, user)
        except signing.BadSignature as error:
            raise Http404 from error
    else:
        model = Bookmark if Choice.of(request).name == "saved" else Reading
        rows = model._default_manager.filter(user=user, article=int(number[:9]))
        request.session[TAKEN_OFF] = take_off(rows, user)
    return redirect(request.get_full_path())
