"""``make chaos``: break a stack, one thing after the other, and print what readers saw.

Words given choose cases by a part of their name: ``make chaos ARGS=Redis``. Ends with status 1
where a reader of a cached page saw an error, or something that was accepted is lost.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from deploy.chaos import cable, disk
from deploy.chaos.cases import CASES, Case
from deploy.chaos.load import ARTICLE, AWAY, ERROR, GUEST, KINDS, OK, TOLD, Load, Seen
from deploy.chaos.visitor import Visitor
from deploy.stack import place
from deploy.stack.parts import children
from deploy.stack.place import ROOT, Place
from deploy.stack.whole import Stack

BEFORE, QUIET, LONGEST = 4.0, 4.0, 60.0  # seconds: load alone, without trouble, to wait for that
MAIL = 90.0  # seconds that a mail may take after trouble: the outbox tries again after a minute
ARTICLE_KEY = re.compile(r'data-article="(\d+)"')


@dataclass(frozen=True, slots=True)
class Result:
    """What a case did."""

    case: Case
    load: Load
    normal_after: float | None  # seconds since all was whole again; None for never
    lost: list[str]

    @property
    def is_good(self) -> bool:
        """Whether nobody missed what the house promises."""
        errors = self.load.seen["page"].count(ERROR) + self.load.seen["page"].count(AWAY)
        return errors <= self.case.may_fail and not self.lost and self.normal_after is not None


def try_case(stack: Stack, case: Case, article: int) -> Result:
    """Have a case happen under the load, and wait until all is as before."""
    with Load(stack.place.site, stack.place.desk, article) as load:
        time.sleep(BEFORE)
        case.happen(stack, load)
        whole_at = time.monotonic()
        while time.monotonic() < max(whole_at, load.last_trouble()) + QUIET:
            if time.monotonic() > whole_at + LONGEST:
                break
            time.sleep(0.2)
        is_normal = time.monotonic() >= load.last_trouble() + QUIET
        after = max(0.0, load.last_trouble() - whole_at)
    return Result(case, load, after if is_normal else None, load.lost(MAIL))


def line(result: Result) -> str:
    """A row of the table."""
    after = result.normal_after
    return " | ".join(
        [f"| {result.case.name:34}"]
        + [f"{told(result.load.seen[kind]):24}" for kind in KINDS]
        + [f"{'; '.join(result.lost) or 'nothing':8}"]
        + [f"{'never' if after is None else f'{after:.1f} s':7} |"]
    )


def told(seen: Seen) -> str:
    """How many answers of each sort, and the slowest."""
    found = {sort: seen.count(sort) for sort in (OK, GUEST, TOLD, AWAY, ERROR)}
    said = ", ".join(f"{number} {sort}" for sort, number in found.items() if number)
    return f"{said}; {seen.slowest:.1f} s"


def left_by_ctrl_c(where: Place) -> list[str]:
    """Start ``make stack``'s program, press Ctrl-C, and name every process that is still there."""
    environment = os.environ | {"PORT": str(where.port), "STACK_DIR": str(where.folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.stack"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout  # noqa: S101 - for the type checker
    for said in process.stdout:
        if "Ctrl-C" in said:
            break
    started = children(process.pid)
    process.send_signal(signal.SIGINT)
    process.wait(LONGEST)
    found = [command(pid) for pid in started]
    return [said for said in found if said] + ([] if started else ["nothing was started"])


def command(pid: int) -> str:
    """What a process was started as; empty when it is over."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def run(stack: Stack, cases: list[Case]) -> list[Result]:
    """Start a stack, try these cases, printing each row as it is known, and stop it."""
    results = []
    try:
        stack.start()
        found = ARTICLE_KEY.search(Visitor(stack.place.site).ask(ARTICLE).body)
        if found is None:
            raise SystemExit(f"{ARTICLE} does not say its number.")
        for case in cases:
            results.append(try_case(stack, case, int(found[1])))
            print(line(results[-1]), flush=True)
            for kind, seen in results[-1].load.seen.items():
                if seen.troubles:
                    print(f"    {kind}: {dict(seen.troubles)}", flush=True)
    finally:
        stack.stop()
    return results


def chosen(words: list[str]) -> tuple[list[Case], list[Case]]:
    """The cases with one of these words in their name, or all; those that need a disk apart."""
    cases = [
        case
        for case in CASES
        if not words or any(word.lower() in case.name.lower() for word in words)
    ]
    return (
        [case for case in cases if not case.fills_the_disk],
        [case for case in cases if case.fills_the_disk],
    )


def main() -> int:
    """Try the cases that are wanted; return the exit status."""
    where, (usual, filling) = place.chosen(), chosen(sys.argv[1:])
    if not cable.can_pull():
        for case in filter(lambda case: case.pulls_a_cable, usual):
            print(f"Not tried, since it takes root and nft: {case.name}")
        usual = [case for case in usual if not case.pulls_a_cable]
    print("| " + " | ".join(["what happens", *KINDS, "lost", "normal after"]) + " |")
    print("|---" * (len(KINDS) + 3) + "|", flush=True)
    results = run(Stack(where), usual) if usual else []
    if filling and disk.can_mount():
        with disk.small(where.folder / "small") as folder:
            results += run(Stack(replace(where, folder=folder)), filling)
    elif filling:
        print(f"Not tried, since only root may mount a disk: {filling[0].name}")
    left = left_by_ctrl_c(where) if usual else []
    print(f"Ctrl-C leaves {len(left) or 'no'} process{'es' if len(left) > 1 else ''}", *left)
    return 0 if not left and all(result.is_good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
