"""The style guide: everything in every state, and only for those who work here."""

from tests.edge.asking import ask, is_designed


def test_a_stranger_finds_nothing(served: str) -> None:
    answer = ask(served, "/styleguide/")
    assert answer.status == 404
    assert is_designed(answer)


def test_an_invented_session_finds_nothing(served: str) -> None:
    cookie = {"Cookie": "sessionid=0123456789abcdefghijklmnopqrstuv"}
    assert ask(served, "/styleguide/", headers=cookie).status == 404


def test_an_editor_sees_every_component(served: str, editor: str) -> None:
    page = ask(served, "/styleguide/", headers={"Cookie": editor})
    assert page.status == 200
    for name in ("thirty", "contents", "end-card", "veil", "fates", "video", "quote", "timeline",
                 "then-now", "question", "product", "pager", "lead", "show-card"):  # fmt: skip
        assert f'class="{name}' in page.text or f" {name}" in page.text, name


def test_it_is_kept_out_of_search_engines(served: str, editor: str) -> None:
    page = ask(served, "/styleguide/", headers={"Cookie": editor})
    assert '<meta name="robots" content="noindex">' in page.text
