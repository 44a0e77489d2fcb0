"""How a password is judged: by its length and by how well it would stand a guesser, offline.

NIST SP 800-63B-4 asks for 15 characters where a password is the only factor; we ask for 12 and
judge their strength, see docs/decisions/0006.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

LONGEST = 128
JUDGED = 72  # characters; zxcvbn takes no more
LEAST_OF_ITS_OWN = 6  # characters besides what a stranger would try first
STRONG_ENOUGH = 3  # of 4: "safely unguessable", 10**8 guesses and more
# What is asked for, in one sentence; the validators would give one each.
HELP = _lazy(
    "12 to 128 characters, hard to guess:"
    " a few words that do not belong together are better than symbols."
)
SITE_WORDS = ["fanmankind", "fan mankind", "mankind", "ending explained"]


def normal(password: str) -> str:
    """A password in the form in which it is judged, kept and compared.

    The same letters arrive in different bytes from different keyboards and systems. NFKC makes
    them one (NIST SP 800-63B-4, 3.1.1.2). What is too long to be a password stays as it is: it
    fits none, and sorting its marks would take long.
    """
    return unicodedata.normalize("NFKC", password) if len(password) <= LONGEST else password


def prepare() -> None:
    """Let an unknown address take as long as a wrong password: see ``User.check_password``.

    allauth hashes once, where a password that is not in normal form is compared twice.
    """
    from allauth.account.auth_backends import AuthenticationBackend

    AuthenticationBackend._mitigate_timing_attack = _compare_with_none


def _compare_with_none(self: Any, password: str) -> None:
    from accounts.user import User

    nobody = User()
    nobody.set_unusable_password()
    nobody.check_password(password)


class MaximumLengthValidator:
    """Refuses what is longer than LONGEST characters, so that hashing stays cheap."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when the password is too long."""
        if len(password) > LONGEST:
            raise ValidationError(
                _("This password is longer than %(longest)d characters."),
                code="password_too_long",
                params={"longest": LONGEST},
            )

    def get_help_text(self) -> str:
        """What a person is told."""
        return _("At most %(longest)d characters.") % {"longest": LONGEST}


class StrengthValidator:
    """Refuses what is soon guessed: common, patterned, or about the person or the site."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError, with a reason, when the password is easy to guess."""
        # Its lists of words take 12 MB, which processes that judge none do without.
        from zxcvbn import zxcvbn

        known = [*SITE_WORDS, *words_about(user)]
        folded = password.casefold()
        left = without(folded, known)
        if left != folded and weight(left) < LEAST_OF_ITS_OWN:
            raise ValidationError(
                _("This password is little more than your address, your name or ours."),
                code="known",
            )
        verdict = zxcvbn(password[:JUDGED], user_inputs=known)
        if verdict["score"] < STRONG_ENOUGH:
            raise ValidationError(reason(verdict), code="password_too_weak")

    def get_help_text(self) -> str:
        """What a person is told."""
        return _("Hard to guess: a few words that do not belong together are better than symbols.")


def words_about(user: Any) -> list[str]:
    """What somebody who knows this person would try first."""
    email = str(getattr(user, "email", "") or "")
    name = str(getattr(user, "name", "") or "")
    parts = [email, *email.replace("@", ".").split("."), name, *name.split()]
    return [part for part in parts if len(part) > 2]


def without(folded: str, words: list[str]) -> str:
    """What is left of a password, which is folded already, when these words are taken out."""
    for word in sorted(words, key=len, reverse=True):
        folded = folded.replace(word.casefold(), "")
    return folded


def weight(left: str) -> int:
    """How many characters of any script count: no blanks, and of one sign in a row the first."""
    return sum(
        not sign.isspace() and (sign.isalnum() or sign != before)
        for before, sign in pairwise(f" {left}")
    )


def reason(verdict: dict[str, Any]) -> str:
    """Say in a sentence why a password was refused."""
    warning = str(verdict.get("feedback", {}).get("warning") or "").rstrip(".")
    first = _("This password is easy to guess")
    return f"{first}: {warning[0].lower()}{warning[1:]}." if warning else f"{first}."
