"""A link stays as it was, with a line in the report, where nothing here will answer it."""

from pathlib import Path

import pytest

from tests.articles.importing.exports import attachment, item, write_export
from tests.articles.importing.running import article, bring, put_picture
from tests.factories import make_front

pytestmark = pytest.mark.django_db

OLD = "https://old.example"


def brought(tmp_path: Path, address: str) -> tuple[str, str]:
    make_front()
    put_picture(tmp_path / "media", "a.jpg")
    (tmp_path / "media" / "a.pdf").write_bytes(b"%PDF-")
    path = write_export(
        tmp_path,
        item(1, f'<p>See <a href="{address}">it</a>.</p>'),
        item(2),
        item(3, status="trash"),
        item(5, type="product", link=f"{OLD}/product/x/"),
        attachment(6, "a.jpg"),
        attachment(7, "a.pdf"),
    )
    report = bring(path, media=tmp_path / "media")
    return report, article(1).body.raw_data[0]["value"]


@pytest.mark.parametrize(
    "address",
    [f"{OLD}/2021/05/post-3/", f"{OLD}/product/x/", f"{OLD}/?p=5", f"{OLD}/?p=99",
     f"{OLD}/wp-content/uploads/a.pdf"],
)  # fmt: skip
def test_it_stays_and_is_told(tmp_path: Path, address: str) -> None:
    report, words = brought(tmp_path, address)
    assert f"{address} leads to nothing in the export" in report
    assert f'href="{address}"' in words


@pytest.mark.parametrize(
    "address",
    [f"{OLD}/2021/05/post-2/", f"{OLD}/?p=2", f"{OLD}/wp-content/uploads/a.jpg", f"{OLD}/a/",
     f"{OLD}/?utm_source=x", f"{OLD}/category/x/"],
)  # fmt: skip
def test_what_leads_on_is_no_line(tmp_path: Path, address: str) -> None:
    report, words = brought(tmp_path, address)
    assert "leads to nothing" not in report
    assert f'href="{OLD}' not in words
