"""What coincides comes as one mail: at once within a round, weekly on Monday morning."""

from datetime import UTC, datetime

import pytest
import time_machine

from reading import progress
from reading.alerts import latest_digest
from reading.follows import follow
from tests.factories import episode_of, make_show
from tests.reading.following import mails, make_follower, publish

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2026, 7, 1, 12, tzinfo=UTC)
SUNDAY = datetime(2026, 7, 5, 23, tzinfo=UTC)
MONDAY = datetime(2026, 7, 6, 6, tzinfo=UTC)


def test_two_articles_in_one_round_are_one_mail() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    one, two = publish(show, 1, 1), publish(show, 2, 3)
    [mail] = mails()
    assert mail.subject == f"{show.title}: 2 articles that you can read"
    assert one.title in mail.text
    assert two.title in mail.text


def test_a_whole_show_caught_up_with_is_no_wall_of_articles() -> None:
    show = make_show(seasons=1, episodes=12)
    user = make_follower(show)
    articles = [publish(show, 1, number) for number in range(1, 13)]
    mails()
    progress.say(user, show, progress.Said(episode_of(show, 1, 12)))
    [mail] = mails()
    assert sum(article.title in mail.text for article in articles) == 10
    assert "And 2 more" in mail.text
    assert len(mails()) == 1


def test_weekly_shows_come_together_on_monday_once() -> None:
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        one, two = make_show("A Show of Stars"), make_show("A Show of Seas")
        user = make_follower(one, episode_of(one, 2, 3), pace="weekly")
        follow(user, two, "weekly")
        progress.say(user, two, progress.Said(episode_of(two, 2, 3)))
        titles = [publish(one, 1, 1).title, publish(two, 1, 1).title]
        assert mails() == []
        clock.move_to(SUNDAY)
        assert mails() == []
        clock.move_to(MONDAY.replace(minute=20))
        [mail] = mails()
        assert all(title in mail.text for title in titles)
        late = publish(one, 1, 2)
        assert len(mails()) == 1
        clock.move_to(SUNDAY.replace(day=12))
        assert len(mails()) == 1
        clock.move_to(MONDAY.replace(day=13, minute=20))
        assert [late.title in mail.text for mail in mails()] == [False, True]


def test_at_once_does_not_wait_for_the_weekly_ones_nor_takes_them_along() -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        soon, later = make_show("A Show of Stars"), make_show("A Show of Seas")
        user = make_follower(soon, episode_of(soon, 2, 3))
        follow(user, later, "weekly")
        progress.say(user, later, progress.Said(episode_of(later, 2, 3)))
        publish(soon), publish(later)
        [mail] = mails()
        assert "Stars" in mail.text
        assert "Seas" not in mail.text


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (WEDNESDAY, datetime(2026, 6, 29, 6, tzinfo=UTC)),
        (SUNDAY, datetime(2026, 6, 29, 6, tzinfo=UTC)),
        (MONDAY.replace(minute=14), datetime(2026, 6, 29, 6, tzinfo=UTC)),
        (MONDAY.replace(minute=15), MONDAY),
        (MONDAY.replace(hour=3), datetime(2026, 6, 29, 6, tzinfo=UTC)),
    ],
)
def test_the_week_turns_on_monday_morning(now: datetime, expected: datetime) -> None:
    assert latest_digest(now) == expected
