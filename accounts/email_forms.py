"""Changing the email address."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import AddEmailForm


class NewEmailForm(AddEmailForm):
    """allauth's, whose field stands below the present address and so says which one it asks for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New email"
