"""Every page that says what went wrong, as the site's own handlers answer it."""

from __future__ import annotations

from django.http import HttpRequest
from django.test import RequestFactory

from fanmankind import views
from fanmankind.edge.limits import LIMITS
from tests.edge.asking import Answer, ask
from tests.edge.demonstration import MISSING
from tests.edge.newsroom import LOGIN

NETWORK = {"X-Forwarded-For": "2001:db8:404:1::1"}  # nobody else's, so that nobody else waits


def error_pages(site: str) -> dict[str, tuple[int, bytes]]:
    """The status and the HTML of each, by what has happened.

    Asked of the served site, but for the two that it gives to nobody who behaves.
    """
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    asked = {
        "another host": ask(site, headers={"Host": "elsewhere.example"}),
        "nothing there": ask(site, MISSING),
        "only for reading": ask(site, method="POST"),
        "a form too old": ask(site, LOGIN, "POST", headers=form, body=b"login=a"),
        "asked too often": _too_often(site),
    }
    nobody: HttpRequest = RequestFactory().get("/")
    drawn = {"not yours": views.forbidden(nobody, None), "broken": views.broken(nobody)}
    return {what: (answer.status, answer.content) for what, answer in asked.items()} | {
        what: (answer.status_code, answer.content) for what, answer in drawn.items()
    }


def _too_often(site: str) -> Answer:
    """Search until the site has had enough of this network, by a query nobody has cached."""
    for number in range(2 * LIMITS["search"] + 1):  # a minute may end on the way
        answer = ask(site, f"/search/?q=often+{number}", headers=NETWORK)
        if answer.status != 200:
            return answer
    raise AssertionError("Nobody is ever refused.")
