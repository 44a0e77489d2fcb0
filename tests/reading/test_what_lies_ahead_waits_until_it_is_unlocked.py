"""Articles ahead of a reader wait, and arrive once progress has come that far, by any door."""

import pytest
from django.utils import timezone

from reading import progress
from reading.models import Alert, Progress
from tests.factories import episode_of, make_show
from tests.reading.following import addressees, mails, make_follower, publish

pytestmark = pytest.mark.django_db


def test_it_arrives_once_as_unlocked_since_you_watched() -> None:
    show = make_show()
    user = make_follower(show, episode_of(show, 1, 1))
    article = publish(show, 1, 3)
    assert mails() == []
    progress.say(user, show, progress.Said(episode_of(show, 1, 2)))
    assert mails() == []
    progress.say(user, show, progress.Said(episode_of(show, 1, 3)))
    [mail] = mails()
    assert mail.subject == f"Unlocked since you watched: {article.title}"
    assert "Unlocked since you watched" in mail.text
    assert Alert.objects.get().unlocked
    assert len(mails()) == 1


def test_by_whatever_door_the_row_came() -> None:
    show = make_show()
    users = [make_follower(show) for _ in range(3)]
    publish(show, 1, 3)
    assert mails() == []
    Progress.objects.bulk_create(
        [Progress(user=users[0], show=show, episode=episode_of(show, 2, 1))]
    )
    progress.merge(users[1], show, progress.Said(None, spoil_me=True))
    assert addressees() == sorted(user.email for user in users[:2])


def test_also_when_the_boundary_moved_and_not_the_reader() -> None:
    show = make_show()
    user = make_follower(show, episode_of(show, 1, 2))
    article = publish(show, 1, 3)
    assert mails() == []
    article.boundary = episode_of(show, 1, 1)
    article.save()
    assert addressees() == [user.email]


def test_what_is_due_waits_again_for_somebody_who_went_back() -> None:
    show = make_show()
    user = make_follower(show, episode_of(show, 2, 3), pace="weekly")
    publish(show, 1, 3)
    mails()
    assert Alert.objects.get().due_at is not None
    progress.say(user, show, progress.Said(episode_of(show, 1, 1)))
    mails()
    assert Alert.objects.get().due_at is None


def test_what_lies_ahead_is_not_sent_even_while_it_is_marked_as_due() -> None:
    show = make_show()
    user = make_follower(show, episode_of(show, 1, 1))
    Alert.objects.create(user=user, article=publish(show, 1, 3), due_at=timezone.now())
    assert not Alert.objects.to_send(timezone.now()).exists()


def test_the_database_and_the_shield_agree() -> None:
    """Every place of a reader against every boundary, as ``covers`` has it."""
    from articles.shield import NOT_STARTED, covers

    show = make_show(seasons=2, episodes=2)
    episodes = [episode_of(show, season, number) for season in (1, 2) for number in (1, 2)]
    articles = {episode.pk: publish(show, *_pair(episode)) for episode in episodes}
    for place in [None, *episodes]:
        user = make_follower(show)
        progress.say(user, show, progress.Said(place))
        rows = [Alert(user=user, article=article) for article in articles.values()]
        Alert.objects.bulk_create(rows, ignore_conflicts=True)
        unlocked = set(
            Alert.objects.to_unlock().filter(user=user).values_list("article", flat=True)
        )
        at = place.position if place else NOT_STARTED
        expected = {
            articles[boundary.pk].pk for boundary in episodes if covers(at, boundary.position)
        }
        assert unlocked == expected, place


def _pair(episode: object) -> tuple[int, int]:
    return episode.position.season, episode.position.episode
