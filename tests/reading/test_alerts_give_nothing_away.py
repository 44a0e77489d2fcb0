"""A mail is safe in subject, first line and body, and says how to end it."""

import re
from email import message_from_bytes, policy

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMessage
from django.test import Client

from reading import progress
from reading.models import SpoilerReport
from tests.articles import surfaces
from tests.factories import episode_of, make_show
from tests.reading.following import MARKER, mails, make_follower, publish

pytestmark = pytest.mark.django_db


def on_the_wire(mail: EmailMessage) -> str:
    """A mail as a mail server gets it."""
    return mail.message(policy=policy.SMTP).as_bytes().decode()


@pytest.mark.parametrize("spoil_me", [False, True])
def test_no_revealing_word_is_in_it_whatever_the_progress(spoil_me: bool) -> None:
    show = make_show()
    user = make_follower(show)
    publish(show, 1, 3)
    publish(show, 2, 3)
    progress.say(user, show, progress.Said(episode_of(show, 2, 3), spoil_me))
    [mail] = mails()
    for words in (mail.subject, mail.text, mail.html, on_the_wire(mail.message())):
        assert MARKER not in words


def test_it_carries_the_safe_words_the_boundary_and_the_canonical_address() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    article = publish(show, 1, 3)
    [mail] = mails()
    assert mail.subject == f"{show.title}: {article.title}"
    for words in (mail.text, mail.html):
        assert article.title in words
        assert article.safe_dek in words
        assert "Spoils up to S1E3." in words
        assert f"http://localhost:8000{article.address}" in words
        assert f"You get this mail because you follow {show.title}" in words
        assert "/reading/unsubscribe/" in words
        assert "/reading/follows/" in words


def test_no_episodes_title_is_in_it() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    publish(show, 1, 3)
    [mail] = mails()
    assert episode_of(show, 1, 3).title not in mail.text + mail.html


def test_hostile_titles_are_escaped_and_stay_on_one_line() -> None:
    show = make_show("<b>Stars</b>\r\nBcc: x@y.example")
    make_follower(show, episode_of(show, 2, 3))
    publish(show, 1, 3, title="<script>alert(1)</script>")
    [mail] = mails()
    assert "<script>" not in mail.html
    assert "<b>" not in mail.html
    assert "\n" not in mail.subject
    assert message_from_bytes(on_the_wire(mail.message()).encode())["Bcc"] is None


def test_the_headers_of_rfc_8058_arrive_whole() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    publish(show, 1, 3)
    [mail] = mails()
    sent = message_from_bytes(on_the_wire(mail.message()).encode())
    stop = mail.headers["List-Unsubscribe"]
    assert sent["List-Unsubscribe"] == stop
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop.strip("<>") in mail.text
    assert sent["Auto-Submitted"] == "auto-generated"


def test_a_report_from_it_names_the_article() -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    article = publish(show, 1, 3)
    [mail] = mails()
    assert f"/reading/report/?place=mail&article={article.pk}\n" in mail.text


def test_a_report_from_one_about_several_names_the_article(client: Client) -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    articles = [publish(show, 1, 3, title="The one"), publish(show, 2, 1, title="The other")]
    [mail] = mails()
    address = re.search(r"/reading/report/\S+", mail.text)
    assert address
    form = surfaces.soup_of(client, address[0]).select_one("main form")
    assert {tag["value"]: tag.text for tag in form.select("[name=article] option")} == {
        "": "I can’t tell", **{str(article.pk): article.title for article in articles},
    }  # fmt: skip
    meant = {"article": articles[1].pk, "place": "moon"}
    wrong = BeautifulSoup(client.post(form["action"], meant).content, "html.parser")
    assert wrong.select_one("[name=article] [selected]")["value"] == str(articles[1].pk)
    assert client.post(form["action"], meant | {"place": "mail"}).status_code == 302
    assert SpoilerReport.objects.get().article == articles[1]
