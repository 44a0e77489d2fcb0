"""A show's draft whose picture got a boundary since is refused with a message, never a 500."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Picture, Show
from tests.articles import newsroom
from tests.factories import episode_of, make_picture, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def show() -> Show:
    """Public; its next version has a picture that got its boundary after that was saved."""
    show = make_show()
    picture = make_picture("The last shot")
    show.key_art = picture
    show.save_revision()
    Picture.objects.filter(pk=picture.pk).update(boundary=episode_of(show, 2, 1))
    return Show.objects.get(pk=show.pk)


def _refused(answer: Any, client: Client, show: Show) -> bool:
    said = newsroom.messages_of(answer, client)
    kept = Show.objects.get(pk=show.pk).key_art.title != "The last shot"
    return kept and "“The last shot” has a boundary" in said


def test_by_bulk_publishing(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={show.pk}&next=/cms/")
    assert _refused(answer, client, show)


def test_by_approval(client: Client, show: Show) -> None:
    user = newsroom.sign_in(client)
    newsroom.make_workflow()
    state = newsroom.in_review(show, user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[show.pk, "approve", state.pk])
    assert _refused(client.post(address, {"comment": "Fine."}), client, show)
