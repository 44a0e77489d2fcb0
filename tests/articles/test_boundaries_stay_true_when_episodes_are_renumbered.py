"""A boundary points at an episode, so renumbering moves it along with the episode."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset

from articles.models import Article, Episode
from articles.shield import Position
from tests.articles import newsroom
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db


def test_inserting_an_episode_before_it(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    finale = episode_of(show, 1, 3)
    article = make_article(show, boundary=finale)
    data = newsroom.show_data(show)
    rows = [
        {"id": e.pk, "number": e.number + (e.number > 1), "title": e.title, "aired": ""}
        for e in Episode.objects.filter(season__show=show, season__number=1).order_by("number")
    ]
    rows.append({"id": "", "number": 2, "title": "Found in the archive", "aired": ""})
    data["seasons"]["0"]["episodes"] = inline_formset(rows, initial=3)
    answer = newsroom.edit_show(client, show, data, "action-publish")
    assert answer.status_code == 302, answer.context["form"].errors
    article = Article.objects.get(pk=article.pk)
    assert article.boundary_id == finale.pk
    assert article.boundary.position == Position(1, 4)
    assert b"S1E4" in client.get(article.url).content
    assert episode_of(show, 1, 2).title == "Found in the archive"


def test_renumbering_a_season_changes_the_order_of_what_it_gives_away() -> None:
    show = make_show()
    early, late = episode_of(show, 1, 1), episode_of(show, 2, 1)
    assert early.position < late.position
    show.seasons.filter(number=1).update(number=3)
    early.refresh_from_db()
    assert Episode.objects.get(pk=early.pk).position > late.position
