"""Ending mail by the link in it: by POST, without a cookie, for ever, and telling nothing."""

import pytest
from django.test import Client

from articles.models import Show
from reading.models import Alert, Follow
from reading.unsubscribing import EVERY_SHOW, token_for
from tests.accounts.people import make_person
from tests.factories import episode_of, make_show
from tests.reading.following import mails, make_follower, publish

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def stranger() -> Client:
    """A mailbox: no cookie, and CSRF is checked."""
    return Client(enforce_csrf_checks=True)


def page(user: int, show: int) -> str:
    return f"/reading/unsubscribe/{token_for(user, show)}/"


def test_a_mailboxes_post_ends_that_shows_mail_alone(stranger: Client) -> None:
    one, two = make_show(), make_show()
    user = make_follower(one)
    Follow.objects.create(user=user, show=two)
    other = make_follower(one)
    for _ in range(2):
        assert stranger.post(page(user.pk, one.pk), ONE_CLICK).status_code == 200
    left = Follow.objects.values_list("user", "show")
    assert set(left) == {(user.pk, two.pk), (other.pk, one.pk)}


def test_the_address_in_the_mail_works_as_it_is(stranger: Client) -> None:
    show = make_show()
    make_follower(show, episode_of(show, 2, 3))
    publish(show)
    [mail] = mails()
    path = mail.headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    assert stranger.post(path, ONE_CLICK).status_code == 200
    assert not Follow.objects.exists()


def test_a_digests_address_ends_all_of_it(stranger: Client) -> None:
    one, two = make_show(), make_show()
    user = make_follower(one)
    Follow.objects.create(user=user, show=two)
    other = make_follower(one)
    stranger.post(page(user.pk, EVERY_SHOW), ONE_CLICK)
    assert list(Follow.objects.values_list("user", flat=True)) == [other.pk]


def test_what_waited_to_be_sent_goes_too(stranger: Client) -> None:
    show = make_show()
    user = make_follower(show, episode_of(show, 1, 1))
    publish(show, 1, 3)
    assert mails() == []
    stranger.post(page(user.pk, show.pk))
    assert not Alert.objects.exists()


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_it_changes_nothing(stranger: Client, method: str) -> None:
    show = make_show()
    user = make_follower(show)
    answer = getattr(stranger, method)(page(user.pk, show.pk))
    assert answer.status_code == 200
    assert Follow.objects.count() == 1


def test_other_methods_are_refused(stranger: Client) -> None:
    show = make_show()
    user = make_follower(show)
    for method in ("put", "delete", "patch"):
        assert getattr(stranger, method)(page(user.pk, show.pk)).status_code == 405
    assert Follow.objects.count() == 1


def test_the_page_is_private_strict_and_sets_no_cookie(stranger: Client) -> None:
    show = make_show()
    user = make_follower(show)
    for answer in (stranger.get(page(user.pk, show.pk)), stranger.post(page(user.pk, show.pk))):
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "form-action 'self';" in answer["Content-Security-Policy"] + ";"
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        assert not answer.cookies


def test_it_is_the_same_whether_somebody_follows_or_is_gone(stranger: Client) -> None:
    show = make_show()
    follower, other, gone = make_follower(show), make_person(), 10**6
    for method in (stranger.get, stranger.post):
        pages = set()
        for user in (follower.pk, other.pk, gone):
            path = page(user, show.pk)
            pages.add(method(path).content.replace(path.encode(), b"here"))
        assert len(pages) == 1
        assert follower.email.encode() not in pages.pop()


def tampered(token: str) -> list[str]:
    value, _, signature = token.partition(".")
    user, _, show = value.partition("-")
    return [
        f"{int(user) + 1}-{show}.{signature}", f"{user}-0.{signature}", value, f"{value}.",
        f"{value}.{signature[:-1]}", "x", ".", "1-2.3", "%00", f"{signature}.{value}", "a" * 3000,
    ]  # fmt: skip


def test_a_forged_one_finds_a_designed_page_and_changes_nothing(stranger: Client) -> None:
    show = make_show()
    user = make_follower(show)
    for token in tampered(token_for(user.pk, show.pk)):
        for method in (stranger.get, stranger.post):
            answer = method(f"/reading/unsubscribe/{token}/")
            assert answer.status_code == 404, token
            assert b"Nothing ends here" in answer.content
    assert Follow.objects.count() == 1


def test_a_signature_for_something_else_is_none_here(stranger: Client) -> None:
    from django.core.signing import Signer

    show: Show = make_show()
    user = make_follower(show)
    other = Signer(sep=".", salt="another").sign(f"{user.pk}-{show.pk}")
    assert stranger.post(f"/reading/unsubscribe/{other}/").status_code == 404


def test_it_works_after_years_and_when_the_show_is_gone(stranger: Client) -> None:
    import time_machine

    show = make_show()
    user = make_follower(show)
    path = page(user.pk, show.pk)
    with time_machine.travel("2045-01-01"):
        assert stranger.post(path).status_code == 200
    assert not Follow.objects.exists()
    show.delete()
    assert stranger.get(path).status_code == 200
    assert stranger.post(path).status_code == 200
