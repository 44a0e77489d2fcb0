"""Everything that the stand-ins remember, in memory: it ends with the process or with a reset."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from standins.faults import Faults
from standins.keys import kept_rsa_key
from standins.people import Person
from standins.places import address, client_secret_key, files
from standins.post import PostOffice
from standins.signing import Signer

APPLE_ISSUER = "https://appleid.apple.com"
# Django's test client and live servers are welcome beside the site itself.
LOCAL_HOSTS = {"localhost", "127.0.0.1", "testserver"}


@dataclass(frozen=True, slots=True)
class Grant:
    """What a person has agreed to: behind an authorization code or a token."""

    person: Person
    client_id: str
    redirect_uri: str = ""
    scopes: frozenset[str] = frozenset()
    nonce: str = ""
    asked_anew: bool = False  # max_age was asked for
    challenge: str = ""
    sharing: str = "share"
    expires: float = 0.0  # seconds since 1970


@dataclass(slots=True)
class Records:
    """What was asked of the stand-ins, oldest first."""

    token_calls: list[dict[str, Any]] = field(default_factory=list)
    verify_calls: list[dict[str, Any]] = field(default_factory=list)
    revoked: list[dict[str, Any]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)


class State:
    """One for each server."""

    def __init__(self, port: int, site_url: str, data_dir: Path) -> None:
        self.base = address(port)
        self.site_url = site_url
        folder = files(data_dir)
        self.google = Signer(kept_rsa_key(folder / "google.pem"), f"{self.base}/google")
        self.apple = Signer(kept_rsa_key(folder / "apple.pem"), APPLE_ISSUER)
        self.client_secret_key = client_secret_key(data_dir)
        self.faults = Faults()
        self.post = PostOffice()
        self._forget()

    def _forget(self) -> None:
        self.records = Records()
        self.codes: dict[str, Grant] = {}
        self.access_tokens: dict[str, Grant] = {}
        self.refresh_tokens: dict[str, Grant] = {}
        self.consents: dict[str, str] = {}  # who has met Apple's sheet, and what they chose
        self.captcha_tokens: dict[str, dict[str, str]] = {}
        self.released = threading.Event()  # lets go of whoever hangs

    def reset(self) -> None:
        """Forget everything but the keys, and let go of whoever hangs."""
        self.faults.clear()
        self.post.clear()
        self.released.set()
        self._forget()

    def may_return_to(self, url: str) -> bool:
        """Whether the providers send people back to this URL."""
        parts = urlsplit(url)
        local = parts.scheme in {"http", "https"} and parts.hostname in LOCAL_HOSTS
        return local or url.startswith(f"{self.site_url}/")


def state() -> State:
    """The state of the server that answers the current request."""
    found: State = current_app.extensions["standins"]
    return found
