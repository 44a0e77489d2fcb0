"""The article's form in the newsroom: drafts may be incomplete, publishing may not."""

from __future__ import annotations

from typing import Any

from django.forms.utils import ErrorList

from articles.completeness import missing
from articles.newsroom.page_form import PageForm

PUBLISHING_BUTTONS = {"action-publish", "action-submit", "action-restart-workflow"}


class ArticleForm(PageForm):
    """Shows what an article lacks at the fields themselves when it is to be published."""

    def is_valid(self) -> bool:
        """Validate; then, if this is to publish or to submit, ask for completeness."""
        if not super().is_valid():
            return False
        if self._asks_to_publish():
            self._refuse_gaps()
        return not self.errors and not any(
            formset.non_form_errors() for formset in self.formsets.values()
        )

    def _asks_to_publish(self) -> bool:
        """Whether the button that was pressed leads to readers; rejecting does not."""
        if self.is_deferred_validation:
            return False
        pressed = set(self.data)
        return bool(pressed & PUBLISHING_BUTTONS) or (
            "action-workflow-action" in pressed
            and self.data.get("workflow-action-name") == "approve"
        )

    def _refuse_gaps(self) -> None:
        """Save into the unsaved article, so that rows count too, and name each gap."""
        article: Any = self.save(commit=False)
        for gap in missing(article):
            if gap.field in self.fields:
                self.add_error(gap.field, gap.message)
            elif gap.field in self.formsets:
                formset = self.formsets[gap.field]
                formset._non_form_errors = ErrorList(
                    [*formset.non_form_errors(), gap.message], error_class="nonform"
                )
            else:
                self.add_error(None, gap.message)
