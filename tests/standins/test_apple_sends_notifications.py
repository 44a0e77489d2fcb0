"""Apple's server-to-server notifications, signed and wrongly signed."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt
import pytest

from standins import places
from tests.standins.flows import Desk


class Site:
    """Something that takes notifications, as the site does."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        received = self.received

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                received.append(json.loads(body))
                self.send_response(202)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/notices/"


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    thread = threading.Thread(target=found.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()


def _open(desk: Desk, payload: str) -> dict[str, Any]:
    keys = jwt.PyJWKSet.from_dict(desk.get("/apple/auth/keys").json())
    return jwt.decode(
        payload,
        keys[jwt.get_unverified_header(payload)["kid"]],
        algorithms=["RS256"],
        audience=places.APPLE_CLIENT_ID,
        issuer="https://appleid.apple.com",
    )


@pytest.mark.parametrize(
    "kind", ["email-disabled", "email-enabled", "consent-revoked", "account-delete"]
)
def test_signed(desk: Desk, site: Site, kind: str) -> None:
    sent = {"url": site.url, "type": kind, "sub": "001001.ada.0001"}
    answer = desk.post("/apple/notify", json=sent)
    assert answer.json()["status"] == 202
    (received,) = site.received
    assert set(received) == {"payload"}
    claims = _open(desk, received["payload"])
    assert {"iat", "jti", "events"} <= set(claims)
    event = json.loads(claims["events"])
    assert (event["type"], event["sub"]) == (kind, "001001.ada.0001")
    assert isinstance(event["event_time"], int)
    assert ("email" in event) is kind.startswith("email-")


@pytest.mark.parametrize("signature", ["wrong_key", "wrong_audience", "wrong_issuer", "unsigned"])
def test_wrongly_signed(desk: Desk, site: Site, signature: str) -> None:
    sent = {"url": site.url, "type": "account-delete", "sub": "x", "signature": signature}
    desk.post("/apple/notify", data=sent)
    with pytest.raises(jwt.PyJWTError):
        _open(desk, site.received[0]["payload"])


def test_the_same_one_again(desk: Desk, site: Site) -> None:
    sent = {"url": site.url, "type": "consent-revoked", "sub": "x"}
    payload = desk.post("/apple/notify", json=sent).json()["payload"]
    desk.post("/apple/notify", json={"url": site.url, "payload": payload})
    assert site.received == [{"payload": payload}] * 2


def test_a_revoked_consent_is_forgotten(desk: Desk, site: Site) -> None:
    desk.apple_answer({"person": "ada"})
    sent = {"url": site.url, "type": "consent-revoked", "sub": "001001.ada.0001"}
    desk.post("/apple/notify", json=sent)
    assert "user" in desk.apple_answer({"person": "ada"})


@pytest.mark.parametrize(
    "sent",
    [
        {"url": "https://somebody.example/", "type": "account-delete"},
        {"url": "http://localhost:9/", "type": "party"},
        {"url": "http://localhost:9/", "type": "account-delete", "signature": "pretty"},
    ],
    ids=str,
)
def test_nonsense_is_refused(desk: Desk, sent: dict[str, str]) -> None:
    assert desk.post("/apple/notify", json=sent).status_code == 400
