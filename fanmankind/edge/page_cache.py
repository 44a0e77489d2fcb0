"""The public page cache: answers with copies, before Django hears of the request.

A public page is the same bytes for everybody, so it is made once and then given to whoever asks,
signed in or not, until what it shows changes (``fanmankind.edge.models`` says how that is known).
While one request makes a page anew, others get the copy there was; when that fails, everybody does.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from accounts.places import Places
from fanmankind.edge import policy
from fanmankind.edge.compression import negotiate
from fanmankind.edge.copies import Answer, Copy, Headers, Memory, Origin, compressed, copy_of
from fanmankind.edge.copy_files import Files, release
from fanmankind.edge.gate import Gate
from fanmankind.edge.middleware import is_known
from fanmankind.edge.page_locks import PageLocks
from fanmankind.edge.rendering import (
    HAS_PLACE,
    Application,
    Environ,
    StartResponse,
    environ_of,
    may_be_kept,
    render,
)
from fanmankind.edge.sections import section_of
from fanmankind.edge.watch import Watch, watch

LASTS = 600.0  # seconds that a copy counts as new where nothing turns: some pages show the time
REST = 2.0  # seconds before a page that could not be made is tried again
MOST_SPELLINGS = 4_096  # of addresses and of Accept-Encoding, that are remembered
LONGEST_WISH = 100  # characters of an Accept-Encoding that is remembered; browsers' have 23
SEARCH_SHARE = 8  # the part of the room that answers to searches may take

Spelling = tuple[str, str, str]  # of an address: host, path and query
Given = tuple[str, Headers, list[bytes]]  # a status, headers and body


def before(site: Application) -> Application:
    """The site with its cache before it, unless the settings switch that off."""
    if not settings.PAGE_CACHE:
        return site
    files = Files(settings.PAGE_COPIES, release())
    gate = Gate(site)
    # Whoever waits for a page holds a thread, as does whoever makes one.
    return PageCache(gate, files, watch, settings.PAGE_CACHE_ROOM, gate.places)


@dataclass(frozen=True, slots=True)
class Moment:
    """A second at most, in which a new copy that was given is given again just as it was."""

    known: dict[str, int]  # the editions that its copies are of
    until: float  # by the monotonic clock
    given: dict[tuple[str, str, str, str], Given]  # the spelling, and Accept-Encoding


class PageCache:
    """The door before the site."""

    def __init__(
        self, site: Application, files: Files, watch: Watch, room: int, places: Places
    ) -> None:
        self.site, self.files, self.watch = site, files, watch
        self.pages, self.searches = Memory(room), Memory(room // SEARCH_SHARE)
        self.locks, self.places = PageLocks(files.root / "locks"), places
        # Of those given: "made" for that very request, and "old" for want of a newer one.
        self.counts = {"given": 0, "made": 0, "old": 0}
        self._spellings: dict[Spelling, tuple[Memory, str]] = {}
        self._codings: dict[str, str] = {}
        self._moment = Moment({}, 0.0, {})

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with a copy, or have the site answer."""
        method = environ["REQUEST_METHOD"]
        if method not in policy.PUBLIC_METHODS:
            return self.site(environ, start_response)
        spelling = (
            environ.get("HTTP_HOST", ""), environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        )  # fmt: skip
        moment = self._moment
        if moment.known is self.watch.known and moment.until > time.monotonic():
            given = moment.given.get((*spelling, environ.get("HTTP_ACCEPT_ENCODING", "")))
            if given and method == "GET" and "HTTP_IF_NONE_MATCH" not in environ:
                self.counts["given"] += 1
                status, headers, body = given
                start_response(status, headers)
                return body
        return self._answer(spelling, environ, start_response)

    def _answer(
        self, spelling: Spelling, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        place = self._spellings.get(spelling)
        copy = place[0].copies.get(place[1]) if place else None
        if copy is None or not self._is_new(copy):
            copy = self._look_for(spelling, environ)
            if copy is None:
                return self.site(environ, start_response)
        copy.is_wanted = True
        return self._give(spelling, copy, environ, start_response)

    def _is_new(self, copy: Copy) -> bool:
        return copy.expires > time.monotonic() and copy.origin.seal == self.watch.seal(
            copy.origin.section
        )

    def _give(
        self, spelling: Spelling, copy: Copy, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        self.counts["given"] += 1
        seen = environ.get("HTTP_IF_NONE_MATCH")
        if seen and copy.etag and is_known(copy.etag, seen):
            start_response("304 Not Modified", self._aged(copy, copy.unchanged))
            return []
        headers, body = copy.codings.get(self._coding(environ)) or copy.codings["identity"]
        headers = self._aged(copy, headers)
        start_response(copy.answer.status, headers)
        if environ["REQUEST_METHOD"] != "GET":
            return []
        self._give_again(spelling, environ, copy, (copy.answer.status, headers, [body]))
        return [body]

    def _give_again(self, spelling: Spelling, environ: Environ, copy: Copy, given: Given) -> None:
        """Have the rest of this second answer the same, as long as it is new."""
        known, now, moment = self.watch.known, time.monotonic(), self._moment
        if moment.known is not known or moment.until <= now:
            moment = self._moment = Moment(known, now + 1 - time.time() % 1, {})
        wish = environ.get("HTTP_ACCEPT_ENCODING", "")
        is_new = copy.origin.section and self._is_new(copy) and copy.expires > moment.until
        if is_new and len(moment.given) < MOST_SPELLINGS and len(wish) <= LONGEST_WISH:
            moment.given[*spelling, wish] = given

    def _aged(self, copy: Copy, headers: Headers) -> Headers:
        """With how long nginx may keep it, and its Age (RFC 9111, 5.1).

        That is the seconds since the copy was known to be new. The editions are asked for all the
        time, so it is 0 while the database answers.
        """
        if not copy.origin.section:  # made for this request alone
            return headers
        if not (self._is_new(copy) or self.watch.is_blind):
            # What is being made anew is not for shared caches to keep: nobody tells them again.
            headers = [(name, policy.OUTDATED.get(name.lower(), value)) for name, value in headers]
        seen_at = self.watch.seen_at
        age = int(time.monotonic() - seen_at) if seen_at else 0
        return [*headers, ("X-Accel-Expires", policy.PAGE.accel_expires()), ("Age", str(age))]

    def _coding(self, environ: Environ) -> str:
        said = environ.get("HTTP_ACCEPT_ENCODING", "")
        if len(said) > LONGEST_WISH:  # anybody's, which would take the room of a page each
            return negotiate(said)
        coding = self._codings.get(said)
        if coding is None:
            coding = negotiate(said)
            if len(self._codings) >= MOST_SPELLINGS:
                self._codings.clear()
            self._codings[said] = coding
        return coding

    def _look_for(self, spelling: Spelling, environ: Environ) -> Copy | None:
        """A copy that is new, or the best there is; None for what the site has to answer."""
        host, path, query = spelling
        question = policy.question(path, query)
        if question is None or environ.get("SCRIPT_NAME"):
            return None
        if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
            return None
        self.watch.start()
        memory = self.searches if question.is_search else self.pages
        copy = self._find(memory, question)
        if copy is None or not self._is_new(copy):
            if copy and (self.watch.is_blind or copy.rests_until > time.monotonic()):
                self.counts["old"] += 1
            else:
                copy = self._make(memory, question, copy, environ)
        if question.key in memory.copies:
            if len(self._spellings) >= MOST_SPELLINGS:
                self._spellings.clear()
            self._spellings[spelling] = (memory, question.key)
        return copy

    def _find(self, memory: Memory, question: policy.Question) -> Copy | None:
        """The copy in memory or, where that is none or old, on the disk."""
        copy = memory.copies.get(question.key)
        if (copy and self._is_new(copy)) or question.is_search:
            return copy
        found = self.files.get(question.key, lasts=LASTS)
        if found is None or (copy and found.origin.born <= copy.origin.born):
            return copy
        memory.put(question.key, found)
        return found

    def _make(
        self, memory: Memory, question: policy.Question, old: Copy | None, environ: Environ
    ) -> Copy | None:
        """Make the copy, one request at a time; whoever may not gets the old one, if there is.

        Without one the others wait. Each has a place by then, so that the one whom they wait for
        is not the one who gets none. None for whom there is no place: the gate says so.
        """
        if old or self.watch.is_blind:
            return self._make_alone(memory, question, old, environ, waits=False)
        if not self.places.enter():
            return None
        try:
            placed = environ | {HAS_PLACE: True}
            return self._make_alone(memory, question, None, placed, waits=True)
        finally:
            self.places.leave()

    def _make_alone(
        self, memory: Memory, question: policy.Question, old: Copy | None, environ: Environ,
        *, waits: bool,
    ) -> Copy | None:  # fmt: skip
        with self.locks.only_one(question.key, waits=waits) as is_ours:
            if not is_ours and old:
                self.counts["old"] += 1
                return old
            found = self._find(memory, question)
            if found and self._is_new(found):
                return found
            return self._render(memory, question, old, environ)

    def _render(
        self, memory: Memory, question: policy.Question, old: Copy | None, environ: Environ
    ) -> Copy | None:
        section = section_of(question.path, self.watch.known)
        # Before anything is read: what is stored meanwhile makes another edition.
        seal, born = self.watch.seal(section), time.time()
        answer = render(self.site, environ_of(question, environ))
        if old and answer.code >= 500:
            old.rests_until = time.monotonic() + REST
            self.counts["old"] += 1
            return old
        if not may_be_kept(answer):
            memory.drop(question.key)
            self.files.drop(question.key)
            passing = self._passing(answer, question, environ)
            self.counts["made"] += passing is not None
            return passing
        self.counts["made"] += 1
        copy = copy_of(answer, Origin(section, seal, born), compressed(answer), LASTS)
        memory.put(question.key, copy)
        if not question.is_search:
            self.files.put(question.key, copy)
        return copy

    @staticmethod
    def _passing(answer: Answer, question: policy.Question, environ: Environ) -> Copy | None:
        """An answer for this request alone; None where its own query may lead elsewhere.

        What is not there is not there whatever the query says besides.
        """
        if answer.code not in {404, 410} and question.query != environ.get("QUERY_STRING", ""):
            return None
        public = answer.header("cache-control").startswith("public")
        bodies = compressed(answer) if public else {}
        return copy_of(answer, Origin("", (0, 0), time.time()), bodies, 0)
