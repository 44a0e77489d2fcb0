"""For any show, any place and both pages and the data: no text whose boundary lies ahead.

Every text of a made-up show is a word of its own, whose boundary is noted.
"""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Episode, Fate
from articles.shield import NOT_STARTED, Position, covers
from tests.articles.surfaces import text_of
from tests.articles.telling import introduce, passage, tell, timeline
from tests.factories import make_author, make_picture, make_show, paragraph

pytestmark = pytest.mark.django_db

PAGES = ["catch-up/", "who/", "who.json"]
WORD = re.compile(r"Word\d+x")


class Story:
    """A show made up from a seed; ``words`` says how far each of its words goes."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words: dict[str, Position | None] = {}
        seasons, episodes = self.chance.randint(1, 4), self.chance.randint(1, 4)
        self.show = make_show(f"Story {seed}", seasons=seasons, episodes=episodes)
        found = Episode.objects.filter(season__show=self.show)
        self.episodes = sorted(found, key=lambda episode: episode.position)
        self.author, self.picture = make_author(), make_picture()
        self.names = [f"Person {n}" for n in range(4)]

    def word(self, boundary: Position | None) -> str:
        word = f"Word{len(self.words)}x"
        self.words[word] = boundary
        return word

    def tell_it(self) -> Story:
        for name in self.names:
            first = self.chance.choice([None, *self.episodes])
            at = first.position if first else None
            introduce(self.show, f"{name} {self.word(at)}", first, actor=self.word(at),
                      line=self.word(at))  # fmt: skip
        for _ in range(self.chance.randint(1, 6)):
            self._article(self.chance.choice(self.episodes))
        self.show.save()
        return self

    def _article(self, boundary: Episode) -> Article:
        at = boundary.position
        later = [episode for episode in self.episodes if episode.position > at]
        body: list[dict[str, Any]] = [
            timeline(self.word(at), self.word(at), title=self.word(at)),
            paragraph(f"<p>{self.word(at)}</p>"),
        ]
        if later:
            behind = self.chance.choice(later)
            body.append(passage(behind, self.word(behind.position)))
        return tell(
            self.show, boundary, author=self.author, safe_hero=self.picture,
            takeaways=[self.word(at) for _ in range(3)], dek=self.word(at),
            revealing_headline=self.word(at), hero_caption=self.word(at), end_mark=self.word(at),
            fates=[self._fate(at) for _ in range(self.chance.randint(0, 4))],
            sets_up=f"<p>{self.word(at)}</p>", body=body,
        )  # fmt: skip

    def _fate(self, at: Position) -> Fate:
        early = [episode for episode in self.episodes if episode.position <= at]
        own = self.chance.choice([None, *early])
        goes = own.position if own else at
        known = list(self.show.characters.values_list("name", flat=True))
        name = self.chance.choice([*known, self.word(goes)])
        if name in known:  # an editor who names somebody gives them away that far
            word = WORD.findall(name)[0]
            first = self.words[word]
            self.words[word] = min(first, goes) if first else None
        return Fate(character=name, actor=self.word(goes), line=self.word(goes), boundary=own)

    def places(self) -> list[tuple[str, Position]]:
        """Every place that an address can name."""
        named = [(str(e.position).lower(), e.position) for e in self.episodes]
        ends = {e.position.season: e.position for e in self.episodes}
        return named + [(f"s{season}", end) for season, end in ends.items()]


@pytest.fixture(params=range(8))
def story(request: pytest.FixtureRequest, db: None) -> Story:
    return Story(request.param).tell_it()


def ahead(story: Story, text: str, position: Position) -> list[str]:
    """The words in a text that somebody who stands here may not read."""
    return [word for word in WORD.findall(text) if not covers(position, story.words[word])]


def test_up_to_any_place(client: Client, story: Story) -> None:
    for place, position in story.places():
        for page in PAGES:
            address = f"{story.show.url}{page}?through={place}"
            assert ahead(story, text_of(client, address), position) == [], address


def test_before_any_place_is_chosen(client: Client, story: Story) -> None:
    for page in PAGES:
        assert ahead(story, text_of(client, f"{story.show.url}{page}"), NOT_STARTED) == [], page


def test_at_the_end_everything_that_belongs_there_is_there(client: Client, story: Story) -> None:
    place, _ = story.places()[len(story.episodes) - 1]
    text = text_of(client, f"{story.show.url}catch-up/?through={place}")
    for article in Article.objects.all():
        for block in article.takeaways:
            assert block.value in text
    people = text_of(client, f"{story.show.url}who/?through={place}")
    for character in story.show.characters.all():
        assert character.name in people


def test_the_same_with_nothing_of_the_show_published(client: Client, story: Story) -> None:
    Article.objects.update(live=False)
    for page in ("catch-up/", "who/"):
        text = text_of(client, f"{story.show.url}{page}?through=s1")
        people = story.show.characters.values_list("name", "actor", "line")
        assert set(WORD.findall(text)) <= set(WORD.findall(str(list(people))))
