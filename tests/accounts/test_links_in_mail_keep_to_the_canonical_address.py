"""Whatever allowed host a request came to, a link in a mail leads to SITE_URL."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client

from accounts.models import OutboxMail
from tests.accounts.people import ask_for_reset, mails_to, make_person
from tests.prepared import ROOT

pytestmark = pytest.mark.django_db

ALIAS = "alias.fanmankind.test"
LINK = re.compile(r"https?://[^\s\"<]+")
# What each template that has a link of its own calls it. The test below finds what is missing.
LINKS = {
    "account/email/account_already_exists": "password_reset_url",
    "account/email/password_reset_key": "password_reset_url",
    "account/email/unknown_account": "signup_url",
    "accounts/email/apple_left": "password_reset_url",
    "accounts/email/deletion_asked": "login_url",
    "accounts/email/email_changed": "undo_url",
    "accounts/email/email_restored": "password_reset_url",
    "accounts/email/export_ready": "export_url",
    "accounts/email/factors_kept": "password_reset_url",
    "accounts/email/factors_reset_asked": "keep_url",
    "accounts/email/factors_reset_done": "factors_url",
    "accounts/email/factors_reset_halfway": "keep_url",
    "accounts/email/invitation": "password_reset_url",
}


@pytest.fixture
def alias(settings: Any) -> Client:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, ALIAS]
    return Client(headers={"host": ALIAS})


def _assert_canonical(email: str, site: str) -> None:
    [mail] = mails_to(email)
    links = LINK.findall(mail.text) + [
        link for link in LINK.findall(mail.html) if "w3.org" not in link
    ]
    assert len(links) >= 2
    assert {link[: len(site)] for link in links} == {site}
    assert ALIAS not in mail.text + mail.html


def test_a_taken_address(alias: Client, settings: Any) -> None:
    user = make_person()
    alias.post(
        "/accounts/signup/", {"email": user.email, "password1": "gravel-lantern-otter-quilt"}
    )
    _assert_canonical(user.email, settings.SITE_URL)


def test_an_unknown_address_that_asks_for_a_code(alias: Client, settings: Any) -> None:
    alias.post("/accounts/login/code/", {"email": "nobody@reader.example"})
    _assert_canonical("nobody@reader.example", settings.SITE_URL)


@pytest.mark.parametrize("known", [True, False])
def test_forgot_password(alias: Client, settings: Any, known: bool) -> None:
    email = make_person().email if known else "nobody@reader.example"
    ask_for_reset(alias, email)
    _assert_canonical(email, settings.SITE_URL)


@pytest.mark.parametrize("template", sorted(LINKS))
def test_every_template_with_a_link(settings: Any, template: str) -> None:
    words = {LINKS[template]: f"https://{ALIAS}/somewhere/?a=b#c", "user": make_person()}
    get_adapter().send_mail(template, "somebody@reader.example", words)
    mail = OutboxMail.objects.get(to="somebody@reader.example")
    assert ALIAS not in mail.text + mail.html
    assert f"{settings.SITE_URL}/somewhere/?a=b#c" in mail.text


def test_no_template_was_forgotten() -> None:
    found = {
        str(file.relative_to(ROOT / "templates")).removesuffix("_message.txt")
        for folder in ("account/email", "accounts/email")
        for file in Path(ROOT / "templates" / folder).glob("*_message.txt")
        if re.search(r"\{\{ (?!site_url)\w+_url", file.read_text())
    }
    assert found <= LINKS.keys()
