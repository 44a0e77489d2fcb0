"""A picture that readers see already takes no boundary beyond what they were told."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from articles.models import Picture, RecommendedVideo, Show, StandardPage
from tests.articles import newsroom
from tests.factories import (
    episode_of,
    make_article,
    make_author,
    make_front,
    make_picture,
    make_show,
    paragraph,
)

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=S9HdPi9Ikhk"


@pytest.fixture
def show() -> Show:
    return make_show()


def _body(picture: Picture) -> list[dict[str, Any]]:
    value = {"picture": picture.pk, "alt": "Dunes", "width": "main"}
    return [{"type": "picture", "value": value}]


def _about(picture: Picture) -> StandardPage:
    page: StandardPage = make_front().add_child(
        instance=StandardPage(title="About", slug="about", body=_body(picture))
    )
    return page


@pytest.mark.parametrize("place", ["safe_hero", "key_art", "patch", "portrait", "page"])
def test_where_everybody_sees_it(show: Show, place: str) -> None:
    picture = make_picture()
    if place == "safe_hero":
        make_article(show, safe_hero=picture)
    elif place == "portrait":
        author = make_author()
        author.portrait = picture
        author.save()
    elif place == "page":
        _about(picture)
    else:
        Show.objects.filter(pk=show.pk).update(**{place: picture})
    picture.boundary = episode_of(show, 1, 1)
    with pytest.raises(ValidationError, match="Everybody sees this"):
        picture.full_clean()


@pytest.mark.parametrize("place", ["hero", "poster", "body", "block poster"])
def test_in_an_article_that_gives_less_away(show: Show, place: str) -> None:
    picture = make_picture()
    fields: dict[str, Any] = {"hero": picture} if place == "hero" else {}
    if place == "body":
        fields["body"] = [paragraph(), *_body(picture)]
    elif place == "block poster":
        value = {"title": "A launch", "url": VIDEO, "poster": picture.pk}
        fields["body"] = [paragraph(), {"type": "video", "value": value}]
    article = make_article(show, publish=False, boundary=episode_of(show, 1, 2), **fields)
    if place == "poster":
        article.videos.add(RecommendedVideo(title="A launch", url=VIDEO, poster=picture))
    article.save_revision(clean=False).publish()
    picture.boundary = episode_of(show, 1, 2)
    picture.full_clean()
    picture.boundary = episode_of(show, 1, 3)
    with pytest.raises(ValidationError, match="giving away less"):
        picture.full_clean()


def test_a_picture_that_nobody_shows_takes_one(show: Show) -> None:
    make_article(show)
    picture = make_picture()
    picture.boundary = episode_of(show, 2, 1)
    picture.full_clean()


def test_the_form_says_so_at_the_field(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    picture = make_picture()
    make_article(show, safe_hero=picture)
    data = {"title": "Dunes", "description": "Dunes", "boundary": episode_of(show, 2, 1).pk}
    answer = client.post(reverse("wagtailimages:edit", args=[picture.pk]), data)
    assert answer.status_code == 200
    assert "Everybody sees" in answer.context["form"].errors["boundary"][0]


@pytest.mark.parametrize("place", ["key_art", "patch"])
def test_a_show_takes_no_picture_that_has_one(show: Show, place: str) -> None:
    setattr(show, place, make_picture(boundary=episode_of(show, 2, 1)))
    with pytest.raises(ValidationError, match="seen by everybody"):
        show.full_clean()


def test_an_author_takes_none(show: Show) -> None:
    author = make_author()
    author.portrait = make_picture(boundary=episode_of(show, 2, 1))
    with pytest.raises(ValidationError, match="seen by everybody"):
        author.full_clean()


def test_a_plain_page_takes_none(show: Show) -> None:
    with pytest.raises(ValidationError, match="seen by everybody"):
        _about(make_picture(boundary=episode_of(show, 2, 1)))
