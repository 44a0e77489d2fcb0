"""Every block of a body has its own template, a description and a preview in the newsroom."""

import re
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils.html import escape
from wagtail import blocks
from wagtail.fields import StreamField

from articles.blocks import BodyBlock, PlainBodyBlock
from articles.body import render_body
from articles.models import Article, StandardPage
from tests.articles.newsroom import sign_in

BODIES = [BodyBlock(), PlainBodyBlock()]
CASES = [
    pytest.param(block, id=f"{type(body).__name__}.{name}")
    for body in BODIES
    for name, block in body.child_blocks.items()
]


def _all_blocks(model: Any, name: str) -> dict[str, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, StreamField)
    return dict(field.stream_block.child_blocks)


def test_the_bodies_are_the_ones_that_pages_use() -> None:
    assert set(_all_blocks(Article, "body")) == set(BodyBlock().child_blocks)
    assert set(_all_blocks(StandardPage, "body")) == set(PlainBodyBlock().child_blocks)


def test_the_kinds_that_were_asked_for_are_there() -> None:
    assert set(BodyBlock().child_blocks) == {
        "heading", "paragraph", "picture", "quote", "question", "timeline", "then_and_now",
        "video", "passage", "product", "needs_a_look",
    }  # fmt: skip


def test_none_of_them_takes_raw_html() -> None:
    for body in BODIES:
        for block in body.child_blocks.values():
            inner = getattr(block, "child_blocks", {})
            for one in [block, *inner.values()]:
                assert not isinstance(one, blocks.RawHTMLBlock)


@pytest.mark.parametrize("block", CASES)
def test_a_template_of_its_own(block: Any) -> None:
    assert block.meta.template == f"blocks/{block.name}.html"
    get_template(block.meta.template)


@pytest.mark.parametrize("block", CASES)
def test_a_description(block: Any) -> None:
    assert len(block.get_description()) > 10
    assert block.get_description().endswith(".")


@pytest.mark.parametrize("block", CASES)
def test_a_value_for_its_preview(block: Any) -> None:
    assert block.is_previewable
    assert block.get_preview_value()


@pytest.mark.django_db
@pytest.mark.parametrize("block", CASES)
def test_its_preview_shows_in_the_newsroom(client: Client, block: Any) -> None:
    sign_in(client)
    answer = client.get("/cms/block-preview/", {"id": block.definition_prefix})
    assert answer.status_code == 200
    html = answer.content.decode()
    words = _words(block.get_preview_value())
    assert words
    for word in words:
        assert word in html, word


def _words(value: Any) -> list[str]:
    """The sentences of a preview value that its template shows."""
    if isinstance(value, str):
        return [escape(value)]
    if hasattr(value, "source"):
        return [part.strip() for part in re.split(r"<[^>]+>", value.source) if part.strip()]
    shown = ("text", "question", "answer", "title", "label", "name", "caption")
    return [word for key in shown if value.get(key) for word in _words(value[key])]


@pytest.mark.django_db
def test_every_block_renders_even_while_it_is_empty() -> None:
    for body in BODIES:
        for name, block in body.child_blocks.items():
            empty = block.get_prep_value(block.get_default())
            value = body.to_python([{"type": name, "value": empty}])
            part = render_body(value).parts[0]
            get_template(block.meta.template).render({"value": part.value, "id": "x"})
