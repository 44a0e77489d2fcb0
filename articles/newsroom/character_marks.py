"""Marking the first mention of a character in structured text: a button of the editor.

Stored as ``<a linktype="character" id="12">``; ``articles.mentions`` turns it into a link.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse_lazy
from wagtail.admin.rich_text.converters.contentstate import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler

NAME = "character"
TYPE = "CHARACTER"


class CharacterLinks(LinkHandler):
    """What Wagtail itself makes of a mark, where nobody has turned it into a link: plain words."""

    identifier = NAME

    @staticmethod
    def get_model() -> Any:
        """What a mark points at."""
        return apps.get_model("articles", "Character")

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """An anchor that leads nowhere, for each."""
        return ["<a>"] * len(attrs_list)


class CharacterElementHandler(LinkElementHandler):
    """Reads a mark for the editor."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """The character's key and name; no name for one who is gone, or who never was."""
        stored = attrs.get("id", "")
        pk = int(stored) if stored.isdecimal() and len(stored) < 10 else 0
        found = CharacterLinks.get_model().objects.filter(pk=pk).first()
        return {"id": pk, "title": found.name if found else "Somebody who is gone"}


def stored_mark(props: dict[str, Any]) -> Any:
    """Write a mark back as it is stored."""
    return DOM.create_element("a", {"linktype": NAME, "id": props.get("id")}, props["children"])


def register(features: Any) -> None:
    """Offer the button to texts that list the feature."""
    features.register_link_type(CharacterLinks)
    features.register_editor_plugin(
        "draftail",
        NAME,
        EntityFeature(
            {
                "type": TYPE,
                "icon": "user",
                "description": "Character: a card at the first mention",
                "attributes": ["id", "title"],
                "chooserUrls": {"characterChooser": reverse_lazy("character_chooser:choose")},
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/newsroom/characters.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        NAME,
        {
            "from_database_format": {f'a[linktype="{NAME}"]': CharacterElementHandler(TYPE)},
            "to_database_format": {"entity_decorators": {TYPE: stored_mark}},
        },
    )
