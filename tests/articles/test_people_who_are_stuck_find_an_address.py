"""The foot of every page names where help is: an editor's address, or else the operator's."""

from typing import Any

import pytest
from django.test import Client

from articles.models import SiteWords
from tests.articles.surfaces import soup_of
from tests.factories import make_front

pytestmark = pytest.mark.django_db


def _help(client: Client) -> list[str]:
    return [str(a["href"]) for a in soup_of(client, "/").select("footer a[href^='mailto:']")]


def test_the_operators_unless_somebody_chooses(client: Client, settings: Any) -> None:
    settings.SUPPORT_EMAIL = "desk@operator.example"
    make_front()
    assert "mailto:desk@operator.example" in _help(client)


def test_the_one_that_an_editor_chose(client: Client, settings: Any) -> None:
    settings.SUPPORT_EMAIL = "desk@operator.example"
    make_front()
    SiteWords(support_address="help@newsroom.example").save()
    assert "mailto:help@newsroom.example" in _help(client)
    assert "mailto:desk@operator.example" not in _help(client)
