"""Everything that is tried, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.chaos import harm
from deploy.chaos.crowds import enters_with, joins
from deploy.stack.whole import MAIL, TASKS, WEB


@dataclass(frozen=True, slots=True)
class Case:
    """``may_fail`` is how many readers of cached pages may lose the request that was open.

    ``fills_the_disk`` is for a stack on a small disk of its own, ``pulls_a_cable`` for who may.
    """

    name: str
    happen: harm.Happen
    may_fail: int = 0
    fills_the_disk: bool = False
    pulls_a_cable: bool = False


CASES = (
    Case("nothing at all", harm.nothing),
    Case("a web process is killed", harm.kill(WEB[0]), may_fail=2),
    Case("both web processes are killed", harm.kill(*WEB), may_fail=4),
    Case("the task worker is killed", harm.kill(TASKS)),
    Case("the mail worker is killed", harm.kill(MAIL)),
    Case("Redis is away for 8 s", harm.take_away("redis")),
    Case("Redis hangs for 8 s", harm.freeze("redis")),
    Case("PostgreSQL is away for 8 s", harm.take_away("postgres")),
    Case("the same, and web processes start", harm.take_database_and_web_away, may_fail=4),
    Case("PostgreSQL hangs for 8 s", harm.freeze("postgres")),
    Case("the database's cable is out for 15 s", harm.pull_the_cable, pulls_a_cable=True),
    Case("the accounts are locked for 12 s", harm.lock_accounts),
    Case("20 slow questions at a time, 8 s", harm.storm),
    Case("the mail server refuses for 8 s", harm.fault({"mail_answer": "421"})),
    Case("the mail server takes 3 s a mail", harm.fault({"mail_delay_ms": 3000})),
    Case("reCAPTCHA hangs, 12 join at a time",
         harm.fault({"recaptcha_answer": "hang", "hang_seconds": 20}, joins)),
    Case("Google hangs, 12 sign in at a time",
         harm.fault({"google_token": "hang", "hang_seconds": 20}, enters_with("google"))),
    Case("Apple hangs, 12 sign in at a time",
         harm.fault({"apple_token": "hang", "hang_seconds": 20}, enters_with("apple"))),
    Case("Google can't be reached", harm.fault({"google_token": "reset"}, enters_with("google"))),
    Case("Apple can't be reached", harm.fault({"apple_token": "reset"}, enters_with("apple"))),
    Case("ten times the readers for 60 s", harm.more_readers),
    Case("500 connections, a byte a second", harm.slow_connections),
    Case("a release in the middle of it", harm.release),
    Case("the disk is full for 8 s", harm.fill_the_disk, fills_the_disk=True),
)  # fmt: skip
