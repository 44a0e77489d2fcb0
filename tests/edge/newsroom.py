"""Signing in to the newsroom as one of the demonstration's people does, by its form."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from articles.demo.logins import PASSWORD
from tests.edge.asking import ask

EDITOR = "editor@fanmankind.example"
LOGIN = "/accounts/login/"


def sign_in(site: str, email: str = EDITOR) -> str:
    """Sign in through the form; return the Cookie header of the session."""
    form = ask(site, LOGIN)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
    assert token, "the sign-in form carries no CSRF token"
    jar: SimpleCookie = SimpleCookie()
    for line in form.headers.get_all("Set-Cookie", []):
        jar.load(line)
    fields = {"csrfmiddlewaretoken": token[1], "login": email, "password": PASSWORD}
    answer = ask(
        site, LOGIN, "POST", body=urlencode(fields).encode(),
        headers={
            "Cookie": cookie_header(jar),
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"{site}{LOGIN}",
        },
    )  # fmt: skip
    assert answer.status == 302, f"signing in as {email} gave {answer.status}"
    for line in answer.headers.get_all("Set-Cookie", []):
        jar.load(line)
    return cookie_header(jar)


def cookie_header(jar: SimpleCookie) -> str:
    """The cookies as a browser sends them back."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
