"""So many at once, and no endless queue: what hangs elsewhere must not hold everybody up here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

import requests

WAIT = 1.0  # seconds for a place to get free, while places do get free


class Places:
    """A number of places. Once somebody has waited in vain nobody waits, until one is free."""

    def __init__(self, number: int) -> None:
        self._free = threading.BoundedSemaphore(number)
        self._is_stuck = False

    def enter(self) -> bool:
        """Whether there is a place for us; whoever enters must leave."""
        has_entered = self._free.acquire(timeout=0 if self._is_stuck else WAIT)
        self._is_stuck = not has_entered
        return has_entered

    def leave(self) -> None:
        """Give the place back."""
        self._free.release()


class NotAsked(requests.RequestException):
    """Somebody could not be asked, or did not answer in time; the text says which."""


class Company:
    """A company that is asked within requests: a few questions at once, each of bounded time."""

    def __init__(self, name: str, *, most: int, patience: float) -> None:
        self.name, self.patience = name, patience  # in seconds
        self._places = Places(most)

    def ask[Answer](self, question: Callable[[], Answer]) -> Answer:
        """What the question returns or raises; NotAsked when that takes too long.

        It runs in a thread of its own: a name lookup that hangs knows no time limit. A question
        keeps its place for as long as it hangs.
        """
        if not self._places.enter():
            raise NotAsked("too many questions at once")
        found: Future[Answer] = Future()

        def work() -> None:
            try:
                found.set_result(question())
            except BaseException as error:  # noqa: BLE001 - raised again where it was asked
                found.set_exception(error)
            finally:
                self._places.leave()

        try:
            threading.Thread(target=work, daemon=True, name=self.name).start()
        except RuntimeError as error:  # the system gives no more threads
            self._places.leave()
            raise NotAsked("no thread to ask in") from error
        try:
            return found.result(self.patience)
        except TimeoutError as error:
            raise NotAsked("no answer in time") from error
