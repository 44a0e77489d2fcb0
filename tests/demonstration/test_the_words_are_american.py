"""The demonstration and the interface are spelled the American way, all through."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BRITISH = re.compile(
    r"\b((?:to|after|back|for|up|down|on)wards|grey|colour\w*|centres?|metres"
    r"|programmes?|labour\w*|neighbour\w*|favourite\w*|honour\w*|behaviour\w*|theatres?|cancelled"
    r"|labelled|travell\w+|catalogue|judgement|organis\w+|realis\w+|recognis\w+|whilst"
    r"|block of flats|lorry|licence)\b",
    re.IGNORECASE,
)
TITLES = {"The Grey"}  # what somebody else named stays as it is
STOP_OUTSIDE = re.compile("[”][.,](?![^<]*%})")


def _files() -> Iterator[Path]:
    yield from (ROOT / "articles" / "demo").rglob("*.toml")
    yield from (ROOT / "templates").rglob("*.html")
    yield from (ROOT / "templates").rglob("*.txt")


@pytest.mark.parametrize("path", list(_files()), ids=lambda p: str(p.relative_to(ROOT)))
def test_american_spelling(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for title in TITLES:
        text = text.replace(title, "")
    assert BRITISH.findall(re.sub(r"{[{%#].*?[#%}]}", "", text)) == []
    assert STOP_OUTSIDE.findall(text) == [], "the stop goes inside the quotation marks"
