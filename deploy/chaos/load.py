"""A small steady load of reading, and of what may not be lost; every answer is counted."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from deploy.chaos.editor import REFUSED, Editor
from deploy.chaos.visitor import Answer, Trouble, Visitor, captcha

ARTICLE = "/for-all-mankind/season-4-ending-explained/"
READER = "writer@fanmankind.example"
NEW_PASSWORD = "gravel-lantern-otter-quilt"  # noqa: S105 - of accounts that are made up here
# "told": the page that was asked for, which says that something failed and what to do.
OK, GUEST, TOLD, AWAY, ERROR = "ok", "as a guest", "told", "503", "error"
FAILED = "Something went wrong"
KINDS = ("page", "uncached", "private", "writes", "joining", "newsroom")


@dataclass(slots=True)
class Seen:
    """What readers of one kind saw: each answer's sort, and when."""

    answers: list[tuple[float, str]] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def count(self, sort: str) -> int:
        """How many answers were of this sort."""
        return sum(1 for _, each in self.answers if each == sort)

    def last_trouble(self) -> float:
        """When something other than the usual answer came last; 0.0 for never."""
        return max((when for when, sort in self.answers if sort != OK), default=0.0)


class Load:
    """Threads that ask, each kind at its own pace, until they are told to stop."""

    def __init__(self, site: str, desk: str, article: int) -> None:
        self.site, self.desk = site, desk
        self.place = f"/reading/places/{article}/"
        self.seen = {
            name: Seen()
            for name in ("page", "uncached", "private", "writes", "joining", "newsroom")
        }
        self.written = 0  # the last number that was accepted
        self.joined: list[str] = []
        self.forgot: list[str] = []  # of those who joined, who asked for a new password too
        self._numbers = itertools.count(1)
        self._word = uuid4().hex[:6]  # so that nobody has asked it before
        self._visitors = [Visitor(site) for _ in range(20)]
        self._reader = Visitor(site)
        self._editor = Editor(site)
        self._over = threading.Event()
        paces: tuple[tuple[str, float, Callable[[], str]], ...] = (
            ("page", 0.05, self.read), ("page", 0.05, self.read),
            ("uncached", 0.5, self._search), ("private", 0.2, self._private),
            ("writes", 0.25, self._write), ("joining", 3.0, self.join),
            ("joining", 4.0, self._forget), ("newsroom", 2.0, self._publish),
        )  # fmt: skip
        self._threads = [
            threading.Thread(target=self._keep_on, args=(*pace, self._over)) for pace in paces
        ]

    def __enter__(self) -> Load:
        from articles.demo.logins import PASSWORD  # asks for the settings, and so comes late

        self._reader.sign_in(READER, PASSWORD)
        self._editor.begin(PASSWORD)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    @contextmanager
    def more(self, number: int, name: str, pace: float, act: Callable[[], str]) -> Iterator[None]:
        """So many more who act at that pace, in seconds, counted with the others of that kind."""
        over = threading.Event()
        threads = [
            threading.Thread(target=self._keep_on, args=(name, pace, act, over))
            for _ in range(number)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def last_trouble(self) -> float:
        """When something unusual came last, to whomever."""
        return max(seen.last_trouble() for seen in self.seen.values())

    def _keep_on(
        self, name: str, pace: float, ask: Callable[[], str], over: threading.Event
    ) -> None:
        seen = self.seen[name]
        while not over.wait(pace):
            began = time.monotonic()
            try:
                sort = ask()
            except Trouble as trouble:
                sort = ERROR
                seen.troubles[str(trouble)] += 1
            now = time.monotonic()
            seen.slowest = max(seen.slowest, now - began)
            seen.answers.append((now, sort))

    def read(self) -> str:
        """Somebody reads a page that was read before."""
        answer = self._visitors[0].ask(ARTICLE)
        return OK if answer.status == 200 and "</html>" in answer.body else sort_of(answer)

    def _search(self) -> str:
        number = next(self._numbers)
        answer = self._visitors[number % len(self._visitors)].ask(
            f"/search/?q=moon+{self._word}{number}"
        )
        return OK if answer.status == 200 else sort_of(answer)

    def _private(self) -> str:
        answer = self._reader.ask("/reading/me.json")
        if answer.status != 200:
            return sort_of(answer)
        found = json.loads(answer.body)
        if not (found["signed_in"] or found.get("away")):
            raise Trouble("signed out")
        return OK if found["signed_in"] else GUEST

    def _write(self) -> str:
        number = next(self._numbers) % 9999
        answer = self._reader.put(self.place, {"part": number, "percent": 1})
        if answer.status != 200:
            return sort_of(answer)
        self.written = number
        return OK

    def join(self) -> str:
        """Somebody joins; their mail has to come."""
        visitor, email = Visitor(self.site), f"{uuid4().hex[:12]}@reader.example"
        page = visitor.ask("/accounts/signup/")
        if page.status != 200:
            return sort_of(page)
        answer = visitor.fill_in("/accounts/signup/", {
            "email": email, "password1": NEW_PASSWORD,
            "captcha": captcha(self.desk, page.body, "join"),
        })  # fmt: skip
        if answer.status != 302:
            return TOLD if FAILED in answer.body else sort_of(answer)
        self.joined.append(email)
        return OK

    def _forget(self) -> str:
        """Somebody who joined has forgotten the password; a mail has to come for that too."""
        waiting = self.joined[len(self.forgot) :]
        if not waiting:
            return OK
        visitor, path = Visitor(self.site), "/accounts/password/reset/"
        page = visitor.ask(path)
        if page.status != 200:
            return sort_of(page)
        token = captcha(self.desk, page.body, "forgot_password")
        answer = visitor.fill_in(path, {"email": waiting[0], "captcha": token}, page)
        if answer.status != 302:
            return TOLD if FAILED in answer.body else sort_of(answer)
        self.forgot.append(waiting[0])
        return OK

    def _publish(self) -> str:
        answer = self._editor.turn()
        if answer is None:
            return OK
        return TOLD if REFUSED in answer.body else sort_of(answer)

    def lost(self, patience: float) -> list[str]:
        """What was accepted and is not there, after waiting so many seconds for mail."""
        found = self._editor.lost()
        answer = self._reader.ask("/reading/me.json")
        place = json.loads(answer.body)["places"].get(self.place.split("/")[3], [0])
        # A write whose answer never came may have been taken all the same.
        if place[0] < self.written:
            found.append(f"a place: {place[0]} where {self.written} was accepted")
        deadline, desk = time.monotonic() + patience, Visitor(self.desk)
        for email in self.joined:
            due = 2 if email in self.forgot else 1
            while (missing := due - len(_mails(desk, email))) > 0:
                if time.monotonic() > deadline:
                    found.append(f"{missing} of {due} mails to {email}")
                    break
                time.sleep(0.5)
        return found


def _mails(desk: Visitor, email: str) -> list[Any]:
    """What has come for this address."""
    found: list[Any] = json.loads(desk.ask(f"/mail.json?to={email}&wait=0").body)["mails"]
    return found


def sort_of(answer: Answer) -> str:
    """The sort of an answer that was not the usual one. Trouble where it is no answer of ours."""
    if answer.is_designed_503:
        return AWAY
    raise Trouble(f"status {answer.status}")
