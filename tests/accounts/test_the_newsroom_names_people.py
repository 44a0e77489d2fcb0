"""The newsroom's form for a person holds their name, and its list shows and finds it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html

from accounts.models import User
from tests.accounts.people import make_person, sign_in

pytestmark = pytest.mark.django_db
NEW, PEOPLE = "/cms/users/new/", "/cms/users/"


@pytest.fixture
def newsroom(client: Client) -> Client:
    sign_in(client, make_person(is_superuser=True))
    return client


def send(client: Client, address: str, **changes: str) -> Any:
    """Open the form at this address, change what a person would, and send what it holds."""
    tree = html.fromstring(client.get(address).content)
    form = next(one for one in tree.forms if one.get("method", "").upper() == "POST")
    assert set(changes) <= set(form.fields.keys())
    return client.post(address, {**dict(form.form_values()), **changes})


def test_saving_somebody_keeps_their_name(newsroom: Client) -> None:
    person = make_person(name="Molly Cobb")
    assert send(newsroom, f"{PEOPLE}edit/{person.pk}/").status_code == 302
    person.refresh_from_db()
    assert (person.name, person.is_active) == ("Molly Cobb", True)


def test_a_name_is_changed_there(newsroom: Client) -> None:
    person = make_person(name="Molly Cobb")
    send(newsroom, f"{PEOPLE}edit/{person.pk}/", name="Molly C. Patterson")
    assert User.objects.get(pk=person.pk).name == "Molly C. Patterson"


def test_an_invitation_takes_a_name(newsroom: Client) -> None:
    answer = send(newsroom, NEW, email="dani@reader.example", name="Danielle Poole")
    assert answer.status_code == 302
    assert User.objects.get(email="dani@reader.example").name == "Danielle Poole"


@pytest.mark.parametrize("address", [NEW, f"{PEOPLE}edit/{{}}/"])
def test_no_form_shows_a_field_that_is_none(newsroom: Client, address: str) -> None:
    page = html.fromstring(newsroom.get(address.format(make_person().pk)).content)
    panel = page.get_element_by_id("tab-account")
    assert "None" not in [item.text_content().strip() for item in panel.iter("li")]


def test_the_list_and_the_form_call_people_by_their_name(newsroom: Client) -> None:
    person = make_person(name="Molly Cobb")
    page = html.fromstring(newsroom.get(PEOPLE).content)
    names = [cell.text_content() for cell in page.iter("td") if "name" in cell.classes]
    assert any("Molly Cobb" in name for name in names)
    title = html.fromstring(newsroom.get(f"{PEOPLE}edit/{person.pk}/").content).findtext(".//title")
    assert "Molly Cobb" in str(title)


def test_the_list_is_sorted_and_searched_by_name(newsroom: Client) -> None:
    make_person("a@reader.example", name="Zoe")
    make_person("z@reader.example", name="Alex")
    page = newsroom.get(PEOPLE, {"ordering": "name"}).content.decode()
    assert page.index("a@reader.example") > page.index("z@reader.example")
    found = newsroom.get(PEOPLE, {"q": "zoe"}).content.decode()
    assert "a@reader.example" in found
    assert "z@reader.example" not in found


def test_one_gives_oneself_the_same_name(newsroom: Client) -> None:
    address = "/cms/account/"
    assert send(newsroom, address, **{"name_email-name": "Molly Cobb"}).status_code == 302
    person = User.objects.get()
    assert (person.name, person.get_full_name()) == ("Molly Cobb", "Molly Cobb")
    assert "Molly Cobb" in newsroom.get(address).content.decode()


def test_a_first_and_a_last_name_of_earlier_become_one(newsroom: Client) -> None:
    person = make_person(first_name="Molly", last_name="Cobb")
    assert send(newsroom, f"{PEOPLE}edit/{person.pk}/").status_code == 302
    person.refresh_from_db()
    assert person.name == "Molly Cobb"
