"""A load that fails half-way leaves the database as it was, and no file behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from wagtail.models import Page, Site

from articles.completeness import ArticleIncomplete
from articles.demo import files, making
from articles.demo.loading import load
from articles.models import Article, Episode, Picture, Rendition, SiteWords
from tests.demonstration.small_drawings import draw_small

pytestmark = pytest.mark.django_db


def _state() -> list[Any]:
    models = (Page, Site, Picture, Rendition, Episode, SiteWords)
    return [list(model._base_manager.order_by("pk").values()) for model in models]


def _files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_small(monkeypatch)


def test_at_the_last_article(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _state()
    made: list[str] = []
    make = making.article
    total = sum(len(files.articles(table["slug"])) for table in files.shows())

    def failing(*args: Any, **kwargs: Any) -> Article:
        if len(made) == total - 1:
            raise RuntimeError("The last article is broken")
        article = make(*args, **kwargs)
        made.append(article.slug)
        return article

    monkeypatch.setattr(making, "article", failing)
    with pytest.raises(RuntimeError, match="last article"):
        load()
    assert len(made) == total - 1 >= 5
    assert _state() == before
    assert _files() == []


def test_at_an_incomplete_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that lacks something is refused by the import as by every other door."""
    before = _state()
    make = making.article

    def lacking(*args: Any, **kwargs: Any) -> Article:
        article = make(*args, **kwargs)
        article.takeaways = []
        return article

    monkeypatch.setattr(making, "article", lacking)
    with pytest.raises(ArticleIncomplete):
        load()
    assert _state() == before
    assert _files() == []


def test_afterwards_it_loads_as_if_nothing_had_been(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(making, "season", lambda table: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load()
    assert load() > 0
    assert Article.objects.live().count() == 6
    assert default_storage.exists(Picture.objects.all()[0].file.name)


def test_broken_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("title = ")
    with pytest.raises(ValueError, match=r"broken\.toml"):
        files.read(path)
