"""A page names some twenty files; the address of each is worked out once, until they change."""

from __future__ import annotations

import pytest

from fanmankind.edge.static_storage import SiteStaticFilesStorage


@pytest.fixture
def storage(tmp_path, settings) -> SiteStaticFilesStorage:
    settings.STATIC_ROOT = str(tmp_path)
    made = SiteStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    made.hashed_files = {"js/a.js": "js/a.1.js"}
    return made


def test_it_is_looked_up_once(storage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert storage.url("js/a.js") == "/static/js/a.1.js"
    monkeypatch.setattr(storage, "stored_name", None)
    assert storage.url("js/a.js") == "/static/js/a.1.js"


def test_new_files_have_new_addresses(storage) -> None:
    assert storage.url("js/a.js") == "/static/js/a.1.js"
    list(storage.post_process({}))
    storage.hashed_files = {"js/a.js": "js/a.2.js"}
    assert storage.url("js/a.js") == "/static/js/a.2.js"


def test_while_developing_the_file_has_its_own_name(storage, settings) -> None:
    settings.DEBUG = True
    assert storage.url("js/a.js") == "/static/js/a.js"
