"""Text that was read as something else is made right; text that is right stays as it is."""

import time

import pytest

from articles.importing.repair import repair

RIGHT = [
    "Ābols un šķēres, „Māja” – KĀ–TĀ", "Ķēniņš, Ēvalds Ūdris un Žņaugs", "„Jā”, sacīja viņš…",
    "Señor Ñandú: ¿qué pasó? ¡Sí!", "Penélope Cruz, José Núñez, Íñigo Martínez",
    "Łódź, Żółć, Wrocław, Dąbrowski", "Krzysztof Kieślowski – „Trzy kolory”",
    "“Café” – naïve 20 °C, £5, ½", "l’été « oui »", "Zoë’s ending®", "TĀ»", "Ā©", "MĀ²", "Å–",
    "ALEMÃ e IRMÃ", "Σωκράτης", "Привет", "日本語", "Björk™",
]  # fmt: skip
WORDS = ["Ābols un šķēres", "Señor Ñandú: ¿qué pasó?", "Łódź, Żółć", "It’s “over” – café", "Ķēniņš"]


def damaged(text: str, encoding: str, times: int = 1) -> str:
    """The text as somebody reads its UTF-8 in another encoding."""
    for _ in range(times):
        letters = []
        for byte in text.encode():
            try:
                letters.append(bytes([byte]).decode(encoding))
            except UnicodeDecodeError:
                letters.append(chr(byte))
        text = "".join(letters)
    return text


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_stays(text: str) -> None:
    assert repair(text) == (text, [])


def test_all_of_it_together_stays_too() -> None:
    text = " ".join(RIGHT)
    assert repair(text) == (text, [])


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("encoding", ["cp1252", "cp1257", "latin-1"])
@pytest.mark.parametrize("text", WORDS)
def test_a_whole_document_is_reread(text: str, encoding: str, times: int) -> None:
    assert repair(damaged(text, encoding, times))[0] == text


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("encoding", ["cp1252", "cp1257", "latin-1"])
@pytest.mark.parametrize("text", WORDS)
def test_a_damaged_part_of_a_right_document(text: str, encoding: str, times: int) -> None:
    around = "Pareizi: ā un š. {} Un vēl: ņ."
    assert repair(around.format(damaged(text, encoding, times)))[0] == around.format(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [("ends.Â\u00a0 The", "ends.\u00a0 The"), ("5Â°C – ok", "5°C – ok"), ("Â£5 ā", "£5 ā"),
     ("Â© ā", "© ā")],
)  # fmt: skip
def test_a_sign_that_one_letter_came_before(before: str, after: str) -> None:
    assert repair(before)[0] == after


def test_every_damaged_word_is_listed_with_before_and_after() -> None:
    text = f"{damaged('Ābols', 'cp1252')} un {damaged('šķēres', 'cp1252')}"
    fixed, repairs = repair(f"{text} un {damaged('Ābols', 'cp1252')}")
    assert fixed == "Ābols un šķēres un Ābols"
    assert [(each.after, each.times) for each in repairs] == [("Ābols", 2), ("šķēres", 1)]
    assert repairs[0].before == damaged("Ābols", "cp1252")


def test_ten_megabytes_take_seconds_and_not_hours() -> None:
    begun = time.monotonic()
    repair("Señor dunes " * 830_000)
    assert time.monotonic() - begun < 60
