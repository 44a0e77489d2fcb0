"""Names that look alike do not bring another post's picture, which may give something away."""

from pathlib import Path

import pytest

from articles.importing.pictures import NoPicture, Source
from articles.models import Picture
from tests.articles.importing.exports import attachment, item, write_export
from tests.articles.importing.running import article, bring, kinds, put_picture
from tests.factories import make_front

UPLOADS = "https://old.example/wp-content/uploads"


def test_another_month_is_another_picture(tmp_path: Path) -> None:
    put_picture(tmp_path, "poster.jpg")
    put_picture(tmp_path, "2021/05/ours.jpg")
    source = Source(tmp_path, [])
    assert source.read(f"{UPLOADS}/2021/05/ours.jpg")
    with pytest.raises(NoPicture):
        source.read(f"{UPLOADS}/2021/05/poster.jpg")


@pytest.mark.django_db
def test_a_size_in_a_name_is_a_part_of_the_name(tmp_path: Path) -> None:
    make_front()
    media = tmp_path / "media"
    put_picture(media, "poster.jpg", size=(9, 9))
    put_picture(media, "poster-1920x1080.jpg", size=(19, 10))
    put_picture(media, "big.jpg", size=(31, 30))
    path = write_export(
        tmp_path,
        item(1, "[gallery ids='5,6,7']"),
        attachment(5, "poster-1920x1080.jpg"),
        attachment(6, "big-scaled.jpg"),
        attachment(7, "gone-300x200.jpg"),
    )
    put_picture(media, "gone.jpg", size=(8, 8))
    bring(path, media=media)
    assert kinds(article(1)) == ["picture", "picture", "needs_a_look"]
    assert sorted(Picture.objects.values_list("width", flat=True)) == [19, 31]


@pytest.mark.django_db
def test_the_same_path_at_another_host_is_another_picture(tmp_path: Path) -> None:
    make_front()
    put_picture(tmp_path / "media", "2021/05/poster.jpg")
    put_picture(tmp_path / "media", "2021/05/loose.jpg")
    files = [
        "https://elsewhere.example/wp-content/uploads/2021/05/poster.jpg",
        "https://elsewhere.example/2021/05/loose.jpg",
        "http://www.old.example/wp-content/uploads/2021/05/poster.jpg",
        "/wp-content/uploads/2021/05/loose.jpg",
    ]
    body = "\n\n".join(f'<img src="{each}">' for each in files)
    bring(write_export(tmp_path, item(1, body), attachment(5, "2021/05/poster.jpg")),
          media=tmp_path / "media")  # fmt: skip
    assert kinds(article(1)) == ["needs_a_look", "needs_a_look", "picture", "picture"]
