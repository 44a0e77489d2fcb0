"""What Django refuses of strangers is a line for the operator, and no error with a trace."""

from __future__ import annotations

import io
import logging
import logging.config

import pytest
from django.test import Client

from fanmankind import logs


def _written(records: list[logging.LogRecord]) -> str:
    setting = logs.to_console("INFO", as_json=False)
    configured = logging.config.DictConfigurator(setting)
    setting["handlers"]["console"]["formatter"] = "line"
    configured.config["formatters"]["line"] = configured.configure_formatter(
        configured.config["formatters"]["line"]
    )
    stream = io.StringIO()
    handler = configured.configure_handler(setting["handlers"]["console"] | {"stream": stream})
    for record in records:
        handler.handle(record)
    return stream.getvalue()


@pytest.mark.parametrize("host", ["elsewhere.example", "x" * 5_000])
def test_another_name_for_the_site(caplog: pytest.LogCaptureFixture, host: str) -> None:
    assert Client().get("/accounts/login/", headers={"host": host}).status_code == 400
    assert any(record.levelno == logging.ERROR for record in caplog.records)
    [line] = _written(caplog.records).splitlines()
    assert " WARNING django.security.DisallowedHost " in line
    assert host[:200] in line
    assert len(line) < 500


def test_an_error_of_ours_keeps_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("fanmankind").error("It broke.", exc_info=RuntimeError("broken"))
    written = _written(caplog.records)
    assert " ERROR fanmankind " in written
    assert "RuntimeError: broken" in written
