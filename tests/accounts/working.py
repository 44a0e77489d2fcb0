"""Asking a served site for things of accounts as browsers do, over connections that are new."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import requests

from standins import places

FORGOT = "/accounts/password/reset/"
PASSWORD = "gravel-lantern-otter-quilt"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
CODE = re.compile(r"^\s*([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})\s*$", re.MULTILINE)


def network() -> str:
    """An address that nobody else has, so that limits are each one's own."""
    return f"2001:db8:{uuid4().hex[:4]}:{uuid4().hex[:4]}::1"


def new_address() -> str:
    """An address that nobody has joined with."""
    return f"worker-{uuid4().hex[:12]}@reader.example"


class Asker:
    """One browser. Each question goes over a connection of its own, so to either worker."""

    def __init__(self, served: str, desk: str, *, at: str = "") -> None:
        self.served, self.desk = served, desk
        self.cookies: dict[str, str] = {}
        self.network = at or network()

    def twin(self) -> Asker:
        """The same browser once more, to ask at the same time."""
        other = Asker(self.served, self.desk, at=self.network)
        other.cookies = dict(self.cookies)
        return other

    def _ask(self, method: str, path: str, fields: dict[str, str] | None) -> requests.Response:
        headers = {"X-Forwarded-For": self.network, "Connection": "close"}
        answer = requests.request(
            method, f"{self.served}{path}", data=fields, headers=headers,
            cookies=self.cookies, timeout=60, allow_redirects=False,
        )  # fmt: skip
        self.cookies |= answer.cookies.get_dict()
        return answer

    def get(self, path: str) -> requests.Response:
        """Open a page."""
        return self._ask("GET", path, None)

    def form(self, path: str) -> dict[str, str]:
        """Open a form; what it wants to have sent along."""
        found = TOKEN.search(self.get(path).text)
        assert found, path
        return {"csrfmiddlewaretoken": found[1]}

    def post(self, path: str, **fields: str) -> requests.Response:
        """Send a form."""
        return self.send(path, self.form(path) | fields)

    def send(self, path: str, fields: dict[str, str]) -> requests.Response:
        """Send a form that was opened before."""
        return self._ask("POST", path, fields)

    def captcha(self, action: str) -> str:
        """What reCAPTCHA's script would fetch for a form."""
        fields = {
            "sitekey": places.RECAPTCHA_SITE_KEY,
            "action": action,
            "hostname": "localhost",
        }
        url = f"{self.desk}/recaptcha/api/token"
        token: str = requests.post(url, fields, timeout=60).json()["token"]
        return token

    def mails(self, address: str, least: int = 1) -> list[dict[str, Any]]:
        """The mails to an address, newest first, once there are so many."""
        query: dict[str, str | int] = {"to": address, "wait": 60, "least": least}
        found: list[dict[str, Any]] = requests.get(
            f"{self.desk}/mail.json", params=query, timeout=90
        ).json()["mails"]
        assert len(found) >= least, (address, len(found))
        return found

    def is_in(self) -> bool:
        """Whether somebody is signed in."""
        return bool(self.get("/reading/me.json").json()["signed_in"])

    def begin_to_join(self) -> tuple[str, str]:
        """Ask to join; the address, and the code that was mailed to it."""
        address = new_address()
        self.post("/accounts/signup/", email=address, password1=PASSWORD,
                  captcha=self.captcha("join"))  # fmt: skip
        found = CODE.search(self.mails(address)[0]["text"])
        assert found
        return address, found[1]

    def join(self) -> str:
        """Join by email; the address."""
        address, code = self.begin_to_join()
        self.post("/accounts/confirm-email/", code=code)
        assert self.is_in()
        return address
