"""A cell with a form in it, which Wagtail's tables don't have."""

from __future__ import annotations

from typing import Any

from django.middleware.csrf import get_token
from wagtail.admin.ui.tables import BaseColumn


class FormColumn(BaseColumn):
    """Renders ``cell_template_name`` with the row as ``instance`` and a CSRF token."""

    def __init__(self, name: str, template: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.cell_template_name = template

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Wagtail's, and the token that a form needs."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context.get("request")
        return context | {"csrf_token": get_token(request) if request else ""}
