"""Whatever a file was called when it was uploaded, its public address does not say it."""

import pytest

from articles.models import Picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["margo-is-arrested.jpg", "The End.PNG", "no suffix", "a/../b.webp"]
)
def test_the_uploaded_name_is_not_in_the_address(name: str) -> None:
    path = Picture().get_upload_to(name)
    assert path.startswith("original_images/")
    for word in ("margo", "arrested", "End", "suffix", ".."):
        assert word not in path


def test_the_kind_of_file_is_kept_and_two_files_never_meet() -> None:
    first, second = (Picture().get_upload_to("dunes.JPG") for _ in range(2))
    assert first.endswith(".jpg")
    assert first != second
