"""Nothing outside the folders of pictures and static files can be read."""

import pytest

from tests.edge.asking import ask_raw, is_designed

UP = [
    b"../", b"..%2f", b"%2e%2e/", b"%2e%2e%2f", b"..%5c", b"....//", b"%252e%252e%252f",
    b"images/../../", b"/", b"%2f", b"%c0%ae%c0%ae/", b"..%00/", b"./.././",
]  # fmt: skip
SECRETS = [b"db.sqlite3", b"secret-key", b"etc/passwd", b"manage.py"]


@pytest.mark.parametrize("folder", [b"/media/", b"/static/", b"/"])
@pytest.mark.parametrize("up", UP)
def test_there_is_no_way_up(served: str, folder: bytes, up: bytes) -> None:
    for secret in SECRETS:
        answer = ask_raw(served, folder + up * (6 if secret.startswith(b"etc") else 1) + secret)
        assert answer is not None
        assert answer.status in {301, 400, 404}
        assert b"SQLite format" not in answer.body
        assert b"root:" not in answer.body
        if answer.status != 301:
            assert is_designed(answer)


@pytest.mark.parametrize("folder", [b"/media/", b"/media/images/", b"/static/", b"/static/css/"])
def test_no_folder_is_listed(served: str, folder: bytes) -> None:
    answer = ask_raw(served, folder)
    assert answer is not None
    assert answer.status == 404
