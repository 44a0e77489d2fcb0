"""One tap reports a spoiler where it was seen; without scripts the same link has a page for it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.readers import S3

THANKS = "Thank you. The newsroom looks into it."


def test_from_the_lead_and_with_more_words_if_one_likes(visit: Visit) -> None:
    page = visit().go("/")
    with page.expect_response("**/reading/reports/") as sent:
        page.locator(".lead [data-report]").click()
    body = sent.value.request.post_data_json
    assert sent.value.status == 201
    assert (body["place"], body["seen_at"]) == ("headline", "/")
    assert body["article"].isdigit()
    status = page.get_by_role("status").last
    expect(status).to_contain_text(THANKS)
    status.get_by_role("link", name="Say more").click()
    expect(page.get_by_label("What gave it away?")).to_be_visible()


def test_from_a_text(visit: Visit) -> None:
    page = visit().go(S3)
    with page.expect_response("**/reading/reports/") as sent:
        page.locator(".keep [data-report]").click()
    assert sent.value.request.post_data_json["place"] == "text"
    assert sent.value.request.post_data_json["seen_at"] == S3


def test_where_it_can_not_be_sent_the_page_opens(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go("/")
    page.route("**/reading/reports/", lambda route: route.fulfill(status=503))
    page.locator(".lead [data-report]").click()
    page.wait_for_url(re.compile(r"/reading/report/\?article=\d+&place=headline$"))
    visitor.watch.errors.clear()
