"""What came from elsewhere and has no block here: kept for an editor, never shown to readers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from wagtail import blocks


class NeedsALookBlock(blocks.StructBlock):
    """Something for an editor to decide on. While it is there, the page is not published."""

    label = blocks.CharBlock(label="why", max_length=300, required=False)
    text = blocks.TextBlock(label="as it was", required=False)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse it, except while a draft is saved."""
        cleaned: blocks.StructValue = super().clean(value)
        if not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError("Make a block of it, or remove it.")]
            )
        return cleaned

    class Meta:
        icon = "warning"
        label = "Needs a look"
        template = "blocks/needs_a_look.html"
        preview_template = "blocks/needs_a_look_preview.html"
        description = (
            "Something that no block fits yet. Readers never see it; it holds the page back."
        )
        preview_value = {"label": "A table of another site.", "text": "<table>…</table>"}
