"""What the address of an article answers once the article has been unpublished.

A redirect or a 410, chosen by the editor; Wagtail's redirects are for addresses that no page has,
and would have to be taken back when the article returns. Ours ends with the article's absence: an
article that is live is served before anybody looks here, and publishing it removes the row.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.models import Page

from articles.addresses import path_of

OTHERS = 3  # endings of the same show that a page that is gone offers


class Answer(models.TextChoices):
    """What an address can answer."""

    SHOW = "show", "Lead readers on to its show"
    PAGE = "page", "Lead readers on to another page"
    GONE = "gone", "Say that it is gone (410)"


# What an article may leave behind when nobody is asked: at its expiry, or unpublished in bulk.
LEAVINGS = [(Answer.SHOW, Answer.SHOW.label), (Answer.GONE, Answer.GONE.label)]


class Departure(models.Model):
    """That an article is gone, since when, and what its address answers. Its history says who."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, related_name="departure"
    )
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.SHOW)
    to = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.article}: {self.get_answer_display()}"


def leave(article: Any, answer: str = "", to: Page | None = None) -> Departure:
    """Write down what an unpublished article's address answers; as the article says by default."""
    row: Departure
    row, _ = Departure.objects.update_or_create(
        article_id=article.pk, defaults={"answer": answer or article.when_it_leaves, "to": to}
    )
    return row


def on_unpublished(instance: Any, **_: Any) -> None:
    """Whatever door it went out by, an article leaves something behind."""
    from articles.models import Article

    if isinstance(instance, Article):
        leave(instance)


def on_published(instance: Any, **_: Any) -> None:
    """An article that is back answers for itself."""
    Departure.objects.filter(article_id=instance.pk).delete()


def answer_for(request: HttpRequest, article: Any) -> HttpResponse | None:
    """What the address of this article answers; None when it was never public.

    A redirect leads to a page that is live, and so never in a circle: where the chosen page is
    gone as well it leads to the show, and without the show the article is simply gone.
    """
    row = Departure.objects.select_related("to").filter(article_id=article.pk).first()
    if row is None:
        return None
    show = article.parent_show
    if row.answer != Answer.GONE:
        for page in (row.to if row.answer == Answer.PAGE else None, show):
            if page is not None and page.live:
                return HttpResponsePermanentRedirect(path_of(page))
    return _gone(request, show)


def _gone(request: HttpRequest, show: Any) -> HttpResponse:
    """The page that says so, with what else there is of the show. Names nothing of the article."""
    from articles.listing import articles_of, cards

    context = {
        "show": show if show.live else None,
        "cards": cards(list(articles_of(show)[:OTHERS])) if show.live else [],
    }
    return render(request, "articles/gone.html", context, status=410)
