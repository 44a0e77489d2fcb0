"""The front page: faults by form and JSON, records, and starting afresh."""

import pytest
from bs4 import BeautifulSoup

from standins.faults import CHOICES, NUMBERS
from tests.standins.flows import Desk


def test_every_fault_is_on_the_front_page(desk: Desk) -> None:
    page = BeautifulSoup(desk.get("/").text, "html.parser")
    for name, values in CHOICES.items():
        options = page.find("select", {"name": name}).find_all("option")
        assert [option.get_text() for option in options] == list(values)
    for name in NUMBERS:
        assert page.find("input", {"name": name})


def test_its_form_switches(desk: Desk) -> None:
    assert desk.post("/faults", data={"google_token": "hang"}).status_code == 303
    assert desk.get("/faults").json()["google_token"] == "hang"
    page = BeautifulSoup(desk.get("/").text, "html.parser")
    chosen = page.select_one("select[name=google_token] option[selected]")
    assert chosen.get_text() == "hang"


@pytest.mark.parametrize(
    "wrong",
    [{"no_such": "x"}, {"google_token": "x"}, {"mail_delay_ms": -1}, {"hang_seconds": 9999}, []],
    ids=str,
)
def test_nonsense_changes_nothing(desk: Desk, wrong: object) -> None:
    before = desk.get("/faults").json()
    assert desk.post("/faults", json=wrong).status_code == 400
    assert desk.get("/faults").json() == before


def test_a_reset_forgets_everything(desk: Desk) -> None:
    before = desk.get("/faults").json()
    code = desk.apple_answer({"person": "ada"})["code"]
    desk.send("a@x.example")
    desk.verify("any")
    desk.switch(google_token="500", mail_delay_ms=1)
    desk.post("/reset")
    assert desk.mails() == []
    assert not any(desk.records().values())
    assert desk.get("/faults").json() == before
    assert desk.apple_tokens(code).status_code == 400
    assert "user" in desk.apple_answer({"person": "ada"})


def test_another_name_for_this_machine_reads_nothing(desk: Desk) -> None:
    assert desk.get("/mail.json", headers={"Host": "attacker.example"}).status_code == 400
