"""The mail, its link, and what using it does."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from accounts.models import OutboxMail, User
from tests.accounts.people import (
    PASSWORD,
    ask_for_reset,
    mails_to,
    make_person,
    make_social_person,
    sign_in,
)

pytestmark = pytest.mark.django_db

NEW = "marble-kettle-ferry-cloud"


def _link(mail: OutboxMail) -> str:
    found = re.search(r"http://localhost:\d+(/accounts/password/reset/key/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def _mailed_link(email: str) -> str:
    ask_for_reset(Client(), email)
    return _link(mails_to(email)[-1])


def _reset(link: str, password: str = NEW) -> Client:
    client = Client()
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": password})
    return client


def test_it_works_in_text_and_html_and_says_what_matters(client: Client) -> None:
    user = make_person()
    ask_for_reset(client, user.email)
    [mail] = mails_to(user.email)
    for words in (mail.text, mail.html):
        assert "fanmankind" in words
        assert "1 hour" in words
        assert _link(mail) in words
    assert mail.subject


@pytest.mark.parametrize("provider", ["apple", "google"])
def test_an_account_without_password_gets_one_and_keeps_its_connection(provider: str) -> None:
    user = make_social_person(provider)
    _reset(_mailed_link(user.email))
    user = User.objects.get(pk=user.pk)
    assert user.check_password(NEW)
    assert SocialAccount.objects.filter(user=user, provider=provider).exists()
    assert User.objects.count() == 1


def test_an_unknown_address_is_told_calmly() -> None:
    ask_for_reset(Client(), "nobody@reader.example")
    [mail] = mails_to("nobody@reader.example")
    assert "password/reset/key" not in mail.text


def test_a_deactivated_account_gets_no_link() -> None:
    user = make_person(is_active=False)
    ask_for_reset(Client(), user.email)
    assert all("password/reset/key" not in mail.text for mail in mails_to(user.email))


def test_opening_the_link_changes_nothing_and_hides_the_token() -> None:
    user = make_person()
    link = _mailed_link(user.email)
    for _ in range(3):
        Client().head(link)
        Client().get(link, follow=True)
    seen = Client().get(link)
    assert seen.status_code == 302
    assert seen["Location"].endswith("set-password/")
    _reset(link)
    assert User.objects.get(pk=user.pk).check_password(NEW)


def test_it_works_once_and_its_siblings_die_with_it() -> None:
    user = make_person()
    first, second = _mailed_link(user.email), _mailed_link(user.email)
    _reset(first)
    _reset(first, "another-window-silver-thimble")
    _reset(second, "another-window-silver-thimble")
    assert User.objects.get(pk=user.pk).check_password(NEW)


@pytest.mark.parametrize("event", ["time", "sign-in", "email", "password"])
def test_it_dies(event: str) -> None:
    user = make_person()
    link = _mailed_link(user.email)
    later = timezone.now()
    if event == "time":
        later += timedelta(hours=1, seconds=2)
    elif event == "sign-in":
        Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    elif event == "email":
        EmailAddress.objects.create(user=user, email="more@reader.example", verified=True)
    else:
        user.set_password("a-third-entirely-other-phrase")
        user.save()
    with time_machine.travel(later, tick=False):
        _reset(link)
    assert not User.objects.get(pk=user.pk).check_password(NEW)


def test_afterwards_every_session_has_ended_and_a_notice_is_mailed() -> None:
    user = make_person()
    elsewhere = Client()
    sign_in(elsewhere, user)
    assert elsewhere.get("/reading/me.json").json()["signed_in"]
    link = _mailed_link(user.email)
    browser = _reset(link)
    assert not elsewhere.get("/reading/me.json").json()["signed_in"]
    assert not browser.get("/reading/me.json").json()["signed_in"]
    purposes = [mail.purpose for mail in mails_to(user.email)]
    assert "password_reset" in purposes


def test_no_more_than_three_mails_an_hour_and_the_answer_is_unchanged() -> None:
    user = make_person()
    answers = [ask_for_reset(Client(), user.email) for _ in range(5)]
    assert {(a.status_code, a["Location"]) for a in answers} == {
        (302, "/accounts/password/reset/done/")
    }
    assert len(mails_to(user.email)) == 3
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1), tick=False):
        ask_for_reset(Client(), user.email)
        assert len(mails_to(user.email)) == 4


def test_links_carry_the_canonical_host_whatever_the_request_said(settings: object) -> None:
    user = make_person()
    Client(headers={"host": "127.0.0.1"}).post("/accounts/password/reset/", {"email": user.email})
    [mail] = mails_to(user.email)
    assert "127.0.0.1" not in mail.text + mail.html
