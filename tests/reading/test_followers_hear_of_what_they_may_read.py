"""An article comes out: those who may read it hear of it, and nobody else, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import OutboxMail
from reading import announcements, progress
from reading.models import Alert, Announcement
from tests.accounts.people import make_person
from tests.factories import episode_of, make_article, make_draft, make_show
from tests.reading.following import addressees, mails, make_follower, publish

pytestmark = pytest.mark.django_db


def test_somebody_exactly_at_the_boundary_hears() -> None:
    show = make_show()
    there = make_follower(show, episode_of(show, 1, 3))
    make_follower(show, episode_of(show, 1, 2))
    publish(show, 1, 3)
    assert addressees() == [there.email]


def test_somebody_in_a_later_season_hears_though_the_number_is_lower() -> None:
    show = make_show()
    there = make_follower(show, episode_of(show, 2, 1))
    publish(show, 1, 3)
    assert addressees() == [there.email]


def test_of_somebody_of_whom_nothing_is_known_nothing_is_assumed() -> None:
    show = make_show()
    make_follower(show)
    publish(show, 1, 1)
    assert addressees() == []


def test_somebody_who_does_not_mind_hears() -> None:
    show = make_show()
    user = make_follower(show)
    progress.say(user, show, progress.Said(None, spoil_me=True))
    publish(show, 2, 3)
    assert addressees() == [user.email]


def test_who_follows_another_show_or_none_hears_nothing() -> None:
    show, other = make_show(), make_show()
    make_follower(other, episode_of(other, 2, 3))
    progress.say(make_person(), show, progress.Said(episode_of(show, 2, 3)))
    publish(show)
    assert addressees() == []


def test_one_alert_however_often_it_is_published() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    article = publish(show)
    assert len(mails()) == 1
    article.save_revision().publish()
    article.unpublish()
    article.save_revision().publish()
    assert len(mails()) == 1
    assert Announcement.objects.count() == Alert.objects.count() == 1


def test_a_draft_and_what_comes_with_an_earlier_date_are_no_news() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    make_draft(show)
    make_article(show, first_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert mails() == []


def test_what_was_taken_back_is_not_mailed_and_comes_when_it_is_public_again() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    article = publish(show)
    article.unpublish()
    assert mails() == []
    article.save_revision().publish()
    assert len(mails()) == 1


def test_what_stays_away_for_two_weeks_is_dropped() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    article = publish(show)
    article.unpublish()
    assert mails() == []
    assert Alert.objects.count() == 1
    Alert.objects.update(due_at=timezone.now() - timedelta(days=15))
    assert mails() == []
    assert not Alert.objects.exists()
    article.save_revision().publish()
    assert mails() == []


def test_an_alert_of_somebody_unknown_begins_as_one_that_waits() -> None:
    show = make_show()
    make_follower(show)
    publish(show, 1, 1)
    while announcements.spread_next():
        pass
    assert Alert.objects.get().due_at is None


def test_a_deleted_article_takes_its_alerts_along() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3), pace="weekly")
    article = publish(show)
    assert mails() == []
    assert Alert.objects.count() == 1
    article.delete()
    assert mails() == []
    assert not Alert.objects.exists()


def test_publishing_writes_one_row_however_many_follow() -> None:
    counts = []
    for size in (0, 5):
        show = make_show()
        for _ in range(size):
            make_follower(show, episode_of(show, 2, 3))
        draft = make_article(show, publish=False)
        with CaptureQueriesContext(connection) as captured:
            draft.get_latest_revision().publish()
        counts.append(len(captured))
    assert counts[0] >= counts[1]
    assert Announcement.objects.count() == 2
    assert not Alert.objects.exists()
    assert not OutboxMail.objects.filter(purpose="alert").exists()
