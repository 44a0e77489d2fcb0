"""Somebody who reads, joins and writes, over HTTP, from an address of their own on this machine."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE = 15.0  # seconds; who waits longer has left
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
TITLE = re.compile(r"<title>([^<]*)<")
KEY = re.compile(r'data-key="([^"]+)"')
_addresses = itertools.count(1)


class Trouble(Exception):
    """No answer came, or not the one that was to come."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; a header that is not there is empty."""

    status: int
    body: str
    retry_after: str = ""
    location: str = ""

    @property
    def is_designed_503(self) -> bool:
        """Whether this is the page that says to come back."""
        return self.status == 503 and "Back in a moment" in self.body and bool(self.retry_after)


class Visitor:
    """A client with cookies. Limits count by address, so each has one of 127.0.0.0/8."""

    def __init__(self, site: str) -> None:
        number = next(_addresses)
        self.site = urlsplit(site)
        self.source = f"127.9.{number // 250 % 250}.{number % 250 + 1}"
        self.jar: SimpleCookie = SimpleCookie()

    def ask(
        self, path: str, method: str = "GET", body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        """One request on a connection of its own. Trouble when no whole answer comes."""
        sent = {"Host": self.site.netloc, "Connection": "close", **(headers or {})}
        if self.jar:
            sent["Cookie"] = "; ".join(f"{k}={m.value}" for k, m in self.jar.items())
        connection = HTTPConnection(
            "127.0.0.1", self.site.port, timeout=PATIENCE, source_address=(self.source, 0)
        )
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, HTTPException) as error:
            raise Trouble(type(error).__name__) from error
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            self.jar.load(line)
        more = (response.headers.get(name, "") for name in ("Retry-After", "Location"))
        return Answer(response.status, text, *more)

    def fill_in(self, path: str, fields: dict[str, str], page: Answer | None = None) -> Answer:
        """Open a page with a form, unless another page had it, and send it."""
        page = page or self.ask(path)
        token = TOKEN.search(page.body)
        if token is None:
            title = TITLE.search(page.body)
            raise Trouble(f"no form, but {title[1].strip() if title else page.status}")
        return self.ask(
            path, "POST", urlencode({"csrfmiddlewaretoken": token[1], **fields}),
            {"Content-Type": "application/x-www-form-urlencoded",
             "Referer": f"{self.site.geturl()}{path}"},
        )  # fmt: skip

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the form. Trouble where that fails."""
        answer = self.fill_in("/accounts/login/", {"login": email, "password": password})
        if answer.status != 302:
            raise Trouble(f"signing in gave {answer.status}")

    def put(self, path: str, data: dict[str, int]) -> Answer:
        """Send JSON, as the site's own scripts do."""
        csrf = self.jar["csrftoken"].value if "csrftoken" in self.jar else ""
        return self.ask(
            path, "PUT", json.dumps(data),
            {"Content-Type": "application/json", "X-CSRFToken": csrf,
             "Referer": f"{self.site.geturl()}/"},
        )  # fmt: skip


def captcha(desk: str, page: str, action: str) -> str:
    """A token that the stand-in for reCAPTCHA takes, for the form on a page."""
    key = KEY.search(page)
    if key is None:
        raise Trouble("no key of reCAPTCHA")
    where = Visitor(desk)
    answer = where.ask(
        "/recaptcha/api/token", "POST",
        urlencode({"sitekey": key[1], "action": action, "hostname": "localhost"}),
        {"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    return str(json.loads(answer.body)["token"])
