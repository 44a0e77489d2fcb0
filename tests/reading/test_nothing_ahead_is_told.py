"""For any show, any progress and any surface: no word whose boundary lies ahead."""

from __future__ import annotations

import re

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article
from articles.shield import NOT_STARTED, Position, covers
from reading.models import Bookmark
from reading.progress import Said, say
from tests.accounts.people import make_person, sign_in
from tests.articles import surfaces
from tests.factories import episode_of, make_article, make_picture, make_show

SEASONS, EPISODES = 2, 3
PLACES = [Position(s, e) for s in range(1, SEASONS + 1) for e in range(1, EPISODES + 1)]
WORD = re.compile(r"secret-s(\d+)e(\d+)")


def secret(at: Position) -> str:
    """A word that only somebody who has watched that far may read."""
    return f"secret-s{at.season}e{at.episode}"


def told(text: str) -> list[Position]:
    """The boundaries of every such word in a text."""
    return [Position(int(season), int(episode)) for season, episode in WORD.findall(text)]


class AnyShow(TestCase):
    """Hypothesis makes the shows; each example has a database of its own."""

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        boundaries=st.sets(st.sampled_from(PLACES), min_size=1, max_size=4),
        progress=st.sampled_from([NOT_STARTED, *PLACES]),
    )
    def test_any_progress_any_surface(self, boundaries: set[Position], progress: Position) -> None:
        show = make_show(seasons=SEASONS, episodes=EPISODES)
        user, client = make_person(), Client()
        for at in boundaries:
            word = secret(at)
            article = make_article(
                show, boundary=episode_of(show, at.season, at.episode),
                revealing_headline=word, dek=word, end_mark="1999",
                hero=make_picture(alt=word), hero_caption=word,
                takeaways=[{"type": "takeaway", "value": word}] * 3, sets_up=f"<p>{word}</p>",
            )  # fmt: skip
            Bookmark.objects.create(user=user, article=article, remind=True)
        if progress != NOT_STARTED:
            say(user, show, Said(episode_of(show, progress.season, progress.episode)))
        sign_in(client, user)
        own = {article.url for article in Article.objects.all()}
        private = ["/reading/shelf/", "/reading/me.json", f"/{show.slug}/guide.json"]
        for address in [*surfaces.page_addresses(), *surfaces.show_feeds(), *private]:
            if address not in own:
                assert told(surfaces.text_of(client, address)) == [], address
        for season in range(1, SEASONS + 1):
            forms = client.get(f"/{show.slug}/seasons/{season}.json").json()["articles"]
            for form in forms.values():
                shown = covers(progress, Position(*form["at"]))
                found = told(str(form))
                assert found
                assert not shown or all(covers(progress, at) for at in found)
