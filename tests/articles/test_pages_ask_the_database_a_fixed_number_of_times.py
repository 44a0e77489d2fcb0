"""With cold caches, a page costs the same few queries however much there is on it."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Episode, Fate, RecommendedVideo, Show, ShowIndex, SiteWords
from tests.articles import newsroom, surfaces
from tests.articles.counting import queries
from tests.articles.telling import introduce, tell, timeline
from tests.factories import (
    episode_of,
    make_article,
    make_author,
    make_front,
    make_picture,
    make_show,
    paragraph,
)  # fmt: skip

pytestmark = pytest.mark.django_db
CEILING = 20
FEW, MANY = 3, 60


@pytest.fixture(autouse=True)
def _site_words() -> None:
    """The site's words are there with a menu, as on any site that somebody has set up."""
    words = SiteWords.load()
    front = make_front()
    words.menu_pages = [{"type": "page", "value": {"page": front.pk, "label": "Home"}}]
    words.footer_pages = [{"type": "page", "value": front.pk}]
    words.affiliate_policy = front
    words.save()


def _listing(statements: list[str]) -> str:
    return "\n".join(f"{n:2} {sql[:180]}" for n, sql in enumerate(statements, start=1))


def _quickly(show: Show, count: int) -> list[Article]:
    """Live articles without pictures of their own, made without the cost of publishing."""
    picture = make_picture()
    author = make_author()
    episodes = list(Episode.objects.filter(season__show=show))
    made = []
    for number in range(count):
        article = make_article(
            show, publish=False, boundary=episodes[number % len(episodes)], safe_hero=picture,
            author=author,
        )  # fmt: skip
        Article.objects.filter(pk=article.pk).update(
            live=True, first_published_at="2026-01-01T00:00:00Z", has_unpublished_changes=False
        )
        made.append(article)
    return made


def _long_article(show: Show, amount: int, related: list[Article]) -> Article:
    picture = make_picture()
    early, later = episode_of(show, 1, 1).pk, episode_of(show, 2, 3).pk
    body: list[dict[str, Any]] = []
    for number in range(amount):
        link = f'<a linktype="page" id="{related[number].pk}">another</a>'
        passage = {"boundary": later, "label": "Later", "text": f"<p>It {link}.</p>"}
        body += [
            {"type": "heading", "value": {"text": f"Part {number}"}},
            paragraph(f"<p>See {link}.</p>"),
            {"type": "picture", "value": {"picture": picture.pk, "alt": "A", "width": "main"}},
            {"type": "question", "value": {"question": "Why?", "answer": f"<p>{link}</p>"}},
            {"type": "passage", "value": passage},
        ]
    article = make_article(show, publish=False, body=body, boundary=episode_of(show, 1, 2))
    for number in range(amount):
        article.fates.add(Fate(character=f"C{number}", line="Waits.", boundary_id=early))
        article.videos.add(
            RecommendedVideo(title="V", url="https://vimeo.com/1234567", poster=picture)
        )
        article.related.create(to=related[number])
        article.bylines.create(author=make_author()) if number < 3 else None
    article.save_revision(clean=False).publish()
    return article


def test_an_article_costs_the_same_with_much_on_it() -> None:
    show = make_show()
    related = _quickly(show, MANY)
    small = _long_article(show, FEW, related)
    large = _long_article(show, MANY, related)
    few, many = queries(small.url), queries(large.url)
    assert len(few) == len(many), f"\n{_listing(few)}\n\n{_listing(many)}"
    assert len(many) <= CEILING, f"\n{_listing(many)}"


