"""Those who come in crowds: they join, or sign in with Google or Apple."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from deploy.chaos.load import OK, TOLD, Load, sort_of
from deploy.chaos.visitor import Answer, Trouble, Visitor

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
NOT_CONFIRMED = "did not confirm who you are"

Act = Callable[[Load], str]


def joins(load: Load) -> str:
    """Somebody joins by email."""
    return load.join()


def enters_with(provider: str) -> Act:
    """Somebody who was never here signs in with Google or Apple."""

    def enter(load: Load) -> str:
        visitor = Visitor(load.site)
        asked = visitor.ask("/accounts/login/")
        if asked.status != 200:
            return sort_of(asked)
        leads = visitor.fill_in(f"/accounts/{provider}/login/?process=login", {}, asked)
        if leads.status != 302:
            return sort_of(leads)
        answer = _come_back(visitor, provider, _choose(leads.location))
        if answer.status == 302:
            return OK
        return TOLD if NOT_CONFIRMED in answer.body else sort_of(answer)

    return enter


def _choose(page: str) -> Answer:
    """What the provider's page answers to somebody whom nobody knows yet."""
    name = uuid4().hex[:12]
    person = {"person": "other", "sub": name, "email": f"{name}@gmail.com", "name": "Ada Lind",
              "verified": "yes"}  # fmt: skip
    parts = urlsplit(page)
    desk = Visitor(f"{parts.scheme}://{parts.netloc}")
    return desk.ask(f"{parts.path}?{parts.query}", "POST", urlencode(person), FORM)


def _come_back(visitor: Visitor, provider: str, chosen: Answer) -> Answer:
    """Apple has the browser post its answer, which leads on; Google leads back by itself."""
    back = chosen
    if provider == "apple":
        fields = {name: unescape(value) for name, value in FIELD.findall(chosen.body)}
        if not fields:
            raise Trouble("Apple posts nothing")
        back = visitor.ask("/accounts/apple/login/callback/", "POST", urlencode(fields), FORM)
    if not back.location:
        return back
    parts = urlsplit(back.location)
    return visitor.ask(f"{parts.path}?{parts.query}")
