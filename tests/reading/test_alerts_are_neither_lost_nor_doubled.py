"""Workers that die, workers that meet, one bad article, and very many followers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import outbox
from accounts.models import OutboxMail, User
from accounts.outbox import lease
from articles.addresses import forget_site
from articles.models import Show
from reading import alert_letters, alert_rounds, announcements
from reading.follows import Follow
from reading.models import Alert, Announcement, Progress
from tests.factories import episode_of, make_show
from tests.reading.following import mails, make_follower, publish

pytestmark = pytest.mark.django_db


class Died(Exception):
    """The worker was killed."""


def die(*_: object, **__: object) -> None:
    raise Died


def test_a_worker_that_dies_while_making_alerts(monkeypatch: pytest.MonkeyPatch) -> None:
    show = make_show()
    for _ in range(5):
        make_follower(show, episode_of(show, 2, 3))
    publish(show)
    monkeypatch.setattr(announcements, "BATCH", 2)
    assert announcements.spread_next()
    with monkeypatch.context() as patch:
        patch.setattr(Announcement, "save", die)
        with pytest.raises(Died):
            announcements.spread_next()
    assert Alert.objects.count() == 2  # the second batch is undone as a whole
    assert len(mails()) == 5
    assert Announcement.objects.get().done_at is not None


def test_a_process_that_dies_between_publishing_and_telling() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    publish(show)
    Announcement.objects.all().delete()  # as if nobody had been told
    for _ in range(2):
        assert len(mails()) == 1
    assert Announcement.objects.count() == 1


def test_a_worker_that_dies_between_writing_the_mail_and_marking_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    publish(show)
    queue_all = outbox.queue_all

    def write_then_die(*args: object, **kwargs: object) -> None:
        queue_all(*args, **kwargs)
        die()

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "queue_all", write_then_die)
        with pytest.raises(Died):
            alert_rounds.tell_followers()
    assert not OutboxMail.objects.exists()
    assert Alert.objects.get().sent_at is None
    assert len(mails()) == len(mails()) == 1


def test_one_that_cannot_be_put_into_words_keeps_nobody_else_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    show = make_show()
    bad, good = (make_follower(show, episode_of(show, 2, 3)) for _ in range(2))
    publish(show)
    real = alert_letters.mail_of
    with monkeypatch.context() as patch:
        patch.setattr(
            alert_rounds,
            "mail_of",
            lambda user, *more: die() if user == bad.pk else real(user, *more),
        )
        assert [mail.to for mail in mails()] == [good.email]
    assert "could not be put into words" in caplog.text
    assert {mail.to for mail in mails()} == {good.email, bad.email}


def crowd(show: Show, size: int) -> None:
    """So many followers who have watched everything, made quickly."""
    from allauth.account.models import EmailAddress

    first = User.objects.count()
    users = User.objects.bulk_create(
        [User(email=f"crowd-{first + n}@reader.example", password="!") for n in range(size)]
    )
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=u, email=u.email, verified=True, primary=True) for u in users]
    )
    Follow.objects.bulk_create([Follow(user=u, show=show) for u in users])
    there = episode_of(show, 2, 3)
    Progress.objects.bulk_create([Progress(user=u, show=show, episode=there) for u in users])


def test_a_batch_takes_the_same_queries_however_many_are_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alert_rounds, "ROUND", 60)  # so that a busy machine finishes in one
    counts = []
    for size in (5, 1000):
        show = make_show()
        crowd(show, size)
        publish(show)
        with CaptureQueriesContext(connection) as making:
            assert announcements.spread_next()
        while announcements.spread_next():
            pass
        due = Alert.objects.to_send(timezone.now()).order_by("user")
        users = list(due.values_list("user", flat=True)[: alert_rounds.BATCH])
        forget_site()
        with CaptureQueriesContext(connection) as sending:
            alert_rounds.send_to(users)
        counts.append((len(making), len(sending)))
        mails()
    assert counts[0] == counts[1]
    assert OutboxMail.objects.filter(purpose="alert").count() == 1005


def test_a_round_ends_in_time_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    show = make_show()
    crowd(show, 3)
    publish(show)
    monkeypatch.setattr(alert_rounds, "BATCH", 1)
    with monkeypatch.context() as patch:
        patch.setattr(alert_rounds, "ROUND", -1.0)
        assert mails() == []
    assert len(mails()) == 3


def test_what_somebody_waits_for_goes_before_alerts() -> None:
    from django.core.mail import EmailMessage

    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    publish(show)
    assert len(mails()) == 1
    [reset] = outbox.queue(EmailMessage("A link", "Here", to=["me@reader.example"]), purpose="x")
    first, second = lease(), lease()
    assert first == reset
    assert second.purpose == "alert"
