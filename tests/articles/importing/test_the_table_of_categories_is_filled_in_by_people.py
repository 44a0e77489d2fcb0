"""The table of categories: an administrator fills a row in; nobody adds or removes one."""

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from articles.importing.following import follow_term
from articles.models import ArchiveTerm
from tests.articles.importing.exports import category, item, write_export
from tests.articles.importing.running import article, bring
from tests.articles.newsroom import sign_in
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db


def test_it_is_listed_and_filled_in(client: Client, tmp_path: Path) -> None:
    show = make_show("Elsewhere")
    bring(write_export(tmp_path, item(1, terms=[("category", "other", "Other")])))
    sign_in(client)
    table: Any = client.get(reverse("archive_terms:index"))
    assert "Other" in table.content.decode()
    term = ArchiveTerm.objects.get()
    form = reverse("archive_terms:edit", args=[term.pk])
    answer: Any = client.post(form, {"show": show.pk, "kicker": "Recap"})
    assert answer.status_code == 302
    follow_term.func(term.pk)
    assert article(1).get_parent().pk == show.pk
    assert article(1).kicker == article(1).get_latest_revision_as_object().kicker == "Recap"
    assert client.get(reverse("archive_terms:add")).status_code in {302, 403}
    assert client.get(reverse("archive_terms:delete", args=[term.pk])).status_code in {302, 403}
    sign_in(client, superuser=False)
    assert client.get(form).status_code in {302, 403}


def test_its_screens_have_the_name_that_the_menu_has(client: Client, tmp_path: Path) -> None:
    make_show()
    bring(write_export(tmp_path, item(1, terms=[("category", "other", "Other")])))
    sign_in(client)
    name, table = "Archive’s categories", reverse("archive_terms:index")
    menu: Any = client.get(reverse("wagtailadmin_home"))
    assert json.dumps(name) in menu.content.decode()
    screen: Any = client.get(table)
    assert f"<title>{name} " in screen.content.decode()
    assert f'aria-label="{name}" tabindex="0"' in screen.content.decode()
    row: Any = client.get(reverse("archive_terms:edit", args=[ArchiveTerm.objects.get().pk]))
    way_back = BeautifulSoup(row.content, "html.parser").find("a", href=table)
    assert way_back is not None
    assert way_back.get_text(strip=True) == name


def test_a_category_takes_those_below_it_along_and_an_edited_article_keeps_its_kind(
    tmp_path: Path,
) -> None:
    show = make_show("Elsewhere")
    below = [("category", "below", "Below")]
    parts = category("above", "Above", 7), category("below", "Below", 8, parent="above")
    bring(write_export(tmp_path, *parts, item(1, terms=below), item(2, terms=below)))
    edited = article(2)
    edited.kicker = "Theory"
    edited.save_revision(clean=False)
    ArchiveTerm.objects.filter(slug="below").update(kicker="Recap")
    ArchiveTerm.objects.filter(slug="above").update(show=show)
    for term in ArchiveTerm.objects.all():
        follow_term.func(term.pk)
    assert article(1).get_parent().pk == article(2).get_parent().pk == show.pk
    kickers = [article(number).get_latest_revision_as_object().kicker for number in (1, 2)]
    assert kickers == ["Recap", "Theory"]


def fill_in(client: Client, term: ArchiveTerm, show: Any) -> str:
    """Give a category a show in the table; return the screen that follows."""
    form = reverse("archive_terms:edit", args=[term.pk])
    answer: Any = client.post(form, {"show": show.pk, "kicker": ""}, follow=True)
    follow_term.func(term.pk)
    return " ".join(answer.content.decode().split())


def test_an_article_that_can_not_move_is_named(client: Client, tmp_path: Path) -> None:
    show = make_show("Elsewhere")
    make_article(show, slug="taken")
    terms = [("category", "other", "Other")]
    bring(write_export(tmp_path, item(1, name="taken", title="A & B", terms=terms),
                       item(2, name="free", title="Free", terms=terms)))  # fmt: skip
    sign_in(client)
    term = ArchiveTerm.objects.get()
    screen = fill_in(client, term, show)
    assert "so these stay to be sorted: “A &amp; B” (taken). Give each another slug" in screen
    assert reverse("wagtailadmin_pages:edit", args=[article(1).pk]) in screen
    assert article(1).get_parent().slug == "archive-to-sort"
    assert article(2).get_parent().pk == show.pk
    table: Any = client.get(reverse("archive_terms:index"))
    assert table.context["object_list"][0].waiting_count == 1
    stuck = article(1)
    stuck.slug = "another"
    stuck.save_revision(clean=False)
    stuck.save()
    assert "stay to be sorted" not in fill_in(client, term, show)
    assert article(1).get_parent().pk == show.pk


def test_a_redirect_of_an_editor_that_stays_is_named(client: Client, tmp_path: Path) -> None:
    show = make_show("Elsewhere")
    Redirect.objects.create(old_path="/tag/x", redirect_link="https://elsewhere.example/")
    bring(write_export(tmp_path, item(1, terms=[("post_tag", "x", "X")])))
    sign_in(client)
    screen = fill_in(client, ArchiveTerm.objects.get(), show)
    assert "a redirect of /tag/x. It stays as it is" in screen
