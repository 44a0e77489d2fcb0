"""What is behind the newsroom's door is kept by nobody."""

import pytest

from tests.edge.asking import ask

DOORS = ["/cms/", "/cms/login/", "/cms/pages/", "/cms/no-such-place/", "/cms/api/main/pages/"]


@pytest.mark.parametrize("path", DOORS)
def test_strangers_answers_are_private(served: str, path: str) -> None:
    directives = ask(served, path).header("Cache-Control")
    assert {"private", "no-store"} <= {part.strip() for part in directives.split(",")}
    assert "s-maxage" not in directives


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/images/", "/styleguide/"])
def test_an_editors_answers_are_private(served: str, editor: str, path: str) -> None:
    answer = ask(served, path, headers={"Cookie": editor})
    assert answer.status == 200
    assert {"private", "no-store"} <= {
        part.strip() for part in answer.header("Cache-Control").split(",")
    }
    assert not answer.header("CDN-Cache-Control")


def test_a_stranger_is_sent_to_sign_in(served: str) -> None:
    answer = ask(served, "/cms/")
    assert (answer.status, answer.header("Location")) == (302, "/cms/login/?next=/cms/")


def test_the_session_cannot_be_read_by_scripts_or_sent_by_other_sites(
    served: str, editor: str
) -> None:
    assert "sessionid=" in editor
    morsels = ask(served, "/accounts/login/").headers.get_all("Set-Cookie", [])
    assert morsels
    assert all("SameSite=Lax" in morsel for morsel in morsels)
