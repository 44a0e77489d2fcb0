"""Lists and sitemaps are divided into pages: what is no page of them is not found."""

import pytest

from tests.edge.asking import ask, is_designed
from tests.edge.demonstration import AUTHORS

BAD = ["0", "-1", "abc", "99999", "%D9%A3", "1e3", "1.5", "last", "9" * 5_000, "%00", "%ff", "1,2"]
BAD_PARTS = ["0", "-1", "abc", "2", "%D9%A3", "%C2%B2", "1e3", "9" * 5_000, "%00", "%ff", "+1",
             "01", "00000199"]  # fmt: skip


@pytest.mark.parametrize("number", BAD, ids=[b[:8] for b in BAD])
@pytest.mark.parametrize("path", ["/shows/", AUTHORS[0]])
def test_a_bad_page_of_a_list_is_not_found(served: str, path: str, number: str) -> None:
    answer = ask(served, f"{path}?page={number}")
    assert answer.status == 404
    assert is_designed(answer)


@pytest.mark.parametrize("number", BAD_PARTS, ids=[b[:8] for b in BAD_PARTS])
def test_a_bad_part_of_the_sitemap_is_not_found(served: str, number: str) -> None:
    answer = ask(served, f"/sitemap.xml?p={number}")
    assert answer.status == 404
    assert is_designed(answer)


@pytest.mark.parametrize("path", ["/shows/?page=1", f"{AUTHORS[0]}?page=1", "/sitemap.xml?p=1"])
def test_the_first_page_has_a_number_too(served: str, path: str) -> None:
    answer = ask(served, path)
    assert answer.status == 200
    assert answer.body == ask(served, path.partition("?")[0]).body


@pytest.mark.parametrize("number", BAD, ids=[b[:8] for b in BAD])
def test_a_page_without_pages_does_not_care(served: str, number: str) -> None:
    assert ask(served, f"/?page={number}").body == ask(served, "/").body
