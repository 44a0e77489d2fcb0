"""A copy of one's data holds what one watched, saved, read and follows; deletion takes it away."""

import pytest

from accounts.export_contents import data_of
from reading.models import Bookmark, Follow, Forgotten, Progress, Reading, SpoilerReport
from reading.progress import Said, say, unsay
from reading.shelf import note_place
from tests.accounts.people import make_person
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db


def test_in_the_copy_and_gone_with_the_account() -> None:
    user, other, show = make_person(), make_person(), make_show("A Long Way Home")
    dropped = make_show("Dropped")
    article = make_article(show, title="The ending")
    for person in (user, other):
        say(person, show, Said(episode_of(show, 2, 1), spoil_me=person == other))
        unsay(person, dropped)
        Bookmark.objects.create(user=person, article=article, remind=True)
        note_place(person, article, part=3, percent=30, finished=False)
        Follow.objects.create(user=person, show=show)
        SpoilerReport.objects.create(user=person, article=article, line="I saw it there")
    data = data_of(user)
    [progress] = data["progress"]
    assert (progress["show"], progress["watched up to"]) == ("A Long Way Home", "S2E1")
    assert progress["spoil me"] is False
    assert data["progress that was forgotten"][0]["show__title"] == "Dropped"
    assert data["saved"][0]["article__title"] == "The ending"
    assert data["readings"][0]["percent"] == 30
    assert data["follows"][0]["pace"] == "at-once"
    assert data["spoiler reports"][0]["line"] == "I saw it there"

    user.delete()
    for model in (Progress, Forgotten, Bookmark, Reading, Follow):
        assert [row.user_id for row in model.objects.all()] == [other.pk]
    assert sorted(SpoilerReport.objects.values_list("line", flat=True)) == ["", "I saw it there"]
