"""What the head of one of our own screens shows: Wagtail's slim one, and the way back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def header(title: str, icon: str, *above: tuple[str, str]) -> dict[str, Any]:
    """The title, also the window's, and the way here; ``above`` are (address, label)."""
    crumbs = [(reverse("wagtailadmin_home"), "Home"), *above, ("", title)]
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": address, "label": label} for address, label in crumbs],
    }
