"""Asked with fresh proof, taken back by signing in, carried out after seven days, for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import requests
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts import deletion
from accounts.apple import revoke_waiting
from accounts.models import AppleRevocation, DeletionRequest, OutboxMail, SecurityEvent, User
from accounts.sealing import seal
from accounts.signals import account_deleting
from articles.models import Article
from standins.running import Running
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.accounts.providers import records, with_apple
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def _signed_in(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def _in(days: float) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_it_asks_for_fresh_proof() -> None:
    user, client = make_person(), Client()
    sign_in(client, user)
    answer = client.post("/accounts/delete/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not DeletionRequest.objects.exists()


def test_opening_the_page_deletes_nothing_and_says_what_happens() -> None:
    client = _signed_in(make_person())
    page = client.get("/accounts/delete/")
    assert "7 days" in page.content.decode()
    client.head("/accounts/delete/")
    assert not DeletionRequest.objects.exists()


def test_asking_signs_out_everywhere_and_is_confirmed_by_mail() -> None:
    user = make_person()
    elsewhere, client = _signed_in(user), _signed_in(user)
    page = client.post("/accounts/delete/", follow=True)
    assert "deleted" in page.content.decode()
    for browser in (client, elsewhere):
        assert not browser.get("/reading/me.json").json()["signed_in"]
    assert OutboxMail.objects.filter(to=user.email, purpose="deletion_asked").exists()


def test_signing_in_keeps_the_account() -> None:
    user = make_person()
    _signed_in(user).post("/accounts/delete/")
    with _in(6.9):
        _signed_in(user)
    assert not DeletionRequest.objects.exists()
    with _in(8):
        assert deletion.carry_out_due() == 0
    assert User.objects.filter(pk=user.pk).exists()


def test_nothing_happens_before_the_time_and_everything_after(
    django_capture_on_commit_callbacks: Any,
) -> None:
    user = make_person()
    user.portrait.save("p.webp", ContentFile(b"x"))
    portrait = user.portrait
    _signed_in(user).post("/accounts/delete/")
    with _in(6.9):
        assert deletion.carry_out_due() == 0
    with _in(7.1), django_capture_on_commit_callbacks(execute=True):
        assert deletion.carry_out_due() == 1
    assert not User.objects.filter(pk=user.pk).exists()
    assert not portrait.storage.exists(portrait.name)
    kinds = list(SecurityEvent.objects.filter(kind="deleted").values_list("user", flat=True))
    assert kinds == [None]
    assert OutboxMail.objects.filter(to=user.email, purpose="deletion_done").exists()


def test_others_hear_of_it_first_and_a_failing_one_keeps_the_account() -> None:
    user = make_person()
    _signed_in(user).post("/accounts/delete/")

    def fail(sender: Any, user: User, **_: Any) -> None:
        raise RuntimeError("not yet")

    account_deleting.connect(fail)
    try:
        with _in(8):
            assert deletion.carry_out_due() == 0
    finally:
        account_deleting.disconnect(fail)
    assert User.objects.filter(pk=user.pk).exists()
    with _in(8):
        assert deletion.carry_out_due() == 1


def test_apple_is_told_even_if_it_was_out_of_reach(providers: Running) -> None:
    with_apple(Client())
    user = User.objects.get()
    requests.post(f"{providers.url}/faults", json={"apple_revoke": "500"}, timeout=60)
    user.delete()
    assert revoke_waiting() == 0
    assert not User.objects.exists()
    requests.post(f"{providers.url}/faults", json={"apple_revoke": "none"}, timeout=60)
    # Not by travelling in time: Apple would refuse a client secret that was made tomorrow.
    AppleRevocation.objects.update(due_at=timezone.now())
    assert revoke_waiting() == 1
    assert not AppleRevocation.objects.exists()
    assert records(providers)["revoked"]


def _left_apple(desk: Running) -> None:
    with_apple(Client())
    User.objects.get().delete()


@pytest.mark.parametrize("change", [{"APPS": []}, {"key": "no key"}])
def test_a_wrong_setting_keeps_what_apple_is_to_be_told(
    providers: Running, settings: Any, change: dict[str, Any]
) -> None:
    _left_apple(providers)
    AppleRevocation.objects.create(sealed_token="sealed with a key that is gone")
    right = settings.SOCIALACCOUNT_PROVIDERS
    app = right["apple"]["APPS"][0] | {"settings": {"certificate_key": change.get("key")}}
    wrong = {"APPS": [app]} if "key" in change else change
    settings.SOCIALACCOUNT_PROVIDERS = right | {"apple": right["apple"] | wrong}
    assert revoke_waiting() == 0
    assert AppleRevocation.objects.filter(attempts=1).count() == 2
    settings.SOCIALACCOUNT_PROVIDERS = right
    AppleRevocation.objects.update(due_at=timezone.now())
    assert revoke_waiting() == 1


def test_apple_is_asked_again_for_two_weeks_and_not_more_than_once_a_day(
    providers: Running,
) -> None:
    _left_apple(providers)
    requests.post(f"{providers.url}/faults", json={"apple_revoke": "500"}, timeout=60)
    moment, first = timezone.now(), timezone.now()
    while (row := AppleRevocation.objects.first()) is not None:
        moment = max(moment, row.due_at)
        with time_machine.travel(moment, tick=False):
            revoke_waiting()
        left = AppleRevocation.objects.first()
        assert left is None or left.due_at - moment <= timedelta(days=1)
    assert timedelta(days=13) < moment - first < timedelta(days=16)


def test_an_apple_that_is_out_of_reach_is_asked_once_a_round(
    settings: Any, monkeypatch: pytest.MonkeyPatch, providers: Running
) -> None:
    asked: list[str] = []

    def unreachable(url: str, **_: Any) -> None:
        asked.append(url)
        raise requests.ConnectionError

    for token in ("one", "two", "three"):
        AppleRevocation.objects.create(sealed_token=seal(token))
    monkeypatch.setattr("accounts.apple.requests.post", unreachable)
    assert revoke_waiting() == 0
    assert len(asked) == 1
    assert AppleRevocation.objects.count() == 3


def test_what_somebody_wrote_stays() -> None:
    user = make_person()
    article = make_article()
    Article.objects.filter(pk=article.pk).update(owner=user)
    article.save_revision(user=user, clean=False)
    user.delete()
    assert Article.objects.get(pk=article.pk).live


def test_the_only_administrator_stays() -> None:
    user = make_person(is_superuser=True)
    client = _signed_in(user)
    answer = client.post("/accounts/delete/")
    assert answer.status_code == 409
    assert "administrator" in answer.content.decode()
    assert not DeletionRequest.objects.exists()
