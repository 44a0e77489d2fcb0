"""The report for writers: what each season's catch-up has, and what it lacks."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.addresses import forget_site
from articles.models import Fate, Season, Show
from articles.newsroom.catch_up_report import SeasonReport, public_shows, report
from tests.articles import newsroom
from tests.articles.counting import chill
from tests.articles.telling import finales, introduce, tell, timeline
from tests.factories import make_show, paragraph

pytestmark = pytest.mark.django_db
LONG_AGO, SOON = date(2001, 1, 1), date(2999, 1, 1)


@pytest.fixture
def show() -> Show:
    return make_show("The Crossing", seasons=3)


def seasons(show: Show) -> list[SeasonReport]:
    (found,) = (entry for entry in report(list(public_shows())) if entry.show == show)
    return found.seasons


def lacks(show: Show, number: int) -> list[str]:
    return [gap.message for gap in seasons(show)[number - 1].missing]


def edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def test_it_counts_what_each_article_gives(show: Show) -> None:
    article = tell(
        show, finales(show)[0], takeaways=["A", "B", "C", "D"],
        fates=[Fate(character="Ana", line="Sails."), Fate(character="Bo", line="Rows.")],
        body=[paragraph(), timeline("One", "Two"), timeline("Three", "Four")],
    )  # fmt: skip
    (source,) = seasons(show)[0].sources
    assert (source.article, source.takeaways, len(source.fates), source.timelines) == (
        article, 4, 2, 2,
    )  # fmt: skip
    assert source.address == edit(article.pk)


@pytest.mark.parametrize(
    ("aired", "missing"), [(LONG_AGO, ["no article tells its ending"]), (SOON, []), (None, [])]
)
def test_a_season_that_has_aired_wants_an_article(
    show: Show, aired: date | None, missing: list[str]
) -> None:
    Season.objects.filter(show=show, number=2).update(first_aired=aired)
    assert [m for m in missing if m not in " ".join(lacks(show, 2))] == []
    assert len(lacks(show, 2)) == len(missing)


def test_an_article_wants_a_timeline(show: Show) -> None:
    first, second, _ = finales(show)
    article = tell(show, first)
    tell(show, second, body=[timeline("One", "Two")])
    assert lacks(show, 1) == [f"“{article.title}” has no timeline."]
    assert seasons(show)[0].missing[0].address == edit(article.pk)
    assert lacks(show, 2) == []


def test_somebody_who_lived_wants_a_fate_later_and_the_dead_do_not(show: Show) -> None:
    first, second, third = finales(show)
    body = [timeline("One", "Two")]
    fates = [
        Fate(character="Ana", line="Sails."), Fate(character="Bo", line="Rows."),
        Fate(character="Cy", status="dead", line="Drowns."),
    ]  # fmt: skip
    tell(show, first, fates=fates, body=body)
    article = tell(show, second, fates=[Fate(character="ana", line="Rests.")], body=body)
    tell(show, third, fates=[Fate(character="Bo", line="Rows on.")], body=body)
    assert lacks(show, 2) == ["Bo has no fate here any more."]
    assert seasons(show)[1].missing[0].address == edit(article.pk)
    assert lacks(show, 3) == ["ana has no fate here any more."]


def test_a_season_without_an_article_asks_for_nobody(show: Show) -> None:
    tell(show, finales(show)[0], fates=[Fate(character="Ana", line="Sails.")])
    assert lacks(show, 2) == []


def test_it_names_those_whom_the_who_is_who_does_not_know(show: Show) -> None:
    introduce(show, "Ana")
    fates = [Fate(character="Ana", line="Sails."), Fate(character="Bo", line="Rows.")]
    tell(show, finales(show)[0], fates=fates)
    assert report(list(public_shows()))[0].unknown == ["Bo"]


def test_it_costs_the_same_with_many_articles(show: Show) -> None:
    def cost() -> int:
        chill()
        forget_site()
        with CaptureQueriesContext(connection) as captured:
            report(list(public_shows()))
        return len(captured)

    tell(show, finales(show)[0])
    report(list(public_shows()))  # what is remembered of the site costs once
    few = cost()
    other = make_show("Another", seasons=5)
    for end in [*finales(other), *finales(show)]:
        tell(other if end.season.show_id == other.pk else show, end)
    assert cost() == few


def _member(client: Client, group: str | None) -> None:
    user = newsroom.sign_in(client, superuser=False)
    if group:
        user.groups.add(Group.objects.get(name=group))
    else:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))


@pytest.mark.parametrize(("group", "may"), [("Writers", True), ("Editors", True), (None, False)])
def test_those_who_may_edit_an_article_read_it(
    client: Client, show: Show, group: str | None, may: bool
) -> None:
    _member(client, group)
    answer = client.get(reverse("catch_up_report"))
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (answer.status_code == 200) is may
    assert (reverse("catch_up_report") in home) is may


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(reverse("catch_up_report")).status_code == 302


def test_the_page_links_to_what_is_to_be_edited(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    article = tell(show, finales(show)[0], fates=[Fate(character="Bo", line="Rows.")])
    Season.objects.filter(show=show, number=3).update(first_aired=LONG_AGO)
    html = client.get(reverse("catch_up_report")).content.decode()
    links = {str(a["href"]) for a in BeautifulSoup(html, "html.parser").select("a[href]")}
    add = reverse("wagtailadmin_pages:add", args=["articles", "article", show.pk])
    assert {edit(article.pk), edit(show.pk), add} <= links
    assert f"{show.address}catch-up/?through=s1" in links
