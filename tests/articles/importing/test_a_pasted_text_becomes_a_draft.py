"""A plain text or an HTML page, pasted or from a file, becomes a draft under its show."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from articles.importing import text
from articles.models import Article
from tests.articles.importing.running import kinds
from tests.articles.newsroom import sign_in
from tests.factories import make_author, make_show

pytestmark = pytest.mark.django_db

PLAIN = """The season 2 finale, explained
By Ana Liepa

Somebody waits.

What the last scene means

- dust
- light

Caption: Dunes at dusk

> We came all this way.
> — A line from the finale

The end, as it were.

About the author

Ana Liepa writes."""
HTML = """<!doctype html><html><head><title>Odd</title><style>p{}</style></head><body>
<h1>The season 2 finale, explained</h1><p>By Ana Liepa</p><p>Somebody waits.</p>
<h2>What the last scene means</h2><figure><img src="a.jpg" alt="A"><figcaption>Dunes</figcaption>
</figure><h2>About the author</h2><p>Ana Liepa writes.</p></body></html>"""


@pytest.mark.parametrize("source", [PLAIN, HTML], ids=["plain", "html"])
def test_its_parts_are_recognised(source: str) -> None:
    found = text.read(source)
    assert found.title == "The season 2 finale, explained"
    assert found.byline == "Ana Liepa"
    assert found.about_author == "Ana Liepa writes."


def test_a_plain_text(tmp_path: Path) -> None:
    show, writer = make_show(), make_author("Ana Liepa")
    path = tmp_path / "a.txt"
    path.write_bytes(PLAIN.encode("utf-8-sig"))
    call_command("import_text", str(path), show=show.slug)
    made = Article.objects.get()
    assert not made.live
    assert kinds(made) == ["paragraph", "heading", "paragraph", "needs_a_look", "quote",
                           "paragraph", "needs_a_look"]  # fmt: skip
    assert [row.author_id for row in made.bylines.all()] == [writer.pk]
    assert str(made.boundary.position) == "S2E3"


def test_pasting_it_in_the_newsroom(client: Client) -> None:
    show = make_show()
    sign_in(client)
    answer: Any = client.post(reverse("paste_article"), {"show": show.pk, "words": HTML})
    made = Article.objects.get()
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert kinds(made) == ["paragraph", "heading", "needs_a_look", "needs_a_look", "needs_a_look"]


def test_what_is_refused(client: Client) -> None:
    show = make_show()
    sign_in(client)
    for data in ({"show": show.pk, "words": " "}, {"show": "x", "words": "W"}, {"words": "W"},
                 {"show": show.pk, "words": "<div></div>"}):  # fmt: skip
        assert client.post(reverse("paste_article"), data).status_code == 422
    sign_in(client, superuser=False)
    answer: Any = client.post(reverse("paste_article"), {"show": show.pk, "words": "W"})
    assert answer.status_code in {302, 403}
    assert not Article.objects.exists()
    with pytest.raises(CommandError, match="There is no show"):
        call_command("import_text", "x.txt", show="none")
    with pytest.raises(CommandError, match="could not be read"):
        call_command("import_text", "/nowhere.txt", show=show.slug)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ana Liepa", "Ana Liepa"),
        ("Written by Ana van der Berg & Ed Ūdris, 3 May", "Ana van der Berg & Ed Ūdris"),
        ("By the time Helly wakes up, everybody is gone.", ""),
        ("By Christmas, all of it was a dream.", ""),
    ],
)
def test_a_sentence_is_no_byline(line: str, byline: str) -> None:
    found = text.read(f"What happened\n\n{line}\n\nThe rest.")
    assert found.byline == byline
    stays = any("was a dream" in str(piece) or "Helly" in str(piece) for piece in found.pieces)
    assert stays == (not byline)


@pytest.mark.parametrize(("name", "is_box"), [("the ending", False), ("Ana Liepa", True)])
def test_about_something_else_is_no_author_box(name: str, is_box: bool) -> None:
    make_author("Ana Liepa")
    found = text.read(f"What happened\n\nWords.\n\nAbout {name}\n\nSomebody waits there.")
    assert bool(found.about_author) == is_box


def test_a_headline_may_be_a_quotation() -> None:
    assert text.read("“Who are you?”\n\nWords.").title == "“Who are you?”"
    assert text.read("One sentence alone.").title == ""
