"""Whatever is put into an address or a header, no page says it back as markup."""

from urllib.parse import quote

import pytest

from tests.edge.asking import ask
from tests.edge.demonstration import ARTICLES

MARK = "zq7<script>alert(1)</script>\"'><svg onload=alert(1)>{{7*7}}"
RAW = ("zq7<", "<svg onload", "zq7&lt;script>", "zq749")
ADDRESSES = [
    f"/{quote(MARK, safe='')}/",
    f"/?q={quote(MARK, safe='')}",
    f"/search/?q={quote(MARK, safe='')}",
    f"/search/suggest.json?q={quote(MARK, safe='')}",
    f"/search/?q={quote('zq7<script>alert(1)</script> svg onload=alert(1)')}",
    f"/shows/?page={quote(MARK, safe='')}",
    f"/sitemap.xml?p={quote(MARK, safe='')}",
    f"/feeds/{quote(MARK, safe='')}/rss.xml",
    f"/media/{quote(MARK, safe='')}",
    f"{ARTICLES[0]}passage/{quote(MARK, safe='')}/",
    f"/cms/login/?next={quote(MARK, safe='')}",
    f"/{quote(MARK, safe='')}",
]


@pytest.mark.parametrize("path", ADDRESSES, ids=range(len(ADDRESSES)))
def test_an_address_is_not_said_back_as_markup(served: str, path: str) -> None:
    answer = ask(served, path)
    assert answer.status < 500
    assert not [piece for piece in RAW if piece in answer.text]
    assert "<" not in answer.header("Location")


@pytest.mark.parametrize("name", ["User-Agent", "Referer", "Accept-Language", "X-Forwarded-For"])
def test_a_header_is_not_said_back_at_all(served: str, name: str) -> None:
    answer = ask(served, "/no-such-page/", headers={name: MARK})
    assert "zq7" not in answer.text


def test_a_new_line_in_an_address_makes_no_header(served: str) -> None:
    for path in ("/a%0d%0aSet-Cookie:%20evil=1", "/shows%0d%0aX-Evil:%201"):
        answer = ask(served, path)
        assert not {"Set-Cookie", "X-Evil"} & set(answer.headers)
