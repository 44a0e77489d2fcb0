"""The picture that a link preview shows: large, of the stated size, and from our own house."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.edge.asking import ask
from tests.edge.demonstration import PAGES

WIDTH, HEIGHT = 1200, 630  # pixels, what every network accepts as large


def metas(html: str) -> dict[str, str]:
    """The page's Open Graph properties."""
    tags = BeautifulSoup(html, "html.parser").find_all("meta", property=True)
    return {str(tag["property"]): str(tag["content"]) for tag in tags}


@pytest.mark.parametrize("path", PAGES)
def test_the_share_picture_is_large_and_of_the_stated_size(served: str, path: str) -> None:
    page = metas(ask(served, path).text)
    assert page["og:image"].startswith(f"{served}/")
    answer = ask(served, page["og:image"].removeprefix(served))
    assert answer.status == 200
    with Image.open(BytesIO(answer.body)) as picture:
        width, height = picture.size
        assert picture.format in {"JPEG", "PNG"}  # what networks read
    assert width >= WIDTH
    assert height >= HEIGHT
    assert (str(width), str(height)) == (page["og:image:width"], page["og:image:height"])
    assert page["og:image:alt"]
