"""What the site and a browser do with the stand-ins, in plain HTTP and SMTP."""

from __future__ import annotations

import base64
import hashlib
import secrets
import smtplib
import time
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
import requests
from bs4 import BeautifulSoup

from standins import places
from standins.running import Running

SITE = "http://localhost:8000"
GOOGLE_RETURN = f"{SITE}/accounts/google/login/callback/"
APPLE_RETURN = f"{SITE}/accounts/apple/login/callback/"


class Desk:
    """The stand-ins in the hands of a test."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.verifier = secrets.token_urlsafe(48)

    def get(self, path: str, **arguments: Any) -> requests.Response:
        """A page or a document."""
        return requests.get(f"{self.running.url}{path}", timeout=10, **arguments)

    def post(self, path: str, **arguments: Any) -> requests.Response:
        """A form or JSON, without following where it leads."""
        arguments = {"timeout": 10, "allow_redirects": False} | arguments
        return requests.post(f"{self.running.url}{path}", **arguments)

    def switch(self, **faults: object) -> None:
        """Switch faults."""
        self.post("/faults", json=faults).raise_for_status()

    def records(self) -> dict[str, Any]:
        """What was asked of them."""
        return self.get("/records.json").json()

    # Google

    def google_request(self, **changes: str) -> dict[str, str]:
        """What the site asks Google for; an empty change leaves a parameter out."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked = {
            "client_id": places.GOOGLE_CLIENT_ID,
            "redirect_uri": GOOGLE_RETURN,
            "response_type": "code",
            "scope": "openid profile email",
            "state": "the-state",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return {name: value for name, value in (asked | changes).items() if value}

    def google_answer(self, form: dict[str, str], **changes: str) -> dict[str, str]:
        """What the site is sent when this form is posted on Google's page."""
        path = "/google/authorize"
        answer = self.post(path, params=self.google_request(**changes), data=form)
        assert answer.status_code == 303, answer.text
        target = answer.headers["Location"]
        assert target.startswith(f"{GOOGLE_RETURN}?")
        return dict(parse_qsl(urlsplit(target).query))

    def google_tokens(self, code: str, **changes: str) -> requests.Response:
        """The answer of the token endpoint."""
        form = {
            "client_id": places.GOOGLE_CLIENT_ID,
            "client_secret": places.GOOGLE_CLIENT_SECRET,
            "redirect_uri": GOOGLE_RETURN,
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": self.verifier,
        }
        return self.post("/google/token", data=form | changes)

    def google_claims(self, form: dict[str, str], **changes: str) -> dict[str, Any]:
        """What the id_token says after this form, unchecked."""
        code = self.google_answer(form, **changes)["code"]
        return read(self.google_tokens(code).json()["id_token"])

    # Apple

    def apple_request(self, **changes: str) -> dict[str, str]:
        """What the site asks Apple for; an empty change leaves a parameter out."""
        asked = {
            "client_id": places.APPLE_CLIENT_ID,
            "redirect_uri": APPLE_RETURN,
            "response_type": "code id_token",
            "response_mode": "form_post",
            "scope": "name email",
            "state": "the-state",
        }
        return {name: value for name, value in (asked | changes).items() if value}

    def apple_answer(self, form: dict[str, str], **changes: str) -> dict[str, str]:
        """The fields that are posted to the site when this form is posted on Apple's page."""
        path = "/apple/auth/authorize"
        answer = self.post(path, params=self.apple_request(**changes), data=form)
        assert answer.status_code == 200, answer.text
        page = BeautifulSoup(answer.text, "html.parser").find("form")
        assert page["action"] == APPLE_RETURN
        assert page["method"] == "post"
        return {field["name"]: field["value"] for field in page.find_all("input")}

    def client_secret(self, key: str = "", kid: str = "", **changes: Any) -> str:
        """The client secret as the site signs it, or a wrong one."""
        now = int(time.time())
        claims = {
            "iss": places.APPLE_TEAM_ID,
            "aud": "https://appleid.apple.com",
            "sub": places.APPLE_CLIENT_ID,
            "iat": now,
            "exp": now + 3600,
        }
        return jwt.encode(
            claims | changes,
            key or self.running.environment["APPLE_PRIVATE_KEY"],
            algorithm="ES256",
            headers={"kid": kid or places.APPLE_KEY_ID},
        )

    def apple_tokens(self, code: str, **changes: str) -> requests.Response:
        """The answer of the token endpoint."""
        form = {
            "client_id": places.APPLE_CLIENT_ID,
            "client_secret": self.client_secret(),
            "redirect_uri": APPLE_RETURN,
            "grant_type": "authorization_code",
            "code": code,
        }
        return self.post("/apple/auth/token", data=form | changes)

    def apple_claims(self, form: dict[str, str], **changes: str) -> dict[str, Any]:
        """What the id_token of the token endpoint says after this form, unchecked."""
        code = self.apple_answer(form, **changes)["code"]
        return read(self.apple_tokens(code).json()["id_token"])

    # reCAPTCHA

    def captcha_token(self, action: str = "forgot", *, checkbox: bool = False) -> str:
        """A token as the script on a page of the site fetches it."""
        key = places.RECAPTCHA_CHECKBOX_SITE_KEY if checkbox else places.RECAPTCHA_SITE_KEY
        form = {"sitekey": key, "action": action}
        answer = self.post("/recaptcha/api/token", data=form, headers={"Origin": SITE})
        return answer.json()["token"]

    def verify(self, token: str, *, checkbox: bool = False, **more: Any) -> requests.Response:
        """The verifier's answer, as the site asks for it."""
        secret = places.RECAPTCHA_CHECKBOX_SECRET_KEY if checkbox else places.RECAPTCHA_SECRET_KEY
        form = {"secret": secret, "response": token}
        return self.post("/recaptcha/api/siteverify", data=form, **more)

    # Mail

    def send(self, to: str, subject: str = "Hello", text: str = "Hi", html: str = "") -> None:
        """Send a mail through SMTP."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "site@x.example", to, subject
        message["X-Colour"] = "orange"
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
        with smtplib.SMTP("127.0.0.1", self.running.smtp_port, timeout=60) as server:
            server.send_message(message)

    def mails(self, **asked: Any) -> list[dict[str, Any]]:
        """What has arrived, newest first."""
        return self.get("/mail.json", params=asked).json()["mails"]


def read(token: str) -> dict[str, Any]:
    """The claims of a token, unchecked."""
    return jwt.decode(token, options={"verify_signature": False})
