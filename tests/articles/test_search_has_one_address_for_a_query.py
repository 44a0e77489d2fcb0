"""One query has one address: other spellings and unknown parameters lead to it."""

import pytest
from django.test import Client

from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("q=Mars", "/search/?q=mars"),
        ("q=%20mars%20%20moon%20", "/search/?q=mars+moon"),
        ("q=mars&utm_source=x", "/search/?q=mars"),
        ("utm_source=x", "/search/"),
        ("q=", "/search/"),
        ("q=&kind=show", "/search/"),
        ("q=mars&page=1", "/search/?q=mars"),
        ("q=mars&page=01", "/search/?q=mars"),
        ("q=mars&kind=", "/search/?q=mars"),
        ("q=moon&q=mars", "/search/?q=mars"),
        ("q=%EF%BC%ADars", "/search/?q=mars"),
        (f"q={'a' * 200}", f"/search/?q={'a' * 100}"),
    ],
)
def test_it_is_sent_there(asked: str, address: str) -> None:
    answer = Client().get(f"/search/?{asked}")
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert Client().get(address).status_code == 200


def test_suggestions_have_one_too() -> None:
    answer = Client().get("/search/suggest.json?q=MARS&_=123")
    assert (answer.status_code, answer["Location"]) == (302, "/search/suggest.json?q=mars")


@pytest.mark.parametrize("asked", ["", "?q=mars", "?q=mars&kind=show", "?q=it%27s"])
def test_it_is_public_and_kept_out_of_search_engines(asked: str) -> None:
    make_article(make_show("Mars"), title="It’s Mars, explained")
    answer = Client().get(f"/search/{asked}")
    assert answer.status_code == 200
    assert "s-maxage" in answer["Cache-Control"]
    assert answer["ETag"]
    assert answer["Vary"] == "Accept-Encoding"
    assert not answer.cookies
    assert '<meta name="robots" content="noindex,follow">' in answer.content.decode()
    again = Client().get(f"/search/{asked}", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_suggestions_are_public_and_kept_out_as_well() -> None:
    answer = Client().get("/search/suggest.json?q=ma")
    assert "s-maxage" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_posting_is_refused() -> None:
    for path in ("/search/", "/search/suggest.json", "/search/opensearch.xml"):
        assert Client().post(path).status_code == 405
