"""A case is good where readers of kept pages saw no trouble, and nothing accepted is lost."""

from __future__ import annotations

import pytest

from deploy.chaos.__main__ import Result, told
from deploy.chaos.cases import CASES, Case
from deploy.chaos.load import AWAY, ERROR, GUEST, OK, TOLD, Load, sort_of
from deploy.chaos.visitor import Answer, Trouble, Visitor

SITE = "http://localhost:1"


def result(*page: str, lost: tuple[str, ...] = (), after: float | None = 0.0) -> Result:
    """What a case did, of which a web process's own open request may fail."""
    load = Load(SITE, SITE, 1)
    load.seen["page"].answers = list(enumerate(page))
    return Result(Case("a case", lambda *_: None, may_fail=1), load, after, list(lost))


def test_all_well() -> None:
    assert result(OK, OK).is_good


@pytest.mark.parametrize("trouble", [ERROR, AWAY])
def test_no_more_than_the_open_requests_may_fail(trouble: str) -> None:
    assert result(OK, trouble).is_good
    assert not result(trouble, OK, trouble).is_good


def test_what_is_lost_or_stays_broken_is_not_good() -> None:
    assert not result(OK, lost=("a mail",)).is_good
    assert not result(OK, after=None).is_good


def test_every_sort_is_told_that_was_seen() -> None:
    seen = result(OK, GUEST, TOLD, AWAY, ERROR).load.seen["page"]
    assert told(seen).startswith("1 ok, 1 as a guest, 1 told, 1 503, 1 error; ")
    assert (seen.last_trouble(), result(OK).load.last_trouble()) == (4, 0.0)


def test_the_designed_page_is_one_sort_and_any_other_trouble_an_error() -> None:
    page = "<h1>Back in a moment</h1>"
    assert sort_of(Answer(503, page, retry_after="10")) == AWAY
    for other in (Answer(503, page), Answer(503, "nginx", "10"), Answer(502, page, "10")):
        with pytest.raises(Trouble, match=f"status {other.status}"):
            sort_of(other)


def test_everybody_comes_from_an_address_of_their_own() -> None:
    found = {Visitor(SITE).source for _ in range(600)}
    assert len(found) == 600


def test_no_answer_is_trouble() -> None:
    with pytest.raises(Trouble, match="ConnectionRefusedError"):
        Visitor(SITE).ask("/")


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 10
