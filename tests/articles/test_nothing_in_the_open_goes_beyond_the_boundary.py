"""What stands in the open gives away no more than the article says, or it can't be published."""

from typing import Any

import pytest

from articles.completeness import missing
from articles.models import Article, Fate, RecommendedVideo, RelatedArticle, Show
from tests.factories import (
    episode_of,
    make_article,
    make_author,
    make_picture,
    make_show,
    paragraph,
)

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=S9HdPi9Ikhk"


@pytest.fixture
def show() -> Show:
    return make_show()


def _article(show: Show, **fields: Any) -> Article:
    return make_article(show, publish=False, boundary=episode_of(show, 1, 2), **fields)


def _fields(article: Article) -> list[str]:
    return [gap.field for gap in missing(article)]


@pytest.mark.parametrize(
    ("season", "number", "gaps"), [(1, 2, []), (1, 3, ["fates"]), (2, 1, ["fates"])]
)
def test_a_fate(show: Show, season: int, number: int, gaps: list[str]) -> None:
    article = _article(show)
    fate = Fate(character="Bo", line="Leaves.", boundary=episode_of(show, season, number))
    article.fates.add(fate)
    assert _fields(article) == gaps


def test_a_fate_of_another_show(show: Show) -> None:
    article = _article(show)
    article.fates.add(Fate(character="Bo", line="Leaves.", boundary=episode_of(make_show(), 1, 1)))
    assert _fields(article) == ["fates"]


@pytest.mark.parametrize(("season", "gaps"), [(1, []), (2, ["videos"])])
def test_a_recommended_video(show: Show, season: int, gaps: list[str]) -> None:
    article = _article(show)
    video = RecommendedVideo(
        title="A launch", url=VIDEO, boundary=episode_of(show, season, 1), poster=make_picture()
    )
    article.videos.add(video)
    assert _fields(article) == gaps


@pytest.mark.parametrize("place", ["hero", "body", "poster", "block poster"])
def test_a_picture(show: Show, place: str) -> None:
    picture = make_picture(boundary=episode_of(show, 2, 1))
    if place == "hero":
        assert _fields(_article(show, hero=picture)) == ["hero"]
    elif place == "body":
        value = {"picture": picture.pk, "alt": "Dunes", "width": "main"}
        body = [paragraph(), {"type": "picture", "value": value}]
        assert _fields(_article(show, body=body)) == ["body"]
    elif place == "poster":
        article = _article(show)
        article.videos.add(RecommendedVideo(title="A launch", url=VIDEO, poster=picture))
        assert _fields(article) == ["videos"]
    else:
        value = {"title": "A launch", "url": VIDEO, "poster": picture.pk}
        body = [paragraph(), {"type": "video", "value": value}]
        assert "body" in _fields(_article(show, body=body))


def _passage(show: Show, season: int, number: int) -> list[dict[str, Any]]:
    value = {
        "boundary": episode_of(show, season, number).pk,
        "label": "Later",
        "text": "<p>It returns.</p>",
    }
    return [paragraph(), {"type": "passage", "value": value}]


def test_a_passage_waits_for_something_later_in_the_same_show(show: Show) -> None:
    assert _fields(_article(show, body=_passage(show, 2, 1))) == []
    assert _fields(_article(show, body=_passage(show, 1, 2))) == ["body"]
    assert _fields(_article(show, body=_passage(make_show(), 2, 1))) == ["body"]


def test_a_small_picture_is_none_for_link_previews(show: Show) -> None:
    picture = make_picture()
    picture.width = 1199
    assert _fields(_article(show, safe_hero=picture)) == ["safe_hero"]


def test_an_author_without_a_public_page_is_no_byline(show: Show) -> None:
    author = make_author()
    author.unpublish()
    assert _fields(_article(show, author=author)) == ["bylines"]


def test_an_article_is_not_related_to_itself(show: Show) -> None:
    article = _article(show)
    article.related.add(RelatedArticle(to=article))
    assert _fields(article) == ["related"]
