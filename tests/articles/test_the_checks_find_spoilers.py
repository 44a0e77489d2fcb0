"""Words of the ending in what everybody sees are pointed out; what everybody may say is not."""

from typing import Any

import pytest

from articles.checking.spoilers import SafeText, Secrets, compare, spoilers
from articles.models import Article, Character, Fate
from tests.factories import episode_of, make_article, make_picture, make_show

TOLD = [
    {"type": "takeaway", "value": "The asteroid is stolen and stays in orbit."},
    {"type": "takeaway", "value": "Margo is arrested."},
    {"type": "takeaway", "value": "Everybody goes home."},
]


def _article(**fields: Any) -> Article:
    """An ending in which Molly Cobb dies and Danny Cobb lives."""
    show = make_show("The Long Voyage")
    show.synopsis = "A crew leaves for Jupiter."
    show.save()
    article = make_article(show, publish=False, **({"takeaways": TOLD} | fields))
    article.fates.set(
        [
            Fate(character="Molly Cobb", status="dead", line="Buried under rubble."),
            Fate(character="Danny Cobb", status="alive", line="Waits on Jupiter."),
        ]
    )
    return article


def _said(article: Article, field: str) -> str:
    return " ".join(found.message for found in spoilers(article) if found.field == field)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "text", "word"),
    [
        ("title", "The asteroid heist, explained", "asteroid"),
        ("safe_dek", "Who is arrested, and why?", "arrested"),
        ("slug", "the-stolen-rock", "stolen"),
        ("kicker", "Rubble and ruin", "rubble"),
        ("seo_title", "Rubble everywhere", "rubble"),
        ("search_description", "What the ORBITS mean", "orbits"),
        ("safe_hero_caption", "Asteroids, before", "asteroids"),
    ],
)
def test_a_word_of_a_takeaway_or_a_fate(field: str, text: str, word: str) -> None:
    assert f"“{word}”" in _said(_article(**{field: text}), field)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["Molly Cobb’s last flight", "molly-cobb-explained", "What Molly did", "MOLLY’S way"]
)
def test_the_name_of_somebody_who_dies(text: str) -> None:
    assert "names Molly Cobb, who dies" in _said(_article(title=text), "title")


@pytest.mark.django_db
def test_that_somebody_dies_at_all() -> None:
    assert "“dies”" in _said(_article(safe_dek="Who dies in the finale?"), "safe_dek")


@pytest.mark.django_db
def test_the_alt_texts_and_titles_of_its_pictures() -> None:
    picture = make_picture(title="The asteroid", alt="Molly Cobb in the rubble")
    body = [
        {"type": "picture", "id": "7b7ad8a2-52dc-4dd5-8b9b-b1e7a8b21b14",
         "value": {"picture": picture.pk, "alt": "An arrested woman", "width": "main"}},
    ]  # fmt: skip
    article = _article(safe_hero=picture, body=body)
    assert "alt text of the safe picture names Molly Cobb" in _said(article, "safe_hero")
    assert "title of the safe picture says “asteroid”" in _said(article, "safe_hero")
    [found] = [found for found in spoilers(article) if found.field == "body"]
    assert found.path == "body.7b7ad8a2-52dc-4dd5-8b9b-b1e7a8b21b14"
    assert "“arrested”" in found.message


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "The Long Voyage Season 1's ending, explained",  # the show's own name
        "Danny Cobb waits for an answer",  # somebody who lives, sharing a dead person's surname
        "Everybody goes home in the finale",  # words that any sentence uses
        "A crew on Jupiter",  # what the show's synopsis says
        "", "12345 !!!", "¿Qué pasa?",
    ],
)  # fmt: skip
def test_what_everybody_may_say_is_no_spoiler(text: str) -> None:
    assert _said(_article(safe_dek=text), "safe_dek") == ""


@pytest.mark.django_db
def test_people_of_the_whos_who_who_live_are_no_spoiler() -> None:
    article = _article(
        takeaways=[{"type": "takeaway", "value": "Aleida Rosales runs."}] * 3,
        title="What Aleida Rosales wants",
    )
    assert "“aleida”" in _said(article, "title")
    show = article.get_parent().specific
    aleida = Character.objects.create(show=show, name="Aleida Rosales")
    assert _said(article, "title") == ""
    aleida.boundary = episode_of(show, 1, 3)  # that she comes is something to be watched
    aleida.save()
    assert "“aleida”" in _said(article, "title")


@pytest.mark.django_db
def test_a_name_that_is_a_common_word_counts_only_whole() -> None:
    article = _article(safe_dek="What it will mean")
    article.fates.set([Fate(character="Will Tyler", status="dead", line="Is gone.")])
    assert "Will Tyler" not in _said(article, "safe_dek")
    article.safe_dek = "What Will Tyler wants"
    assert "names Will Tyler" in _said(article, "safe_dek")


@pytest.mark.django_db
def test_the_same_article_gives_the_same_answer() -> None:
    article = _article(title="The asteroid")
    assert spoilers(article) == spoilers(article)


def test_the_comparison_needs_no_database() -> None:
    secret = Secrets(frozenset({"asteroid"}), {"Bo": (["bo"], frozenset({"bo"}))})
    found = list(compare([SafeText("title", "safe headline", "Bo’s asteroids")], secret))
    assert [one.message for one in found] == [
        "The safe headline names Bo, who dies.",
        "The safe headline says “asteroids”, as a takeaway or a fate does.",
    ]
