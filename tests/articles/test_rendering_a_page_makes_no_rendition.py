"""Publishing makes a page's pictures ready; showing the page never does."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article, Author, Picture, Rendition, Show, StandardPage
from articles.pictures import specs_for
from tests.articles import newsroom, surfaces
from tests.articles.revelations import make_secretive_article
from tests.factories import make_article, make_author, make_front, make_picture, make_show

pytestmark = pytest.mark.django_db


def _files() -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def _specs(picture: Picture | None) -> set[str]:
    return set(Rendition.objects.filter(image=picture).values_list("filter_spec", flat=True))


def test_no_page_no_feed_and_no_sitemap_makes_one(client: Client) -> None:
    article = make_secretive_article()
    picture = make_picture()
    block = {"picture": picture.pk, "alt": "Dunes", "width": "main"}
    Show.objects.update(key_art=picture, patch=picture)
    Author.objects.update(portrait=picture)
    Article.objects.filter(pk=article.pk).update(
        hero=picture, safe_hero=picture, body=[{"type": "picture", "value": block}]
    )
    Rendition.objects.all().delete()
    before = _files()
    for address in surfaces.every_address():
        client.get(address)
    assert not Rendition.objects.exists()
    assert _files() == before


def test_a_preview_in_the_newsroom_makes_none(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_article(publish=False)
    answer = client.get(f"/cms/pages/{draft.pk}/view_draft/")
    assert answer.status_code == 200
    assert not Rendition.objects.exists()


def test_publishing_an_article_makes_all_that_its_places_need() -> None:
    hero, figure = make_picture(), make_picture()
    block = {"picture": figure.pk, "alt": "Dunes", "width": "main"}
    article = make_article(hero=hero, body=[{"type": "picture", "value": block}])
    assert set(specs_for(["card"], share=True)) <= _specs(article.safe_hero)
    assert set(specs_for(["hero"])) <= _specs(hero)
    assert set(specs_for(["figure"])) <= _specs(figure)


def test_publishing_a_show_makes_its_own() -> None:
    show = make_show()
    show.save_revision().publish()
    assert set(specs_for(["hero", "card"], share=True)) <= _specs(show.key_art)
    assert set(specs_for(["patch"])) <= _specs(show.patch)


def test_publishing_an_author_makes_the_portrait() -> None:
    author = make_author()
    author.save_revision().publish()
    assert set(specs_for(["portrait"])) <= _specs(author.portrait)


def test_publishing_a_plain_page_makes_its_figures() -> None:
    figure = make_picture()
    block = {"picture": figure.pk, "alt": "Dunes", "width": "main"}
    page: Any = make_front().add_child(
        instance=StandardPage(
            title="About", slug="about", body=[{"type": "picture", "value": block}]
        )
    )
    page.save_revision().publish()
    assert set(specs_for(["figure"])) <= _specs(figure)


@pytest.mark.parametrize("why", ["newest", "featured", "next in line"])
def test_whatever_leads_the_front_page_has_its_large_picture(client: Client, why: str) -> None:
    first, second = (make_article(hero=make_picture()) for _ in range(2))
    front = make_front()
    if why == "featured":
        front.featured = first
        front.save_revision().publish()
    elif why == "next in line":
        second.unpublish()
    lead = second if why == "newest" else first
    assert set(specs_for(["hero"])) <= _specs(lead.safe_hero)
    picture = surfaces.soup_of(client, "/").select_one(".lead picture")
    assert picture is not None
    assert "original_images" not in str(picture)


def test_publishing_again_makes_nothing_twice() -> None:
    article = make_article()
    before = Rendition.objects.count()
    article.save_revision().publish()
    assert Rendition.objects.count() == before


def test_a_picture_whose_file_is_gone_is_no_breakdown(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_article(publish=False)
    Path(draft.safe_hero.file.path).unlink()
    answer = newsroom.edit(client, draft, newsroom.article_data(draft), "action-publish")
    assert answer.status_code in {200, 302}
    draft.refresh_from_db()
    if draft.live:
        assert client.get(draft.url).status_code == 200
