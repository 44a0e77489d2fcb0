"""A form that is refused says at its top what is wrong, whatever is wrong."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.accounts.people import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db


def _summary(page: str) -> str:
    found = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)
    assert found
    return found[0]


def test_a_mistake_in_a_field_leads_to_the_field(client: Client) -> None:
    sign_in(client, make_person())
    page = client.post("/accounts/reauthenticate/", {"password": "not the right one"})
    summary = _summary(page.content.decode())
    assert re.search(r'<li><a href="#\w+">Password: \S', summary)


def test_a_mistake_of_the_whole_form_has_no_empty_list(client: Client) -> None:
    page = client.post("/accounts/login/", {"login": "a@reader.example", "password": PASSWORD})
    summary = _summary(page.content.decode())
    assert "<p>" in summary
    assert "<ul>" not in summary
