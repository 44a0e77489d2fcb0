"""A form that lay open for too long is opened anew by a link, which stays on the site."""

from __future__ import annotations

import re

import pytest
from django.test import Client, RequestFactory

from fanmankind.views import csrf_failure

pytestmark = pytest.mark.django_db

WAY = re.compile(r'<a class="button" href="([^"]*)">Open the form anew</a>')


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/accounts/login/", "/accounts/login/"),
        ("/accounts/login/?next=/shows/&a=1", "/accounts/login/?next=/shows/&amp;a=1"),
        ('/accounts/login/?next="><b>', "/accounts/login/?next=%22%3E%3Cb%3E"),
    ],
)
def test_it_leads_to_the_same_form(path: str, back: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, {"login": "a@reader.example"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert WAY.findall(page) == [back]
    assert "a@reader.example" not in page


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("http://testserver/accounts/email/?a=1#b", "/accounts/email/?a=1"),
        ("http://testserver//evil.example/", "/%2Fevil.example/"),
        ("http://evil.example/accounts/email/", "/accounts/logout/"),
        ("http://testserver", "/accounts/logout/"),
        ("http://[", "/accounts/logout/"),
        ("no address", "/accounts/logout/"),
    ],
)
def test_or_to_the_page_that_it_stood_on(before: str, back: str) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/logout/", headers={"referer": before})
    assert WAY.findall(answer.content.decode()) == [back]


def test_and_never_to_another_site() -> None:
    request = RequestFactory().post("/")
    request.path = "//evil.example/"
    assert WAY.findall(csrf_failure(request, "").content.decode()) == ["/%2Fevil.example/"]
