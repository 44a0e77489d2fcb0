"""One's own name in the newsroom: the same that the profile has, and no first and last one."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.views.account import NameEmailSettingsPanel

from accounts.user import User


class NameForm(forms.ModelForm[User]):
    """The display name, by which the newsroom calls somebody too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = self.instance.get_full_name()  # perhaps from a first and a last one

    class Meta:
        model = User
        fields = ["name"]
        help_texts = {"name": "Without one, others in the newsroom see your address."}


def prepare() -> None:
    """Have Wagtail's own page about oneself ask for that; it has no hook for it."""
    NameEmailSettingsPanel.form_class = NameForm
