"""Somebody in the newsroom, who takes an article down and puts it up again, in turn."""

from __future__ import annotations

import re
import time

from deploy.chaos.visitor import Answer, Trouble, Visitor

EDITOR = "editor@fanmankind.example"
OTHER = "/for-all-mankind/season-1-ending-explained/"
KEY = re.compile(r'data-article="(\d+)"')
REFUSED = "was not published"  # the newsroom's own words
SEEN_WITHIN = 5.0  # seconds until readers have what is published; the house promises one


class Editor:
    """Remembers what the newsroom accepted last."""

    def __init__(self, site: str) -> None:
        self._visitor, self._reader = Visitor(site), Visitor(site)
        self._key = ""
        self._is_public = True  # as far as the newsroom has said
        self._is_sure = True  # no answer is missing since

    def begin(self, password: str) -> None:
        """Sign in, and see that the article is there. Trouble where it is not."""
        self._visitor.sign_in(EDITOR, password)
        found = KEY.search(self._reader.ask(OTHER).body)
        if found is None:
            raise Trouble("no article to publish")
        self._key = found[1]

    def turn(self) -> Answer | None:
        """Take the article down, or put it up; None where that was accepted."""
        if not self._is_sure:  # what was said to have failed may have been done all the same
            self._is_public = self._can_be_read()
        action = "unpublish" if self._is_public else "publish"
        door = f"/cms/bulk/wagtailcore/page/{action}/?id={self._key}&next=/cms/"
        page = self._visitor.ask(door)
        if page.status != 200:
            return page
        self._is_sure = False
        answer = self._visitor.fill_in(door, {}, page)
        if answer.status == 302:  # where it says whether it was done
            answer = self._visitor.ask(answer.location)
        self._is_sure = answer.status == 200 and REFUSED not in answer.body
        if not self._is_sure:
            return answer
        self._is_public = not self._is_public
        return None

    def lost(self) -> list[str]:
        """What readers see that is not what the newsroom accepted, after a while; and put it up."""
        found = []
        deadline = time.monotonic() + SEEN_WITHIN
        while self._is_sure and not self._agrees():
            if time.monotonic() > deadline:
                found.append(f"an article that is {'up' if self._is_public else 'down'}")
                break
            time.sleep(0.2)
        if not self._is_public:
            self.turn()
        return found

    def _agrees(self) -> bool:
        return self._can_be_read() is self._is_public

    def _can_be_read(self) -> bool:
        return self._reader.ask(OTHER).status == 200
