"""For any show, any progress and any surface: no word whose boundary lies ahead."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import OutboxMail
from articles.models import Article, Fate, FrontPage, Show
from articles.shield import NOT_STARTED, Position, covers
from reading.alert_rounds import tell_followers
from reading.data import export
from reading.follows import follow
from reading.models import Bookmark
from reading.progress import Said, say
from tests.accounts.people import make_person, sign_in
from tests.articles import surfaces
from tests.articles.telling import introduce, passage, timeline
from tests.factories import episode_of, make_article, make_author, make_picture, make_show

SEASONS, EPISODES = 2, 3
PLACES = [Position(s, e) for s in range(1, SEASONS + 1) for e in range(1, EPISODES + 1)]
LAST = PLACES[-1]
WORD = re.compile(r"secret-s(\d+)e(\d+)", re.IGNORECASE)
PRIVATE = ["/reading/shelf/", "/reading/me.json", "/reading/follows/"]


def secret(at: Position) -> str:
    """A word that only somebody who has watched that far may read."""
    return f"secret-s{at.season}e{at.episode}"


def told(text: str) -> list[Position]:
    """The boundaries of every such word in a text."""
    return [Position(int(season), int(episode)) for season, episode in WORD.findall(text)]


class Story:
    """A show with an article for each boundary; whatever reveals in it holds its secret word."""

    def __init__(self, boundaries: set[Position]) -> None:
        self.show: Show = make_show(seasons=SEASONS, episodes=EPISODES)
        self.author = make_author()
        for at in sorted(boundaries):
            introduce(self.show, f"Ana {secret(at)}", self.episode(at), line=secret(at))
        self.articles = [self._article(at) for at in sorted(boundaries)]
        self.articles[0].related.add(*(_related(other) for other in self.articles[1:]))
        self.articles[0].save()
        FrontPage.objects.update(featured=self.articles[-1])

    def episode(self, at: Position) -> Any:
        """The episode at a place."""
        return episode_of(self.show, at.season, at.episode)

    def _article(self, at: Position) -> Article:
        word = secret(at)
        body = [
            {"type": "heading", "value": {"text": word}}, timeline(word, word, title=word),
            {"type": "paragraph", "value": f"<p>{word}</p>"},
            {"type": "quote", "value": {"text": word, "source": word}},
            {"type": "question", "value": {"question": word, "answer": f"<p>{word}</p>"}},
            *([passage(self.episode(LAST), secret(LAST))] if at < LAST else []),
        ]  # fmt: skip
        article = make_article(
            self.show, boundary=self.episode(at), author=self.author, body=body,
            revealing_headline=word, dek=word, end_mark="1999",
            hero=make_picture(word, alt=word), hero_caption=word,
            takeaways=[{"type": "takeaway", "value": word}] * 3, sets_up=f"<p>{word}</p>",
        )  # fmt: skip
        Fate.objects.create(article=article, character=word, actor=word, status="dead", line=word)
        return article


def _related(article: Article) -> Any:
    return Article.related.rel.related_model(to=article)


class AnyShow(TestCase):
    """Hypothesis makes the shows; each example has a database of its own."""

    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck),
              phases=[Phase.explicit, Phase.generate])  # fmt: skip
    @given(
        boundaries=st.sets(st.sampled_from(PLACES), min_size=2, max_size=4),
        progress=st.sampled_from([NOT_STARTED, *PLACES]),
    )
    @example({Position(1, 2), Position(1, 3), Position(2, 3)}, Position(1, 2))  # in mid-season
    def test_any_progress_any_surface(self, boundaries: set[Position], progress: Position) -> None:
        make_show()
        user, self.client = make_person(), Client()
        story, self.progress = Story(boundaries), progress
        follow(user, story.show, "at-once")
        for article in story.articles:
            Bookmark.objects.create(user=user, article=article, remind=True)
        if progress != NOT_STARTED:
            say(user, story.show, Said(story.episode(progress)))
        sign_in(self.client, user)
        self.surfaces_that_are_safe_for_everybody(story)
        self.mails_and_copies(user)
        self.pages_up_to_where_one_is(story)
        self.forms_of_the_cards(story)
        for article in story.articles:
            self.an_opened_article(article)

    def nothing(self, text: str, where: str) -> None:
        """Fail where a text has any secret word at all."""
        assert told(text) == [], where

    def nothing_ahead(self, text: str, where: str) -> list[Position]:
        """Fail where a text has a secret word from ahead; return those that it has."""
        found = told(text)
        assert all(covers(self.progress, at) for at in found), where
        return found

    def surfaces_that_are_safe_for_everybody(self, story: Story) -> None:
        """Front, hub, lists, feeds, suggestions and the private answer know no secret word."""
        own = {article.url for article in story.articles}
        behind = {*surfaces.passage_addresses(), surfaces.SPOILING}
        chosen = {address for address in surfaces.show_pages() if "?through=" in address}
        safe = {*surfaces.every_address(), f"/{story.show.slug}/guide.json", *PRIVATE}
        for address in sorted(safe - own - behind - chosen):
            self.nothing(surfaces.text_of(self.client, address), address)
        for at in PLACES:
            word = quote(secret(at))
            page = surfaces.soup_of(self.client, f"/search/?q={word}")
            assert page.select(".hit") == []
            found = surfaces.text_of(self.client, f"/search/suggest.json?q={word}")
            self.nothing(str(json.loads(found)["items"]), f"suggestions for {word}")

    def mails_and_copies(self, user: Any) -> None:
        """Alerts are safe for whoever looks over a shoulder, and so is the copy of one's data."""
        tell_followers()
        for mail in OutboxMail.objects.filter(purpose="alert"):
            self.nothing(mail.subject + mail.text + mail.html + str(mail.headers), mail.subject)
        self.nothing(str(export(None, user)), "copy")

    def pages_up_to_where_one_is(self, story: Story) -> None:
        """The catch-up and the who's who through the reader's place."""
        through = f"?through={str(self.progress).lower()}" if self.progress != NOT_STARTED else ""
        for page in ("catch-up/", "who/", "who.json"):
            address = f"{story.show.url}{page}{through}"
            self.nothing_ahead(surfaces.text_of(self.client, address), address)

    def forms_of_the_cards(self, story: Story) -> None:
        """What a page asks for on behalf of a reader who stands here, and no more."""
        seen = []
        for season in range(1, self.progress.season + 1):
            up_to = f"/{self.progress.episode}" if season == self.progress.season else ""
            address = f"/{story.show.slug}/seasons/{season}{up_to}.json"
            seen += self.nothing_ahead(surfaces.text_of(self.client, address), address)
        boundaries = {article.boundary.position for article in story.articles}
        assert set(seen) == {at for at in boundaries if covers(self.progress, at)}

    def an_opened_article(self, article: Article) -> None:
        """Its head is safe always; what lies outside the veils holds nothing from ahead."""
        at = article.boundary.position
        page = surfaces.soup_of(self.client, article.url)
        self.nothing(str(page.head), f"head of {article.url}")
        self.nothing_ahead(_unveiled(page, covers(self.progress, at)), article.url)
        for address in surfaces.passage_addresses():
            page = surfaces.soup_of(self.client, address)
            self.nothing(str(page.head), f"head of {address}")
            self.nothing_ahead(_unveiled(page, covers(self.progress, LAST)), address)


def _unveiled(page: BeautifulSoup, opens: bool) -> str:
    """What of a page is there for a reader: not what is inert, nor a text that is behind a veil."""
    for inert in page.select("template" if opens else "template, [data-shielded]"):
        inert.decompose()
    return str(page)
