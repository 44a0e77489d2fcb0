"""Static files and pictures: kept for long where their name changes with their content."""

import re

from tests.edge.asking import Answer, ask
from tests.edge.demonstration import ARTICLES

MONTH = 30 * 24 * 3600  # seconds
SHORT = 3600


def lifetime(answer: Answer) -> int:
    """``max-age`` in seconds; 0 when there is none."""
    found = re.search(r"\bmax-age=(\d+)", answer.header("Cache-Control"))
    return int(found[1]) if found else 0


def test_everything_static_on_a_page_is_immutable(served: str) -> None:
    files = set(re.findall(r'"(/static/[^"]+)"', ask(served, ARTICLES[0]).text))
    assert len(files) > 8
    for file in files:
        answer = ask(served, file)
        assert answer.status == 200, file
        assert "immutable" in answer.header("Cache-Control"), file
        assert "public" in answer.header("Cache-Control"), file
        assert lifetime(answer) >= 10 * MONTH, file


def test_what_style_sheets_and_scripts_load_is_immutable_too(served: str) -> None:
    page = ask(served, ARTICLES[0]).text
    loaded = set()
    for file in re.findall(r'"(/static/(?:css|js)/[^"]+)"', page):
        folder = file.rpartition("/")[0]
        names = re.findall(r'(?:url\(|import\s*\(?\s*)"([^"]+)"', ask(served, file).text)
        loaded |= {f"{folder}/{name}" for name in names}
    assert len(loaded) >= 6
    for path in loaded:
        simple = re.sub(r"/[^/]+/\.\./", "/", path.replace("/./", "/"))
        assert "immutable" in ask(served, simple).header("Cache-Control"), simple


def test_a_static_file_without_its_hash_is_kept_for_a_short_while(served: str) -> None:
    answer = ask(served, "/static/brand/mark.svg")
    assert 0 < lifetime(answer) <= SHORT
    assert "immutable" not in answer.header("Cache-Control")


def test_pictures_are_kept_for_a_month_by_everybody(served: str) -> None:
    pictures = set(re.findall(r'(/media/[^\s",]+)', ask(served, "/").text))
    assert len(pictures) > 5
    for picture in pictures:
        answer = ask(served, picture)
        assert answer.status == 200, picture
        assert answer.header("Cache-Control").startswith("public")
        assert lifetime(answer) >= MONTH
        assert "Set-Cookie" not in answer.headers


def test_a_known_picture_is_not_sent_again(served: str) -> None:
    picture = re.findall(r'(/media/[^\s",]+)', ask(served, "/").text)[0]
    since = {"If-Modified-Since": ask(served, picture).header("Last-Modified")}
    assert ask(served, picture, headers=since).status == 304
