"""A copy holds what somebody asked for, by whatever spelling, and what they did in the newsroom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from accounts import outbox
from accounts.export_contents import data_of, readable
from accounts.models import DeletionRequest, ResetRequest, User
from tests.accounts.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_person("ada@reader.example", is_superuser=True)


def test_mails_to_any_spelling_of_an_address(user: User) -> None:
    outbox.queue(EmailMessage("Hello", "Words", to=["Ada@Reader.example"]), purpose="greeting")
    outbox.queue(EmailMessage("Hello", "Words", to=["eve@reader.example"]), purpose="other")
    assert [row["about"] for row in data_of(user)["mails"]] == ["greeting"]


def test_new_passwords_asked_for(user: User) -> None:
    ResetRequest.objects.create(email="ADA@reader.example", mailed=True)
    ResetRequest.objects.create(email="eve@reader.example")
    [row] = data_of(user)["new passwords asked for"]
    assert row["mailed"] is True
    assert row["asked_at"]


def test_the_wish_to_go(user: User) -> None:
    due = timezone.now() + timedelta(days=7)
    DeletionRequest.objects.create(user=user, due_at=due)
    assert data_of(user)["deletion asked for"][0]["due_at"] == due


def test_what_somebody_did_in_the_newsroom(user: User) -> None:
    page = Page.objects.exclude(depth=1).first() or Page.objects.first()
    page.save_revision(user=user)
    log(page, "wagtail.publish", user=user)
    log(user, "wagtail.edit", user=user)
    log(page, "wagtail.publish", user=make_person())
    data = data_of(user)
    done: list[dict[str, Any]] = data["done in the newsroom"]
    assert {(row["what"], row["title"]) for row in done} >= {
        ("wagtail.publish", page.get_admin_display_title()),
        ("wagtail.edit", str(user)),
    }
    assert all(row["when"] for row in done)
    [version] = data["versions saved in the newsroom"]
    assert version["title"] == str(page)
    assert Revision.objects.get(user=user).created_at == version["when"]
    assert str(page) in str(readable(data))


def test_a_readers_copy_says_nothing_of_the_newsroom() -> None:
    assert not any("newsroom" in name for name in data_of(make_person()))


def test_a_log_entry_whose_kind_is_gone_does_not_stop_it(user: User) -> None:
    page = Page.objects.first()
    log(page, "wagtail.edit", user=user)
    kind = ContentType.objects.create(app_label="gone", model="thing")
    Revision.objects.create(
        user=user, content_type=kind, base_content_type=kind, object_id="1",
        content={}, object_str="A lost thing", created_at=timezone.now(),
    )  # fmt: skip
    assert data_of(user)["versions saved in the newsroom"][0]["title"] == "A lost thing"
