"""An article whose every revealing field has a word of its own, so that a leak has a name."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from articles.models import Article, Fate, Picture, RecommendedVideo, Show
from tests.factories import episode_of, make_article, make_show, paragraph

# Field: the word that only it holds.
WORDS = {
    "revealing_headline": "Quillfeather",
    "dek": "Brambleshaw",
    "end_mark": "Zeppelin",
    "hero_title": "Oxbowlake",
    "hero_alt": "Marmalade",
    "hero_caption": "Thistledown",
    "takeaways": "Pomegranate",
    "fate_character": "Wolverhampton",
    "fate_line": "Saltpetre",
    "body": "Kingfisher",
    "question": "Dandelion",
    "heading": "Gooseberry",
    "picture_caption": "Hollyhock",
    "timeline": "Juniperus",
    "quote": "Larkspur",
    "sets_up": "Nightjar",
    "video": "Periwinkle",
}
FILE = "candlewick"  # said by nothing, not even the picture's address
PASSAGE = "Snapdragon"
PASSAGE_ID = "5b0c7f0e-6f64-4a8e-9f43-0c4d7c1b2a10"


def revealing_picture() -> Picture:
    """A picture that gives the ending away in its title, its description and its file's name."""
    data = BytesIO()
    Image.new("RGB", (160, 90), (20, 30, 60)).save(data, "PNG")
    data.seek(0)
    picture = Picture(
        title=WORDS["hero_title"], description=WORDS["hero_alt"], credit="Illustration: a test",
        file=ImageFile(data, name=f"{FILE}.png"),
    )  # fmt: skip
    picture.save()
    return picture


def _body(show: Show, picture: Picture) -> list[dict[str, Any]]:
    passage = {
        "boundary": episode_of(show, 2, 3).pk,
        "label": "How this returns",
        "text": f"<p>{PASSAGE} returns.</p>",
    }
    rows = [{"when": "1", "what": WORDS["timeline"]}] * 2
    return [
        *[{"type": "heading", "value": {"text": f"{WORDS['heading']} {n}"}} for n in (1, 2, 3)],
        paragraph(f"<p>{WORDS['body']} arrives.</p>"),
        {"type": "picture", "value": {"picture": picture.pk, "alt": "Dunes",
         "caption": WORDS["picture_caption"], "credit": "", "width": "main"}},
        {"type": "question", "value": {"question": WORDS["question"], "answer": "<p>Yes.</p>"}},
        {"type": "timeline", "value": {"title": "Then", "rows": rows}},
        {"type": "quote", "value": {"text": WORDS["quote"], "source": "The finale"}},
        {"type": "passage", "value": passage, "id": PASSAGE_ID},
    ]  # fmt: skip


def make_secretive_article() -> Article:
    """Published, complete, and full of words that only its own page may say."""
    show = make_show()
    picture = revealing_picture()
    article = make_article(
        show,
        publish=False,
        boundary=episode_of(show, 1, 3),
        revealing_headline=f"{WORDS['revealing_headline']} leaves",
        dek=f"{WORDS['dek']} stays.",
        end_mark=WORDS["end_mark"],
        hero=picture,
        hero_caption=WORDS["hero_caption"],
        takeaways=[{"type": "takeaway", "value": f"{WORDS['takeaways']} {n}."} for n in range(3)],
        body=_body(show, picture),
        sets_up=f"<p>{WORDS['sets_up']} again.</p>",
    )
    article.fates.add(
        Fate(character=WORDS["fate_character"], status="dead", line=f"{WORDS['fate_line']}.")
    )
    article.videos.add(
        RecommendedVideo(title=WORDS["video"], url="https://vimeo.com/1234567", poster=picture)
    )
    article.save_revision(clean=False).publish()
    article.refresh_from_db()
    return article
