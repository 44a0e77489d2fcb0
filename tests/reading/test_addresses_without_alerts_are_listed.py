"""Administrators see which addresses get no alerts and why, and can take one off the list."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from reading.models import Undeliverable
from tests.accounts.people import make_person, sign_in

pytestmark = pytest.mark.django_db
LIST = "/cms/reports/unreachable/"


@pytest.fixture
def row() -> Undeliverable:
    return Undeliverable.objects.create(email="gone@mail.example", reason="bounced")


def test_an_administrator_sees_and_removes(client: Client, row: Undeliverable) -> None:
    sign_in(client, make_person(is_superuser=True, is_staff=True))
    html = client.get(LIST).content.decode()
    assert "gone@mail.example" in html
    assert "Mail came back for good" in html
    path = f"{LIST}{row.pk}/remove/"
    assert client.get(path).status_code == 405
    assert Undeliverable.objects.exists()
    for _ in range(2):
        assert client.post(path).status_code == 302
    assert not Undeliverable.objects.exists()


def test_editors_do_not(client: Client, row: Undeliverable) -> None:
    editor = make_person()
    editor.groups.set(Group.objects.filter(name="Editors"))
    sign_in(client, editor)
    assert "gone@mail.example" not in client.get(LIST).content.decode()
    client.post(f"{LIST}{row.pk}/remove/")
    assert Undeliverable.objects.exists()
