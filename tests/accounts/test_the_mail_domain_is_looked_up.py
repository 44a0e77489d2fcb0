"""Whether others believe our mail is asked of the DNS, and told in words."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.mail_domain import check_mail_domain
from tests.accounts.name_server import name_server

KEY = "v=DKIM1; k=rsa; p=" + "A" * 300
RIGHT = {
    "mail.reader.example": ["unrelated", "v=spf1 include:sender.example -all"],
    "s1._domainkey.mail.reader.example": [KEY],
    "_dmarc.mail.reader.example": ["v=DMARC1; p=reject; rua=mailto:a@reader.example"],
}


@pytest.fixture(autouse=True)
def _sender(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Endings <hello@mail.reader.example>"


def _found(changed: dict[str, list[str]], selector: str = "s1") -> dict[str, tuple[Any, str]]:
    records = {name: texts for name, texts in (RIGHT | changed).items() if texts}
    with name_server(records) as server:
        findings = check_mail_domain(selector, server)
    return {finding.name: (finding.works, finding.words) for finding in findings}


def test_all_three_are_right() -> None:
    found = _found({})
    assert [works for works, _ in found.values()] == [True, True, True], found


@pytest.mark.parametrize(
    ("changed", "name", "works", "words"),
    [
        ({"mail.reader.example": ["x"]}, "SPF", None, "no record at mail.reader.example"),
        ({"mail.reader.example": ["v=spf1 -all", "v=spf1 ~all"]}, "SPF", False, "2 records"),
        ({"mail.reader.example": ["v=spf1 +all"]}, "SPF", False, "lets everybody send"),
        ({"s1._domainkey.mail.reader.example": []}, "DKIM", False, "no record at s1._domainkey"),
        ({"s1._domainkey.mail.reader.example": ["v=DKIM1; p="]}, "DKIM", False, "withdrawn"),
        ({"_dmarc.mail.reader.example": []}, "DMARC", False, "begin with v=DMARC1"),
        ({"_dmarc.mail.reader.example": ["v=DMARC1; sp=none"]}, "DMARC", False, "no p="),
        (
            {
                "_dmarc.mail.reader.example": [],
                "_dmarc.reader.example": ["v=DMARC1; p=quarantine"],
            },
            "DMARC",
            True,
            "asks for quarantine at _dmarc.reader.example",
        ),
    ],
)
def test_what_is_wrong_is_told(
    changed: dict[str, list[str]], name: str, works: bool | None, words: str
) -> None:
    found = _found(changed)
    assert found[name][0] is works
    assert words in found[name][1]
    assert all(other[0] for key, other in found.items() if key != name)


def test_without_a_selector_the_key_is_not_looked_for() -> None:
    works, words = _found({}, selector="")["DKIM"]
    assert works is None
    assert "--dkim" in words


@pytest.mark.parametrize("server", ["127.0.0.1:9", "no.server.example"])
def test_a_name_server_that_does_not_answer_is_told(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.mail_domain.PATIENCE", 0.1)
    [finding] = check_mail_domain("s1", server)
    assert finding.works is False
    assert "can't be looked up for mail.reader.example" in finding.words