def test_the_front_page_costs_the_same_with_many_articles_and_rows() -> None:
    front = make_front()
    shows = [make_show(f"Show {n}") for n in range(10)]
    for show in shows:
        _quickly(show, 1)
    rows = [{"type": "show", "value": {"show": show.pk, "count": 4}} for show in shows]
    rest = [
        {"type": "latest", "value": {"title": "Latest", "count": 24}},
        {"type": "shows", "value": {"title": "Shows", "count": 24}},
    ]
    chosen = {"title": "Chosen", "articles": [a.pk for a in Article.objects.all()[:3]]}
    front.rows = [rows[0], *rest, {"type": "chosen", "value": chosen}]
    front.save()
    few = queries("/")
    for show in shows[:5]:
        _quickly(show, 11)
    front.rows = [*rows, *rest, *[{"type": "chosen", "value": chosen}] * 3]
    front.save()
    many = queries("/")
    assert len(few) == len(many), f"\n{_listing(few)}\n\n{_listing(many)}"
    assert len(many) <= CEILING, f"\n{_listing(many)}"


def test_a_hub_costs_the_same_with_many_articles_and_seasons() -> None:
    small, large = make_show(seasons=2), make_show(seasons=10, episodes=10)
    _quickly(small, FEW)
    _quickly(large, MANY)
    few, many = queries(small.url), queries(large.url)
    assert len(few) == len(many), f"\n{_listing(few)}\n\n{_listing(many)}"
    assert len(many) <= CEILING, f"\n{_listing(many)}"


def test_feeds_and_sitemaps_cost_the_same_with_many_articles() -> None:
    show = make_show()
    addresses = [*surfaces.FEEDS, *surfaces.SITEMAPS, surfaces.SPOILING, *surfaces.show_feeds()]
    _quickly(show, FEW)
    before = {address: queries(address) for address in addresses}
    _quickly(show, 27)
    for address, few in before.items():
        many = queries(address)
        assert len(few) == len(many), f"{address}\n{_listing(few)}\n\n{_listing(many)}"


def test_the_list_of_shows_costs_the_same_with_many() -> None:
    make_front().add_child(instance=ShowIndex(title="All shows", slug="shows"))
    for _ in range(3):
        make_show()
    few = queries("/shows/")
    for _ in range(20):
        make_show()
    many = queries("/shows/")
    assert len(few) == len(many), f"\n{_listing(few)}\n\n{_listing(many)}"


def _told(count: int) -> Show:
    """A show of as many seasons, each told by an article with fates of known characters."""
    show = make_show(seasons=count)
    picture, author = make_picture(), make_author()
    for number in range(1, count + 1):
        introduce(show, f"Person {number}", episode_of(show, number, 1))
        fates = [Fate(character=f"Person {n}", line="Waits.") for n in range(1, number + 1)]
        body = [
            timeline("One", "Two"),
            {"type": "picture", "value": {"picture": picture.pk, "alt": "A", "width": "main"}},
        ]
        tell(show, episode_of(show, number, 3), fates=fates, body=body, author=author,
             safe_hero=picture)  # fmt: skip
    return show


@pytest.mark.parametrize("page", ["catch-up/", "who/", "who.json"])
@pytest.mark.parametrize("place", [False, True])
def test_a_page_about_a_show_costs_the_same_with_many_articles(page: str, place: bool) -> None:
    small, large = _told(1), _told(12)
    few = queries(f"{small.url}{page}{'?through=s1' if place else ''}")
    many = queries(f"{large.url}{page}{'?through=s12' if place else ''}")
    assert len(few) == len(many), f"\n{_listing(few)}\n\n{_listing(many)}"
    assert len(many) <= CEILING, f"\n{_listing(many)}"


def test_mentions_cost_one_question_however_many_there_are() -> None:
    show = make_show()
    people = [introduce(show, f"Person {n}") for n in range(12)]
    marks = [f'<p><a linktype="character" id="{p.pk}">{p.name}</a></p>' for p in people]
    few = make_article(show, body=[paragraph(marks[0])])
    many = make_article(show, body=[paragraph(mark) for mark in marks], sets_up=marks[0])
    assert len(queries(few.url)) == len(queries(many.url)) <= CEILING


def test_who_asks_makes_no_difference(client: Client) -> None:
    article = make_article()
    anonymous = queries(article.url)
    newsroom.sign_in(client)
    assert len(queries(article.url, client)) == len(anonymous)
