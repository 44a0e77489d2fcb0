"""What ``bench.growth.surfaces`` asks for: pages, the newsroom, the mailing, chores, accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import chores, deletion
from articles.models import Article, Author, FrontPage, Show
from articles.search import index
from bench.growth.surfaces import Surface
from fanmankind.edge import models as editions
from fanmankind.edge.sections import showing
from reading import alert_rounds, announcements, undeliverable
from reading.alerts import Alert
from reading.follows import Follow

NETWORKS = count(1)


def asking(path: str, user: Any = None) -> Callable[[], object]:
    """Ask for a page as a reader, or as somebody who is signed in."""
    visitor = Client(headers={"accept-encoding": "br", "host": "localhost"})
    if user is not None:
        visitor.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")

    def work() -> None:
        number = next(NETWORKS)
        answer = visitor.get(path, headers={"x-forwarded-for": f"10.1.{number // 250}.1"})
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}.")

    return work


def everything() -> list[Surface]:
    """All surfaces, each with the most rows that it may read."""
    show = Show.objects.live().filter(slug="show-0").get()
    return [*public(show), *private(), *newsroom(show), *mailing(show), *work(show)]


def public(show: Show) -> Iterator[Surface]:
    """What everybody reads. The show is the one with the most articles, 1,161 of them.

    A hub and an article look at their own show's; an author at every key of a page to count theirs.
    """
    article = Article.objects.live().child_of(show).order_by("pk")[0]
    author = Author.objects.live().order_by("-pk")[0]
    for name, path, most in (
        ("front page", "/", 5_000),
        ("article of the largest show", article.address, 8_000),
        ("hub of the largest show", show.address, 8_000),
        ("author with a hundredth of all articles", author.address, 130_000),
        ("list of shows", "/shows/", 10_000),
        ("catch-up of the largest show", f"{show.address}catch-up/?through=s1", 60_000),
        ("search, a word of every article", "/search/?q=ending", 4_000),
        ("search, a show", "/search/?q=show", 4_000),
        ("suggestions", "/search/suggest.json?q=end", 2_000),
        ("sitemap", "/sitemap.xml", 40_000),
        ("a part of the sitemap", "/sitemap.xml?p=1", 40_000),
        ("sitemap of the news", "/news-sitemap.xml", 4_000),
        ("feed", "/feeds/rss.xml", 1_000),
        ("feed of the full text", "/feeds/full-text-with-spoilers.xml", 1_000),
        ("feed of the largest show", f"/feeds/{show.slug}/rss.xml", 8_000),
    ):
        yield Surface(name, asking(path), most)


def private() -> Iterator[Surface]:
    """What somebody who is signed in reads."""
    reader = get_user_model()._default_manager.filter(email="reader-2000@grown.example").get()
    yield Surface("the private answer", asking(reverse("reading_me"), reader), 500)
    yield Surface("the shelf", asking(reverse("reading_shelf"), reader), 500)


def newsroom(show: Show) -> Iterator[Surface]:
    """What an editor opens.

    Its lists are counted a thousand rows beyond what they show (fanmankind/long_lists.py). On its
    first page and in its search Wagtail counts all pages, and the readership adds up all articles',
    which is bounded as such.
    """
    admin = get_user_model()._default_manager.filter(is_superuser=True).order_by("pk")[0]
    shows_parent = show.get_parent()
    for name, path, most in (
        ("newsroom, its first page", "/cms/", 150_000),
        ("newsroom, the pages of the largest show", f"/cms/pages/{show.pk}/", 10_000),
        ("newsroom, all shows", f"/cms/pages/{shows_parent.pk}/", 20_000),
        ("newsroom, search", "/cms/pages/search/?q=ending", 800_000),
        ("newsroom, board", reverse("newsroom_board"), 30_000),
        ("newsroom, calendar", reverse("newsroom_calendar"), 30_000),
        ("newsroom, catch-up report", reverse("catch_up_report"), 10_000),
        ("newsroom, readership", reverse("readership_report"), 400_000),
        ("newsroom, readers' accounts", reverse("wagtailusers_users:index"), 3_000),
        ("newsroom, site history", reverse("wagtailadmin_reports:site_history"), 5_000),
        ("newsroom, aging pages", reverse("wagtailadmin_reports:aging_pages"), 10_000),
        ("newsroom, pictures", reverse("wagtailimages:index"), 10_000),
        ("newsroom, a new ending", reverse("new_ending"), 10_000),
    ):
        yield Surface(name, asking(path, admin), most)


def mailing(show: Show) -> Iterator[Surface]:
    """Telling a hundred thousand followers; a step of each kind."""
    article = Article.objects.live().child_of(show).order_by("-pk")[0]

    def spread() -> None:
        announcements.Announcement.objects.filter(article=article).delete()
        announcements.Announcement.objects.create(article=article)
        announcements.spread_next()

    def send() -> None:
        now = timezone.now()
        users = list(Follow.objects.filter(show=show).values_list("user", flat=True)[:200])
        Alert.objects.filter(user__in=users).delete()
        Alert.objects.bulk_create(
            [Alert(user_id=user, article=article, due_at=now) for user in users]
        )
        alert_rounds.send_to(users)

    yield Surface("mailing, 500 followers get alerts", spread, 60_000)
    yield Surface("mailing, 200 mails", send, 20_000)
    yield Surface("mailing, what was overlooked", announcements.find_overlooked, 1_000)
    yield Surface("mailing, lock again", alert_rounds.lock_again, 200_000)
    yield Surface("mailing, forget what is stale", alert_rounds.forget_stale, 50_000)


def work(show: Show) -> Iterator[Surface]:
    """What workers do, and what publishing and accounts cause."""
    users = get_user_model()._default_manager
    for chore in chores.CHORES:
        yield Surface(f"chore, {chore.__module__}.{chore.__name__}", chore, 50_000)
    yield Surface("editions, folded", editions.fold, 150_000)
    # The folding was taken back, so these are as many as there were before it.
    yield Surface("editions, read", editions.editions, 40_000)
    front = FrontPage.objects.get()
    article = Article.objects.live().child_of(show).order_by("pk")[0]
    yield Surface("sections that show an article", lambda: showing(article), 5_000)
    yield Surface("sections that show a show", lambda: showing(show), 20_000)
    yield Surface("search in step with an article", lambda: index.page_changed(article), 500)
    yield Surface("search in step with a show", lambda: index.show_changed(show.pk), 20_000)
    yield Surface(
        "an account deleted",
        lambda: deletion.delete(users.get(email="reader-3000@grown.example")),
        2_000,
    )
    yield Surface(
        "a bounce noted",
        lambda: undeliverable.note(
            "reader-9@grown.example", undeliverable.Undeliverable.Reason.BOUNCED
        ),
        50,
    )
    yield Surface("sections that show the front page", lambda: showing(front), 99)
