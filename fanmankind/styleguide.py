"""What the style guide shows: every component in every state, from the real templates."""

from typing import Any

from articles.samples import sample_page


def samples() -> dict[str, Any]:
    """The style guide's context: the demonstration's own content, or the little there is."""
    return sample_page()
