"""The shelf: searched, by show, sorted, page by page, at the same cost however much is on it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from reading.models import Bookmark, Reading
from reading.progress import Said, say
from reading.shelf import note_place
from tests.accounts.people import make_person, sign_in
from tests.articles import surfaces
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db
SHELF = "/reading/shelf/"


@pytest.fixture
def user(client: Client) -> User:
    user = make_person()
    sign_in(client, user)
    return user


def headlines(client: Client, query: str = "") -> list[str]:
    soup = surfaces.soup_of(client, SHELF + query)
    return [tag.get_text(strip=True) for tag in soup.select(".shelf__entry .card__headline")]


def test_what_is_saved_newest_first_and_in_other_orders(client: Client, user: User) -> None:
    show = make_show()
    for title in ("Beta", "Alpha", "Gamma"):
        Bookmark.objects.create(user=user, article=make_article(show, title=title))
    assert headlines(client) == ["Gamma", "Alpha", "Beta"]
    assert headlines(client, "?sort=oldest") == ["Beta", "Alpha", "Gamma"]
    assert headlines(client, "?sort=title") == ["Alpha", "Beta", "Gamma"]


def test_search_and_show(client: Client, user: User) -> None:
    here, there = make_show("Here"), make_show("There")
    for show, title in ((here, "The door"), (here, "The key"), (there, "The door again")):
        Bookmark.objects.create(user=user, article=make_article(show, title=title))
    assert set(headlines(client, "?q=DOOR")) == {"The door", "The door again"}
    assert headlines(client, f"?q=door&show={there.pk}") == ["The door again"]
    assert headlines(client, "?q=window") == []


def test_lists_of_what_is_read_and_finished(client: Client, user: User) -> None:
    half, whole = make_article(title="Half"), make_article(title="Whole")
    note_place(user, half, part=4, percent=40, finished=False)
    note_place(user, whole, part=9, percent=100, finished=True)
    assert headlines(client, "?list=continue") == ["Half"]
    assert "40 % read" in surfaces.text_of(client, f"{SHELF}?list=continue")
    assert headlines(client, "?list=finished") == ["Whole"]


def test_a_reminder_says_when_it_is_time(client: Client, user: User) -> None:
    show = make_show()
    Bookmark.objects.create(user=user, article=make_article(show), remind=True)
    assert "Waiting for you" in surfaces.text_of(client, SHELF)
    say(user, show, Said(episode_of(show, 1, 3)))
    assert "it is yours to read" in surfaces.text_of(client, SHELF)


def test_what_was_waited_for_and_may_be_read_stands_first(client: Client, user: User) -> None:
    show, unknown = make_show(), make_show()
    say(user, show, Said(episode_of(show, 1, 2)))
    for title, season, number, remind in (
        ("Due", 1, 2, True), ("Ahead", 1, 3, True), ("Read long ago", 1, 1, False),
    ):  # fmt: skip
        article = make_article(show, title=title, boundary=episode_of(show, season, number))
        Bookmark.objects.create(user=user, article=article, remind=remind)
    other = make_article(unknown, title="Unknown")
    Bookmark.objects.create(user=user, article=other, remind=True)
    assert headlines(client) == ["Due", "Unknown", "Read long ago", "Ahead"]
    assert headlines(client, "?sort=title")[0] == "Due"
    say(user, show, Said(None, spoil_me=True))
    assert headlines(client)[:2] == ["Ahead", "Due"]


def test_how_far_one_is_can_be_said_for_each_show_on_it(client: Client, user: User) -> None:
    show, other = make_show("Here"), make_show("There")
    for about in (show, show, other):
        Bookmark.objects.create(user=user, article=make_article(about))
    lines = surfaces.soup_of(client, SHELF).select("[data-how-far]")
    assert {(line["data-show"], line["data-name"]) for line in lines} == {
        (str(show.pk), "Here"), (str(other.pk), "There"),
    }  # fmt: skip
    assert len(lines) == 2


def test_taking_off(client: Client, user: User) -> None:
    article = make_article()
    Bookmark.objects.create(user=user, article=article)
    Reading.objects.create(user=user, article=article)
    client.post(SHELF, {"remove": article.pk})
    assert (Bookmark.objects.count(), Reading.objects.count()) == (0, 1)
    client.post(f"{SHELF}?list=continue", {"remove": article.pk})
    assert Reading.objects.count() == 0


def put_back(client: Client, query: str = "") -> int:
    """Press "Undo" on the shelf's page, which offers it once."""
    button = surfaces.soup_of(client, SHELF + query).select_one(".said button")
    assert surfaces.soup_of(client, SHELF + query).select(".said") == []
    return client.post(SHELF + query, {"undo": button["value"]}).status_code


