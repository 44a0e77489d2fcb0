"""The words of an alert: safe in subject and body, whatever the reader's progress.

Only what everybody may see is in it: the safe headline, the safe dek, and how far it spoils.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.letters import Marks, letter
from articles.addresses import canonical
from articles.shows import Episode, Show
from reading.alerts import Alert
from reading.unsubscribing import EVERY_SHOW, address_for

MOST_LISTED = 10  # articles; who has caught up with a whole show does not get a wall of them
MOST_NAMED = 3  # shows in the line that says why the mail came


@dataclass(frozen=True, slots=True)
class Item:
    """One article in the mail."""

    show: str
    headline: str
    dek: str
    spoils: str
    url: str
    unlocked: bool


def one_line(text: str) -> str:
    """Text without line breaks, which a subject may not have and a mail's parts are cut at."""
    return " ".join(text.split())


def boundary_of(alert: Alert) -> Episode:
    """The article's boundary. Raises ValueError where it has lost it."""
    boundary: Episode | None = alert.article.boundary
    if boundary is None:
        raise ValueError(f"Article {alert.article_id} has no boundary.")
    return boundary


def show_of(alert: Alert) -> Show:
    """The show that the alert's article is about."""
    show: Show = boundary_of(alert).season.show
    return show


def item_of(alert: Alert) -> Item:
    """An article as the mail shows it. Needs the boundary with its season and show."""
    article, show = alert.article, show_of(alert)
    return Item(
        show=one_line(show.title),
        headline=one_line(article.title),
        dek=one_line(article.safe_dek),
        spoils="Spoils the film." if show.is_film else f"Spoils up to {boundary_of(alert).label}.",
        url=canonical(article.address),
        unlocked=alert.unlocked,
    )


def subject_of(items: Sequence[Item]) -> str:
    """A subject that is safe to read over somebody's shoulder."""
    if len(items) == 1:
        [item] = items
        lead = "New" if item.show.lower() in item.headline.lower() else item.show
        return f"{'Unlocked since you watched' if item.unlocked else lead}: {item.headline}"
    shows = sorted({item.show for item in items})
    what = f"{len(items)} articles that you can read"
    return f"{shows[0]}: {what}" if len(shows) == 1 else f"{what} now, on {len(shows)} shows"


def names_of(shows: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B, C and 4 other shows``."""
    named, rest = list(shows[:MOST_NAMED]), len(shows) - MOST_NAMED
    if rest > 0:
        named.append(f"{rest} other show{'s' if rest > 1 else ''}")
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def mail_of(user_id: int, to: str, alerts: Sequence[Alert]) -> EmailMultiAlternatives:
    """The one mail that holds these alerts of one reader."""
    items = [item_of(alert) for alert in alerts]
    titles = {show_of(alert).pk: one_line(show_of(alert).title) for alert in alerts}
    only = next(iter(titles)) if len(titles) == 1 else EVERY_SHOW
    stop = address_for(user_id, only)
    follows = canonical(reverse("reading_follows"))
    subject = subject_of(items)
    listed = items[:MOST_LISTED]
    text = render_to_string(
        "reading/email/alert.txt",
        {
            "new": [item for item in listed if not item.unlocked],
            "unlocked": [item for item in listed if item.unlocked],
            "more": len(items) - len(listed),
            "shows": names_of(sorted(titles.values())),
            "one_show": only != EVERY_SHOW,
            "stop": stop,
            "follows": follows,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.SITE_URL,
            "report": report_address(alerts),
        },
    ).strip()
    marks = Marks(
        headings=frozenset(item.headline for item in listed),
        labels={
            **{item.url: "Read the article" for item in listed},
            stop: "Stop these mails",
            follows: "What you follow",
        },
        quiet=frozenset({stop, follows}),
    )
    mail = EmailMultiAlternatives(subject, text, to=[to], headers=headers(stop))
    mail.attach_alternative(letter(subject, text, marks), "text/html")
    return mail


def report_address(alerts: Sequence[Alert]) -> str:
    """Where a reader says that this mail gave something away, and which article that it lists."""
    about = "".join(f"&article={alert.article_id}" for alert in alerts[:MOST_LISTED])
    return f"{canonical(reverse('reading_report'))}?place=mail{about}"


def headers(stop: str) -> dict[str, str]:
    """What lets a mailbox offer to end the mails with one press (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
