"""Followers, articles for them, and what the worker has written down for them."""

from __future__ import annotations

from typing import Any

from accounts.models import OutboxMail, User
from articles.models import Article, Episode, Show
from reading import progress
from reading.alert_rounds import tell_followers
from reading.follows import follow
from tests.accounts.people import make_person
from tests.factories import episode_of, make_article

MARKER = "Xylograph"  # what only revealing words hold


def make_follower(
    show: Show, watched: Episode | None = None, *, pace: str = "at-once", **person: Any
) -> User:
    """Somebody who follows a show and has watched up to an episode; nobody knows without one."""
    user = make_person(**person)
    if watched:
        progress.say(user, show, progress.Said(watched))
    follow(user, show, pace)
    return user


def publish(show: Show, season: int = 1, number: int = 3, **fields: Any) -> Article:
    """An article up to this episode, whose revealing words hold MARKER."""
    revealing = {
        "revealing_headline": f"{MARKER} dies", "dek": f"{MARKER} dies in the end.",
        "takeaways": [{"type": "takeaway", "value": f"{MARKER} {n}."} for n in (1, 2, 3)],
        "body": [{"type": "paragraph", "value": f"<p>{MARKER} dies.</p>"}],
        "sets_up": f"<p>{MARKER} returns.</p>",
    }  # fmt: skip
    return make_article(show, boundary=episode_of(show, season, number), **(revealing | fields))


def mails() -> list[OutboxMail]:
    """What the worker writes down for followers in one round, and did before."""
    tell_followers()
    return list(OutboxMail.objects.filter(purpose="alert").order_by("pk"))


def addressees() -> list[str]:
    """To whom."""
    return sorted(mail.to for mail in mails())
