"""Real workers, a real mail server: nothing is sent twice, nothing is lost with a killed worker."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.accounts.mail_site import HELD, PATIENCE, Site, end, mail_site

pytestmark = pytest.mark.processes

MAILS = 60
DUE_NOW = f"UPDATE accounts_outboxmail SET due_at = '2020-01-01' WHERE \"to\" = '{HELD}'"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with mail_site(tmp_path, MAILS) as found:
        yield found


def _row(site: Site) -> tuple[bool, int, str]:
    [(delivered, attempts, text)] = site.sql(
        f"SELECT delivered, attempts, text FROM accounts_outboxmail WHERE \"to\" = '{HELD}'"
    )
    return bool(delivered), attempts, text


def test_they_share_lose_nothing_and_stop_between_mails(site: Site) -> None:
    server = site.server
    workers = [site.worker(), site.worker()]
    assert server.wait_for(MAILS)
    assert [end(worker) for worker in workers] == [0, 0]
    assert set(server.arrived.values()) == {1}
    assert len(server.arrived) == MAILS
    words = "text <> '' OR subject <> '' OR html <> ''"
    assert site.sql(f'SELECT "to" FROM accounts_outboxmail WHERE {words}') == [(HELD,)]

    # A worker that is killed in the middle of a mail: the lease keeps others away, for a while.
    site.sql(DUE_NOW)
    killed = site.worker()
    assert server.at_the_door.wait(PATIENCE)
    killed.send_signal(signal.SIGKILL)
    killed.wait(PATIENCE)
    assert _row(site) == (False, 1, "A secret word")
    assert site.sql("SELECT 1 FROM accounts_outboxmail WHERE due_at < CURRENT_TIMESTAMP "
                    "AND ended_at IS NULL") == []  # fmt: skip

    # The next worker takes it, and is asked to stop while it is at it: it finishes first.
    server.hold()
    site.sql(DUE_NOW)
    asked = site.worker()
    assert server.at_the_door.wait(PATIENCE)
    asked.send_signal(signal.SIGTERM)
    with pytest.raises(Exception, match="timed out"):
        asked.wait(0.3)
    server.let_through.set()
    assert asked.wait(PATIENCE) == 0
    assert _row(site) == (True, 2, "")
    assert len(server.ids[HELD]) == 1  # the same Message-ID, should the first have come through
