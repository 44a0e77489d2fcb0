"""Every table that names somebody is in their copy or left out for a reason; no secret is."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.models import Comment, CommentReply, Page

from accounts.export_contents import archive, data_of
from accounts.models import AppleGrant, EmailChange, ExportRequest, KnownDevice, OutboxMail, User
from accounts.sealing import seal
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person

pytestmark = pytest.mark.django_db

HELD = {
    "accounts.AppleGrant", "accounts.SecurityEvent", "accounts.KnownDevice",
    "accounts.ExportRequest", "accounts.DeletionRequest", "accounts.FactorReset",
    "accounts.EmailChange", "account.EmailAddress", "socialaccount.SocialAccount",
    "mfa.Authenticator", "usersessions.UserSession",
    "reading.Follow", "reading.Progress", "reading.Alert", "reading.Bookmark", "reading.Reading",
    "reading.SpoilerReport", "reading.Forgotten",
    "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry", "wagtailcore.Revision",
    "wagtailcore.Comment", "wagtailcore.CommentReply", "wagtaildocs.Document", "articles.Picture",
}  # fmt: skip
# The newsroom's own: who owns, locks or handles a piece of work. What they did there is in its log.
WORK = {
    "articles.Article", "articles.ArchiveItem", "articles.ImportRun", "articles.FrontPage",
    "articles.ShowIndex", "articles.StandardPage", "articles.AuthorIndex", "articles.Author",
    "articles.Show", "wagtailcore.Page", "wagtailcore.WorkflowState", "wagtailcore.TaskState",
    "wagtailcore.PageSubscription",
}  # fmt: skip
# What a page of the newsroom keeps for a while to work at all, or that the site does not use.
PASSING = {
    "wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.APIToken",
    "wagtailcore.UploadedFile", "wagtailusers.UserProfile", "wagtailimages.Image",
}  # fmt: skip


def test_every_table_that_names_somebody_is_thought_of() -> None:
    naming = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is User
    }
    assert naming == HELD | WORK | PASSING


def test_a_former_address_and_a_kept_consent_and_words_in_the_newsroom_are_in_it() -> None:
    user = make_person(is_superuser=True)
    EmailChange.objects.create(user=user, old_email="former@reader.example")
    AppleGrant.objects.create(user=user, uid="apple-1", sealed_token=seal("a token"))
    page = Page.objects.get(depth=1)
    comment = Comment.objects.create(user=user, page=page, text="Too long", contentpath="title")
    CommentReply.objects.create(user=user, comment=comment, text="Shortened")
    data = data_of(user)
    assert data["former addresses"][0]["old_email"] == "former@reader.example"
    assert data["Apple's consents"][0]["known there as"] == "apple-1"
    assert [row["words"] for row in data["comments in the newsroom"]] == ["Too long", "Shortened"]


def _secrets_of(user: User) -> list[str]:
    """Everything about somebody that opens a door: as it is used, and as it is kept."""
    rows: list[Any] = list(Authenticator.objects.filter(user=user).values_list("data", flat=True))
    kept = [value for row in rows for value in row.values() if isinstance(value, str)]
    kept += AppleGrant.objects.values_list("sealed_token", flat=True)
    kept += ExportRequest.objects.values_list("token", flat=True)
    kept += KnownDevice.objects.values_list("digest", flat=True)
    kept += Session.objects.values_list("session_key", flat=True)
    return [user.password, PASSWORD, *kept]


def test_nothing_in_it_opens_a_door() -> None:
    user, client = make_person(), Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    ask_for_reset(Client(), user.email)
    link = next(
        line for line in mails_to(user.email)[-1].text.splitlines() if "/reset/key/" in line
    )
    app = generate_totp_secret()
    TOTP.activate(user, app)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    AppleGrant.objects.create(user=user, uid="apple-1", sealed_token=seal("a-refresh-token"))
    ExportRequest.objects.create(user=user)
    user.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(archive(user))) as file:
        text = "".join(file.read(name).decode() for name in ("data.json", "index.html"))
    assert json.loads(text.partition("<!doctype")[0])["passkeys and factors"]
    assert OutboxMail.objects.exists()
    secrets = [*_secrets_of(user), link, app, *codes, "a-refresh-token"]
    assert len(secrets) > 18
    assert [secret for secret in secrets if secret in text] == []
