"""The people who can be chosen at Google and Apple, and what a consent form says about one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

OTHER = "other"  # the choice of typing somebody in


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account at a provider; ``hd`` is the domain of a Google Workspace."""

    sub: str
    name: str
    email: str
    verified: bool = True
    hd: str = ""
    remark: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """First and last name; the last is all that follows the first blank."""
        first, _, last = self.name.partition(" ")
        return first, last


GOOGLE: Mapping[str, Person] = {
    "ada": Person("google-ada", "Ada Lind", "ada.lind@gmail.com", remark="verified"),
    "bo": Person(
        "google-bo", "Bo Marsh", "bo@marsh.example",
        hd="marsh.example", remark="verified, of the Workspace marsh.example",
    ),
    "cleo": Person(
        "google-cleo", "Cleo Ray", "cleo@ray.example",
        remark="verified, but Google is not the authority for the address",
    ),
    "dan": Person(
        "google-dan", "Dan Voss", "dan@voss.example", verified=False, remark="not verified"
    ),
}  # fmt: skip

APPLE: Mapping[str, Person] = {
    "ada": Person("001001.ada.0001", "Ada Lind", "ada.lind@gmail.com", remark="verified"),
    "bo": Person("001002.bo.0002", "Bo Marsh", "bo@marsh.example", remark="verified"),
    "eve": Person("001005.eve.0005", "Eve Stone", "eve.stone@icloud.com", remark="verified"),
    "dan": Person(
        "001004.dan.0004", "Dan Voss", "dan@voss.example", verified=False, remark="not verified"
    ),
}


def _derived_sub(email: str) -> str:
    return f"typed-{hashlib.sha256(email.lower().encode()).hexdigest()[:16]}"


def chosen(form: Mapping[str, str], people: Mapping[str, Person]) -> Person:
    """Whom the consent form names: ``person`` is a key of ``people`` or ``other``.

    For ``other`` the fields ``sub``, ``name``, ``email``, ``verified`` (any text is yes) and
    ``hd`` count; without a ``sub``, the same email always gets the same one. Raises ValueError
    when the form names nobody.
    """
    key = form.get("person", "")
    if key in people:
        return people[key]
    email, sub = form.get("email", "").strip(), form.get("sub", "").strip()
    if key != OTHER or not (email or sub):
        raise ValueError("Choose a person, or type a sub or an email.")
    return Person(
        sub=sub or _derived_sub(email),
        name=form.get("name", "").strip(),
        email=email,
        verified=bool(form.get("verified")),
        hd=form.get("hd", "").strip(),
    )


def relay_address(sub: str) -> str:
    """The address behind which Apple hides somebody: always the same one."""
    return f"{hashlib.sha256(sub.encode()).hexdigest()[:10]}@privaterelay.appleid.com"
