"""A dek is written in a field that grows, and what is pasted into it stays one paragraph."""

from __future__ import annotations

import pytest

from articles.newsroom.one_paragraph import OneParagraph


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Two powers, one Moon.", "Two powers, one Moon."),
        ("Two powers,\r\none Moon.", "Two powers, one Moon."),
        ("", ""),
    ],
)
def test_a_line_break_is_a_space(written: str, kept: str) -> None:
    assert OneParagraph().value_from_datadict({"dek": written}, {}, "dek") == kept


def test_a_field_that_was_not_sent_is_nothing() -> None:
    assert OneParagraph().value_from_datadict({}, {}, "dek") is None
