"""Drafts keep nothing from being removed, so they open without what is gone, and say so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.completeness import missing
from articles.models import Author, Byline, Episode, Fate, Picture
from tests.articles import newsroom
from tests.factories import episode_of, make_article, make_author, make_picture, make_show

pytestmark = pytest.mark.django_db


def _fields_missing(article: Any) -> set[str]:
    return {gap.field for gap in missing(article.get_latest_revision_as_object())}


def _opens(client: Client, article: Any) -> None:
    newsroom.sign_in(client)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert answer.status_code == 200


def test_an_episode(client: Client) -> None:
    show = make_show()
    article, episode = make_article(show), episode_of(show, 2, 3)
    article.boundary = episode
    article.fates.add(Fate(character="Ben", line="Goes.", boundary=episode))
    article.save_revision(clean=False)
    Episode.objects.filter(pk=episode.pk).delete()
    assert "boundary" in _fields_missing(article)
    _opens(client, article)


def test_a_picture(client: Client) -> None:
    article, picture = make_article(), make_picture()
    article.safe_hero = picture
    article.save_revision(clean=False)
    Picture.objects.filter(pk=picture.pk).delete()
    assert "safe_hero" in _fields_missing(article)
    _opens(client, article)


def test_an_author(client: Client) -> None:
    article, author = make_article(), make_author("Somebody else")
    article.bylines.set([Byline(author=author)])
    article.save_revision(clean=False)
    Author.objects.get(pk=author.pk).delete()
    assert "bylines" in _fields_missing(article)
    _opens(client, article)


def test_publishing_many_goes_on_after_one(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    broken, whole = make_article(show, publish=False), make_article(show, publish=False)
    picture = make_picture()
    broken.safe_hero = picture
    broken.save_revision(clean=False)
    Picture.objects.filter(pk=picture.pk).delete()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={broken.pk}&id={whole.pk}", {"include_descendants": ""})
    broken.refresh_from_db()
    whole.refresh_from_db()
    assert (broken.live, whole.live) == (False, True)
