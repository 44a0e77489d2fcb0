"""No mail to whom it would not reach, or who should be left alone."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import DeletionRequest, User
from articles.models import Show
from reading.undeliverable import Undeliverable, arrives_again, note
from tests.factories import episode_of, make_show
from tests.reading.following import addressees, make_follower, publish

pytestmark = pytest.mark.django_db
BOUNCED, COMPLAINED = Undeliverable.Reason.BOUNCED, Undeliverable.Reason.COMPLAINED


@pytest.fixture
def show() -> Show:
    return make_show()


@pytest.fixture
def reader(show: Show) -> User:
    return make_follower(show, episode_of(show, 2, 3), email="Reader@Mail.example".lower())


def test_nobody_whose_address_is_not_proven(show: Show) -> None:
    make_follower(show, episode_of(show, 2, 3), verified=False)
    publish(show)
    assert addressees() == []


def test_nobody_whose_account_is_shut(show: Show, reader: User) -> None:
    User.objects.update(is_active=False)
    publish(show)
    assert addressees() == []


def test_nobody_who_is_about_to_go_until_they_stay(show: Show, reader: User) -> None:
    due = timezone.now() + timedelta(days=7)
    wish = DeletionRequest.objects.create(user=reader, due_at=due)
    publish(show)
    assert addressees() == []
    wish.delete()
    assert addressees() == [reader.email]


@pytest.mark.parametrize("reason", [BOUNCED, COMPLAINED])
def test_no_address_that_mail_comes_back_from(
    show: Show, reader: User, reason: Undeliverable.Reason
) -> None:
    assert note(reader.email.upper(), reason)
    publish(show)
    assert addressees() == []


def test_another_address_of_the_same_reader_is_written_to(show: Show, reader: User) -> None:
    note(reader.email, BOUNCED)
    publish(show)
    EmailAddress.objects.filter(user=reader).update(email="new@mail.example")
    assert addressees() == ["new@mail.example"]


def test_an_address_that_is_proven_anew_is_written_to_again(show: Show, reader: User) -> None:
    note(reader.email, BOUNCED)
    publish(show)
    arrives_again(None, EmailAddress.objects.get(user=reader))
    assert addressees() == [reader.email]


def test_a_complaint_stays_when_the_address_is_proven_and_when_mail_bounces(reader: User) -> None:
    for reason in (BOUNCED, COMPLAINED, BOUNCED):
        note(reader.email, reason)
    arrives_again(None, EmailAddress.objects.get(user=reader))
    assert Undeliverable.objects.get().reason == COMPLAINED


def test_addresses_of_strangers_are_not_kept() -> None:
    assert not note("stranger@mail.example", BOUNCED)
    assert not Undeliverable.objects.exists()


def test_the_account_still_gets_its_mail(reader: User, client: object) -> None:
    from tests.accounts.people import ask_for_reset, mails_to

    note(reader.email, BOUNCED)
    ask_for_reset(client, reader.email)
    assert [mail.purpose for mail in mails_to(reader.email)] == ["password_reset_key"]
