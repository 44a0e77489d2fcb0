"""The faults that can be switched on, and what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SERVER_FAULTS = ("none", "500", "hang", "reset")
TOKEN_FAULTS = ("none", "wrong_issuer", "wrong_audience", "expired", "wrong_key")
GOOGLE_FAULTS = (*TOKEN_FAULTS, "old_sign_in")
VERIFIER_FAULTS = (
    "wrong_hostname", "refused", "hang", "reset", "429", "500", "html", "empty_json",
)  # fmt: skip

# The first choice is the one that holds until somebody switches.
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "google_token": SERVER_FAULTS,
        "google_userinfo": ("none", "500"),
        "google_id_token": GOOGLE_FAULTS,
        "apple_token": SERVER_FAULTS,
        "apple_keys": SERVER_FAULTS,
        "apple_revoke": SERVER_FAULTS,
        "apple_id_token": TOKEN_FAULTS,
        "recaptcha_script": ("none", "503"),
        "recaptcha_answer": ("success", "low_score", "wrong_action", *VERIFIER_FAULTS),
        "recaptcha_checkbox_answer": ("success", *VERIFIER_FAULTS),
        "mail_answer": ("accept", "421", "451", "550"),
    }
)
# What each begins with, and the largest that is allowed.
NUMBERS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"hang_seconds": (30, 300), "mail_delay_ms": (0, 60_000)}
)


class Faults:
    """The faults as they are switched now."""

    def __init__(self) -> None:
        self._chosen: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def clear(self) -> None:
        """Switch every fault off."""
        self._chosen, self._numbers = {}, {}

    def choice(self, name: str) -> str:
        """The value of a fault that is one of several words."""
        return self._chosen.get(name, CHOICES[name][0])

    def number(self, name: str) -> int:
        """The value of a fault that is a number."""
        return self._numbers.get(name, NUMBERS[name][0])

    def switch(self, changes: Mapping[str, object]) -> None:
        """Change some, all or none of them. Raises ValueError on an unknown name or value."""
        chosen, numbers = dict(self._chosen), dict(self._numbers)
        for name, value in changes.items():
            text = str(value)
            if name in CHOICES and text in CHOICES[name]:
                chosen[name] = text
            elif name in NUMBERS and text.isdecimal() and int(text) <= NUMBERS[name][1]:
                numbers[name] = int(text)
            else:
                raise ValueError(f"There is no fault {name!r} with the value {text!r}.")
        self._chosen, self._numbers = chosen, numbers

    def as_dict(self) -> dict[str, str | int]:
        """Every fault with its value."""
        return {name: self.choice(name) for name in CHOICES} | {
            name: self.number(name) for name in NUMBERS
        }
