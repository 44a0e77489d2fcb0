"""A copy of one's data has it; deleting the account takes it along."""

import pytest

from accounts.deletion import delete
from accounts.export_contents import data_of
from accounts.models import OutboxMail
from reading.models import Alert, Follow, SpoilerReport, Undeliverable
from reading.undeliverable import note
from tests.factories import episode_of, make_show
from tests.reading.following import mails, make_follower, publish

pytestmark = pytest.mark.django_db


def test_the_copy_has_all_of_it_and_nothing_of_others() -> None:
    show = make_show("A Show of Stars")
    user = make_follower(show, episode_of(show, 2, 3))
    other = make_follower(show)
    publish(show)
    mails()
    SpoilerReport.objects.create(user=user, line="A line", seen_at="/x/")
    for person in (user, other):
        note(person.email, Undeliverable.Reason.BOUNCED)
    data = data_of(user)
    assert [row["show__title"] for row in data["follows"]] == ["A Show of Stars"]
    assert len(data["alerts"]) == 1
    assert data["spoiler reports"][0]["line"] == "A line"
    assert [r["email"] for r in data["addresses that mail comes back from"]] == [user.email]


def test_deleting_takes_it_along_and_stops_the_mail_that_waits() -> None:
    show = make_show()
    user = make_follower(show, episode_of(show, 2, 3))
    publish(show)
    assert len(mails()) == 1
    note(user.email, Undeliverable.Reason.BOUNCED)
    SpoilerReport.objects.create(user=user, line="My own words", place="text")
    delete(user)
    assert not OutboxMail.objects.filter(purpose="alert").exists()
    for model in (Follow, Alert, Undeliverable):
        assert not model._default_manager.exists()
    report = SpoilerReport.objects.get()
    assert (report.user, report.line, report.place) == (None, "", "text")
