"""A caption is cut where who made the picture is named, and nowhere else."""

import pytest

from articles.importing.captions import split_credit

CREDITS = {
    "Dunes. Photo: Ana": ("Dunes.", "Ana"),
    "Ed (photo by Ana Liepa)": ("Ed", "Ana Liepa"),
    "Courtesy of Apple TV+": ("", "Apple TV+"),
    "Image credit: X Pictures": ("", "X Pictures"),
    "Dunes at dusk — Photo courtesy of NASA": ("Dunes at dusk", "NASA"),
    "Dunes | Source: NASA": ("Dunes", "NASA"),
}
CAPTIONS = [
    "A photo of Ed and Molly on the Moon", "The source of the light.", "A courtesy of the crew",
    "Danny stares at the photo: his mother is in it", "The picture by the door", "",
    "x" * 380 + " the photo: his mother",
]  # fmt: skip


@pytest.mark.parametrize("words", CREDITS, ids=str)
def test_a_credit_is_taken(words: str) -> None:
    assert split_credit(words) == CREDITS[words]


@pytest.mark.parametrize("words", CAPTIONS)
def test_a_caption_stays_whole(words: str) -> None:
    assert split_credit(words) == (words, "")
