"""Choosing a password, in one field with a control that shows it, wherever one is chosen."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm

from accounts.passwords import HELP


class _OneField:
    """Takes the repetition away, since a field that can be shown is typed once; helps briefly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)  # type: ignore[attr-defined]
        chosen = self.fields["password1"]  # type: ignore[attr-defined]
        chosen.help_text = HELP
        chosen.label = str(chosen.label).capitalize()  # "New password", as all our labels


class ResetPasswordKeyForm(_OneField, AllauthResetPasswordKeyForm):
    """After the link in the mail."""


class SetPasswordForm(_OneField, AllauthSetPasswordForm):
    """For an account that has none yet."""


class ChangePasswordForm(_OneField, AllauthChangePasswordForm):
    """With the present password first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Current password"
