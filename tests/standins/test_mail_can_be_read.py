"""Mail arrives by SMTP and can be read as JSON and on pages."""

import threading

from bs4 import BeautifulSoup

from tests.standins.flows import Desk

LINK = "http://localhost:8000/accounts/password/reset/key/1-abc/"


def test_whole_as_json(desk: Desk) -> None:
    desk.send("a@x.example", "Grüße", f"Here: {LINK}\n", f'<p><a href="{LINK}">Here</a></p>\n')
    (mail,) = desk.mails()
    assert (mail["from"], mail["to"], mail["subject"]) == (
        "site@x.example", ["a@x.example"], "Grüße",
    )  # fmt: skip
    assert mail["text"] == f"Here: {LINK}\n"
    assert mail["html"] == f'<p><a href="{LINK}">Here</a></p>\n'
    assert ["X-Colour", "orange"] in mail["headers"]


def test_newest_first_and_by_address(desk: Desk) -> None:
    for to, subject in [("a@x.example", "1"), ("b@x.example", "2"), ("a@x.example", "3")]:
        desk.send(to, subject)
    assert [mail["subject"] for mail in desk.mails()] == ["3", "2", "1"]
    assert [mail["subject"] for mail in desk.mails(to="A@x.example")] == ["3", "1"]


def test_a_test_can_wait_for_it(desk: Desk) -> None:
    assert desk.mails(to="a@x.example", wait=0.05) == []
    sending = threading.Timer(0.1, desk.send, ["a@x.example"])
    sending.start()
    assert len(desk.mails(to="a@x.example", wait=10)) == 1
    sending.join()


def test_on_a_page_with_links_to_press(desk: Desk) -> None:
    desk.send("a@x.example", "<b>Reset</b>", f"Here: {LINK}. <i>Bye</i>", "<p>Hello</p>")
    listed = BeautifulSoup(desk.get("/mail/").text, "html.parser")
    link = listed.find("a", string="<b>Reset</b>")
    page = BeautifulSoup(desk.get(link["href"]).text, "html.parser")
    assert page.find("pre").find("a")["href"] == LINK
    assert page.find("i") is None
    frame = page.find("iframe")
    assert frame["sandbox"] == ["allow-top-navigation-by-user-activation"]
    html = desk.get(frame["src"])
    assert "<p>Hello</p>" in html.text
    assert "sandbox" in html.headers["Content-Security-Policy"]
    assert "X-Colour" in page.get_text()


def test_cleared(desk: Desk) -> None:
    desk.send("a@x.example")
    assert desk.post("/mail/clear").status_code == 303
    assert desk.mails() == []
    assert "No mail" in desk.get("/mail/").text


def test_an_unknown_one_is_not_found(desk: Desk) -> None:
    assert desk.get("/mail/999999/").status_code == 404
