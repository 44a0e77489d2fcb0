"""What was published before somebody followed, and lies ahead of them, waits for them too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reading import progress
from reading.follows import follow, unfollow
from reading.models import Alert
from tests.accounts.people import make_person
from tests.factories import episode_of, make_show
from tests.reading.following import mails, make_follower, publish

pytestmark = pytest.mark.django_db


def test_undoing_an_unfollow_brings_back_what_waited() -> None:
    show = make_show()
    user = make_follower(show, episode_of(show, 1, 1))
    article = publish(show, 1, 3)
    assert mails() == []
    unfollow(user.pk, show.pk)
    assert not Alert.objects.exists()
    follow(user, show, "at-once")
    assert mails() == []
    progress.say(user, show, progress.Said(episode_of(show, 1, 3)))
    assert [mail.subject for mail in mails()] == [f"Unlocked since you watched: {article.title}"]


def test_whoever_follows_after_publication_is_told_once_they_are_there() -> None:
    show, other = make_show(), make_show()
    ahead, further, read = publish(show, 1, 3), publish(show, 2, 1), publish(show, 1, 1)
    publish(show, 2, 3).unpublish()
    publish(other, 2, 3)
    mails()
    user = make_follower(show, episode_of(show, 1, 2))
    waiting = Alert.objects.filter(user=user)
    assert {alert.article.pk for alert in waiting} == {ahead.pk, further.pk}
    assert mails() == []
    progress.say(user, show, progress.Said(episode_of(show, 1, 3)))
    [mail] = mails()
    assert ahead.title in mail.subject
    assert read.title not in mail.text


def test_a_change_of_pace_and_somebody_who_does_not_mind_wait_for_nothing() -> None:
    show = make_show()
    user = make_follower(show)
    publish(show, 1, 3)
    follow(user, show, "weekly")
    bold = make_person()
    progress.say(bold, show, progress.Said(None, spoil_me=True))
    follow(bold, show, "at-once")
    assert not Alert.objects.exists()


def test_it_takes_the_same_queries_however_much_there_is() -> None:
    show = make_show()
    counts = set()
    for _ in range(2):
        publish(show, 1, 3)
        user = make_person()
        with CaptureQueriesContext(connection) as asked:
            follow(user, show, "at-once")
        counts.add(len(asked))
    assert len(counts) == 1


def test_undoing_an_unfollow_brings_back_the_weeks_digest() -> None:
    show = make_show()
    user = make_follower(show, episode_of(show, 1, 3), pace="weekly")
    article = publish(show, 1, 3)
    assert mails() == []
    unfollow(user.pk, show.pk)
    Alert.objects.update(due_at=timezone.now() - timedelta(days=8))
    assert mails() == []
    follow(user, show, "weekly")
    [mail] = mails()
    assert article.title in mail.text