def test_what_was_taken_off_comes_back_as_it_was(client: Client, user: User) -> None:
    article = make_article()
    Bookmark.objects.create(user=user, article=article, remind=True)
    note_place(user, article, part=4, percent=40, finished=True)
    for model, query in ((Bookmark, ""), (Reading, "?list=finished")):
        before = list(model.objects.values())
        client.post(SHELF + query, {"remove": article.pk})
        assert not model.objects.exists()
        assert put_back(client, query) == 302
        assert list(model.objects.values()) == before


def test_what_is_on_the_shelf_again_or_gone_for_good_is_left_so(client: Client, user: User) -> None:
    again, gone = make_article(), make_article()
    for article in (again, gone):
        Bookmark.objects.create(user=user, article=article)
        client.post(SHELF, {"remove": article.pk})
        if article == again:
            Bookmark.objects.create(user=user, article=article, remind=True)
        else:
            article.delete()
        assert put_back(client) == 302
    assert [(row.article, row.remind) for row in Bookmark.objects.all()] == [(again, True)]


def test_nobody_puts_back_what_another_took_off(client: Client, user: User) -> None:
    Bookmark.objects.create(user=user, article=make_article())
    client.post(SHELF, {"remove": Bookmark.objects.get().article_id})
    signed = surfaces.soup_of(client, SHELF).select_one(".said button")["value"]
    assert client.post(SHELF, {"undo": f"{signed}x"}).status_code == 404
    sign_in(client, make_person())
    assert client.post(SHELF, {"undo": signed}).status_code == 404
    assert not Bookmark.objects.exists()


def test_what_is_no_longer_public_is_left_out(client: Client, user: User) -> None:
    article = make_article()
    Bookmark.objects.create(user=user, article=article)
    article.unpublish()
    assert headlines(client) == []


@pytest.mark.parametrize("count", [5, 500])
def test_at_the_same_cost(
    client: Client, user: User, django_assert_num_queries, count: int
) -> None:
    first = make_article(make_show())
    rows = [
        Article(
            title=f"Ending {n}", slug=f"copy-{n}", depth=first.depth, live=True, word_count=1,
            path=f"{first.path[:-4]}{n + 1000:04}", url_path=f"{first.url_path}{n}/",
            content_type=first.content_type, locale=first.locale, boundary=first.boundary,
            safe_hero=first.safe_hero, first_published_at=timezone.now(),
            translation_key=f"00000000-0000-0000-0000-{n:012}",
        )
        for n in range(count - 1)
    ]  # fmt: skip
    for row in rows:
        Article.save_base(row, raw=False, force_insert=True)
    Bookmark.objects.bulk_create(
        Bookmark(user=user, article_id=pk) for pk in Article.objects.values_list("pk", flat=True)
    )
    client.get(SHELF)
    with django_assert_num_queries(15):
        answer = client.get(SHELF)
    assert len(answer.context["entries"]) == min(count, 24)
    assert answer.context["slice"].paginator.count == count


@pytest.mark.parametrize(
    "query", ["?list=x", "?sort=-1", "?show=abc", "?show=999999", "?page=x", "?page=99", "?q=%00",
              "?show=99999999999999999999", "?q=" + "x" * 3000],
)  # fmt: skip
def test_bad_addresses_are_no_trouble(client: Client, user: User, query: str) -> None:
    assert client.get(SHELF + query).status_code == 200


def test_a_guest_gets_the_devices_own_and_can_write_nothing(client: Client) -> None:
    assert "kept on this device" in surfaces.text_of(client, SHELF)
    assert client.post(SHELF, {"remove": 1}).status_code == 404
