"""A time is meant in the zone of whoever sets it, on the days when the clock changes too."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from wagtail.models import Page, Revision
from wagtail.users.models import UserProfile

from articles.models import Article
from articles.schedule import work_off
from tests.articles import newsroom
from tests.factories import make_article

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(params=["Europe/Riga", "America/New_York"])
def zone(request: pytest.FixtureRequest, client: Client) -> str:
    person = newsroom.sign_in(client)
    profile = UserProfile.get_for_user(person)
    profile.current_time_zone = request.param
    profile.save()
    return str(request.param)


def _set(client: Client, draft: Article, **fields: str) -> Any:
    return newsroom.edit(client, draft, newsroom.article_data(draft, **fields), "action-publish")


def _due() -> list[datetime]:
    rows = Revision.objects.filter(approved_go_live_at__isnull=False)
    return [moment for (moment,) in rows.values_list("approved_go_live_at")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        # The clock goes forward on 8 March in New York, on 29 March in Riga; back in autumn.
        ("2026-03-07 09:00", {"America/New_York": (7, 14), "Europe/Riga": (7, 7)}),
        ("2026-03-09 09:00", {"America/New_York": (9, 13), "Europe/Riga": (9, 7)}),
        ("2026-03-30 09:00", {"America/New_York": (30, 13), "Europe/Riga": (30, 6)}),
    ],
)
def test_a_moment_is_the_editors(client: Client, zone: str, said: str, meant: Any) -> None:
    draft = make_article(publish=False)
    day, hour = meant[zone]
    wanted = datetime(2026, 3, day, hour, tzinfo=UTC)
    with time_machine.travel(BEFORE, tick=False) as clock:
        client.force_login(client_user(client))
        assert _set(client, draft, go_live_at=said).status_code == 302
        assert _due() == [wanted]
        clock.move_to(wanted - timedelta(seconds=1))
        assert list(work_off()) == []
        clock.move_to(wanted + timedelta(seconds=1))
        assert len(list(work_off())) == 1
    assert Article.objects.get(pk=draft.pk).live


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Riga", "2026-03-29 03:30"),  # there is no such time
        ("Europe/Riga", "2026-10-25 03:30"),  # it comes twice
    ],
    indirect=["zone"],
)
def test_a_moment_that_is_none_or_two_is_told_at_the_field(
    client: Client, zone: str, said: str
) -> None:
    draft = make_article(publish=False)
    with time_machine.travel(BEFORE, tick=False):
        client.force_login(client_user(client))
        answer = _set(client, draft, go_live_at=said)
    assert answer.status_code == 200
    assert "go_live_at" in answer.context["form"].errors
    assert _due() == []


def test_an_expiry_does_too(client: Client, zone: str) -> None:
    article = make_article()
    meant = {"America/New_York": 13, "Europe/Riga": 6}[zone]
    wanted = datetime(2026, 3, 30, meant, tzinfo=UTC)
    with time_machine.travel(BEFORE, tick=False) as clock:
        client.force_login(client_user(client))
        _set(client, article, expire_at="2026-03-30 09:00")
        clock.move_to(wanted - timedelta(seconds=1))
        list(work_off())
        assert Page.objects.get(pk=article.pk).live
        clock.move_to(wanted + timedelta(seconds=1))
        list(work_off())
    assert not Page.objects.get(pk=article.pk).live


def client_user(client: Client) -> Any:
    """Whoever is signed in with this client; a session begins at the travelled time."""
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.get(pk=client.session["_auth_user_id"])
