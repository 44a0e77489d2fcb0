"""Two workers in processes of their own, at the same moment: every follower hears once."""

from pathlib import Path

import pytest

from tests.reading.workers import followed_site, work_together

pytestmark = pytest.mark.processes

FOLLOWERS = 40


def test_everybody_hears_once(tmp_path: Path) -> None:
    with followed_site(tmp_path, FOLLOWERS) as site:
        assert work_together(site, 2) == [0, 0]
        mails = site.sql("SELECT \"to\" FROM accounts_outboxmail WHERE purpose = 'alert'")
        waiting = site.sql("SELECT 1 FROM reading_alert WHERE sent_at IS NULL")
    assert len(mails) == len(set(mails)) == FOLLOWERS
    assert waiting == []
