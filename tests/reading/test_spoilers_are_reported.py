"""One press for everybody: on a page without JavaScript, or as JSON; limited, and stored once."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from reading.models import SpoilerReport
from tests.accounts.people import make_person, sign_in
from tests.articles import surfaces
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db
PAGE, NOUN = "/reading/report/", "/reading/reports/"


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def send(client: Client, **data: Any) -> int:
    return client.post(PAGE, {"place": "headline", **data}).status_code


def say(client: Client, data: object, **headers: str) -> int:
    answer = client.post(NOUN, data, content_type="application/json", headers=headers)
    assert answer["Content-Type"] == "application/json"
    return answer.status_code


def test_a_guest_reports_from_the_page(client: Client) -> None:
    article = make_article()
    shown = client.get(PAGE, {"article": article.pk, "place": "picture"}, headers={
        "Referer": f"http://localhost:8000{article.address}?utm=x"})  # fmt: skip
    html = shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert article.title in html
    assert article.revealing_headline not in html
    assert re.search(r'value="picture"[^>]* checked', html)
    assert f'value="{article.address}"' in html
    data = {"article": article.pk, "seen_at": article.address, "line": "The  picture\r\nshows it."}
    answer = client.post(PAGE, {"place": "picture", **data}, follow=True)
    assert "Thank you" in answer.content.decode()
    row = SpoilerReport.objects.get()
    assert (row.article, row.place, row.line) == (article, "picture", "The picture shows it.")
    assert (row.seen_at, row.user, row.settled_at) == (article.address, None, None)


def test_who_is_signed_in_is_noted(client: Client) -> None:
    user = make_person()
    sign_in(client, user)
    assert send(client) == 302
    assert SpoilerReport.objects.get().user == user


def test_the_pages_form_carries_a_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict) == 403
    token = strict.get(PAGE).cookies["csrftoken"].value
    assert send(strict, csrfmiddlewaretoken=token) == 302


def test_one_press_is_enough_whence_ever_one_comes(client: Client) -> None:
    article = make_article()
    front, page = surfaces.soup_of(client, "/"), surfaces.soup_of(client, article.url)
    from_card = front.select_one(".lead [data-report]")["href"]
    from_text = page.select_one(".keep [data-report]")["href"]
    asked = {from_card: "headline", from_text: "text", f"{PAGE}?article={article.pk}": "text",
             f"{PAGE}?article={article.pk}&place=moon": "text", PAGE: "elsewhere"}  # fmt: skip
    for address, place in asked.items():
        form = surfaces.soup_of(client, address).select_one("main form")
        assert [box["value"] for box in form.select("input[checked]")] == [place], address
        assert form.select("[required]:not([type=radio])") == []


@pytest.mark.parametrize("article", ["", "0", "x", "99999999", "9" * 50, "-1", "²", "\x00"])
def test_without_a_known_article_it_is_usable_all_the_same(client: Client, article: str) -> None:
    assert client.get(PAGE, {"article": article}).status_code == 200
    status = send(client, article=article)
    assert status in {302, 400}
    if status == 302:
        assert SpoilerReport.objects.get().article is None


def test_a_draft_is_not_given_away(client: Client) -> None:
    draft = make_draft()
    assert draft.title not in client.get(PAGE, {"article": draft.pk}).content.decode()
    assert send(client, article=draft.pk) == 302
    assert SpoilerReport.objects.get().article is None


@pytest.mark.parametrize(
    "seen_at",
    ["https://evil.example/a", "//evil.example", "javascript:alert(1)", "/\\evil", "http://[",
     "/" + "a" * 300],
)  # fmt: skip
def test_only_a_path_of_ours_is_kept(client: Client, seen_at: str) -> None:
    assert send(client, seen_at=seen_at) == 302
    assert SpoilerReport.objects.get().seen_at == ""


def test_wrong_input_is_said_at_the_form(client: Client) -> None:
    for data in ({"place": "moon"}, {"place": ""}, {"line": "x" * 281}):
        assert send(client, **data) == 400
    assert not SpoilerReport.objects.exists()


def test_the_same_again_is_taken_and_stored_once(client: Client) -> None:
    article, other = make_article(), make_article()
    for _ in range(2):
        assert send(client, article=article.pk) == 302
    for line in ("More", "Other words"):
        assert say(client, {"article": article.pk, "place": "headline", "line": line}) == 201
    assert SpoilerReport.objects.get().line == "More"
    send(client, article=other.pk)
    cache.clear()  # of the limit
    send(client, article=article.pk, place="picture")
    assert SpoilerReport.objects.count() == 3


def test_another_reader_of_the_same_network_counts(client: Client) -> None:
    article = make_article()
    send(client, article=article.pk)
    sign_in(client, make_person())
    send(client, article=article.pk)
    assert SpoilerReport.objects.count() == 2


def test_one_that_could_not_be_stored_may_be_sent_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(SpoilerReport.objects, "create", fail)
        with pytest.raises(RuntimeError):
            send(client)
    assert send(client) == 302
    assert SpoilerReport.objects.count() == 1


def test_a_network_sends_a_few_and_no_flood(client: Client) -> None:
    articles = [make_article() for _ in range(6)]
    statuses = [send(client, article=article.pk) for article in articles]
    assert statuses == [302] * 5 + [429]
    assert say(client, {}) == 429
    assert SpoilerReport.objects.count() == 5


def test_a_script_reports(client: Client) -> None:
    article = make_article()
    strict = Client(enforce_csrf_checks=True)
    own = {"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"}
    data = {"article": article.pk, "place": "text", "line": "It is said", "seen_at": "/x/"}
    assert say(strict, data, **own) == 201
    row = SpoilerReport.objects.get()
    assert (row.article, row.place, row.line, row.seen_at) == (article, "text", "It is said", "/x/")


def test_another_site_can_not_report_in_somebodys_name(client: Client) -> None:
    assert say(client, {}, Origin="https://evil.example") == 403
    assert say(client, {}, **{"Sec-Fetch-Site": "cross-site"}) == 403
    assert client.post(NOUN, {"place": "text"}).status_code == 403
    assert client.post(NOUN, "{}", content_type="text/plain").status_code == 403
    assert not SpoilerReport.objects.exists()


@pytest.mark.parametrize(
    ("data", "status"),
    [("{", 400), ("[]", 400), ("[" * 9000, 413), ({"line": "x" * 281}, 400),
     ({"place": "moon"}, 400), ({"place": ["text"]}, 400), ({"line": "a\x00b"}, 400),
     ({"line": "x" * 9000}, 413)],
)  # fmt: skip
def test_bad_json_is_a_clear_error(client: Client, data: object, status: int) -> None:
    assert say(client, data) == status
    assert not SpoilerReport.objects.exists()


def test_nothing_that_names_the_network_is_stored(client: Client) -> None:
    client.post(PAGE, {"place": "mail"}, REMOTE_ADDR="203.0.113.77")
    row = SpoilerReport.objects.get()
    stored = " ".join(str(getattr(row, field.attname)) for field in row._meta.fields)
    assert "203.0.113" not in stored


def test_which_place_of_a_page_it_was_is_kept(client: Client) -> None:
    for asked, kept in (
        ("/a-show/who/?through=s3&utm_source=x", "/a-show/who/?through=s3"),
        ("/a-show/who/?through=s4", "/a-show/who/?through=s4"),
        ("/search/?q=red+star&page=2", "/search/?q=red+star&page=2"),
        ("/search/?q=" + "a" * 300, "/search/"),
    ):
        assert say(client, {"place": "elsewhere", "seen_at": asked}) == 201
        assert SpoilerReport.objects.latest("pk").seen_at == kept
    assert SpoilerReport.objects.count() == 4


def test_a_page_up_to_a_place_has_the_way_to_it(client: Client) -> None:
    show = make_article().get_parent()
    for page in ("catch-up/", "who/"):
        soup = surfaces.soup_of(client, f"{show.url}{page}?through=s1")
        assert soup.select_one("[data-report]")["href"] == f"{PAGE}?place=elsewhere"
        assert not surfaces.soup_of(client, f"{show.url}{page}").select("[data-report]")


def test_wherever_a_card_stands_it_is_saved_and_reported(client: Client) -> None:
    article = make_article(title="The ending of the dunes")
    for address in (article.get_parent().url, "/search/?q=dunes"):
        soup = surfaces.soup_of(client, address)
        cards = soup.select(f"[data-article='{article.pk}']")
        assert cards, address
        assert all(c.select("[data-save]") and c.select("[data-report]") for c in cards), address
