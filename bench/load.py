"""A load that keeps a site busy with what all sorts of readers do, for as long as is wanted."""

from __future__ import annotations

import itertools
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

from deploy.chaos.load import NEW_PASSWORD
from deploy.chaos.visitor import Trouble, Visitor

LOCATION = re.compile(r"<loc>https?://[^/]+([^<]*)</loc>")
READERS, SEARCHES, AT_HOME = 4, 3, 2  # threads that read, search, and ask for what is theirs
BETWEEN_JOINS = 2.0  # seconds


Act = Callable[[], int]  # somebody does something; the status of the answer


def busy(site: str, minutes: float, email: str, password: str) -> Counter[str]:
    """Load the site for so many minutes; how often each thing was done.

    Some walk through all pages (mostly copies), some search for what nobody looked for (each a
    page rendered), somebody with that login asks for what is theirs, and some join. SystemExit
    when an answer is not the usual one.
    """
    reader = Visitor(site)
    reader.sign_in(email, password)
    paths = itertools.cycle(pages(site))
    numbers = itertools.count()
    return at_once(minutes, [
        *[("pages", 0.0, lambda: Visitor(site).ask(next(paths)).status)] * READERS,
        *[("searches", 0.0, lambda: search(site, next(numbers)))] * SEARCHES,
        *[("private answers", 0.0, lambda: reader.ask("/reading/me.json").status)] * AT_HOME,
        ("joins", BETWEEN_JOINS, lambda: join(site)),
    ])  # fmt: skip


def at_once(minutes: float, acts: list[tuple[str, float, Act]]) -> Counter[str]:
    """Do these for so many minutes, each again and again with its pause; how often each was."""
    done: Counter[str] = Counter()
    troubles: list[str] = []
    over, lock = threading.Event(), threading.Lock()

    def keep_on(name: str, pause: float, act: Act) -> None:
        while not over.wait(pause):
            try:
                said = str(act())
            except Trouble as trouble:
                said = str(trouble)
            with lock:
                done[name] += 1
                troubles.extend([f"{name}: {said}"] if said != "200" else [])

    threads = [threading.Thread(target=keep_on, args=act) for act in acts]
    for thread in threads:
        thread.start()
    time.sleep(minutes * 60)
    over.set()
    for thread in threads:
        thread.join()
    if troubles:
        raise SystemExit(f"{len(troubles)} answers were not as usual; first {troubles[0]}")
    return done


def pages(site: str, sitemap: str = "/sitemap.xml") -> list[str]:
    """The paths of all pages, as the sitemap has them."""
    found = LOCATION.findall(Visitor(site).ask(sitemap).body)
    parts = [pages(site, path) if ".xml" in path else [path] for path in found]
    return list(itertools.chain.from_iterable(parts))


def search(site: str, number: int) -> int:
    """Somebody searches for what nobody searched for yet; the status of the answer."""
    return Visitor(site).ask(f"/search/?q=moon+{number}").status


def join(site: str) -> int:
    """Somebody joins; 200 when they may look for their mail."""
    visitor = Visitor(site)
    answer = visitor.fill_in("/accounts/signup/", {
        "email": f"{uuid4().hex[:12]}@reader.example", "password1": NEW_PASSWORD,
    })  # fmt: skip
    return 200 if answer.status == 302 else 0
