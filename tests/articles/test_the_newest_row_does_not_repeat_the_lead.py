"""The newest row has as many articles as it says, and not the one that leads the page."""

import pytest

from articles.front import front_of
from tests.factories import make_article, make_front, make_show

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lead", [0, 3])
def test_whether_the_lead_is_new_or_old(lead: int) -> None:
    show = make_show()
    articles = [make_article(show) for _ in range(4)]
    front = make_front()
    front.featured = articles[lead]
    front.rows = [{"type": "latest", "value": {"title": "Latest", "count": 2}}]
    shown = [card.article.pk for card in front_of(front).rows[0].cards]
    newest = [article.pk for article in reversed(articles) if article != articles[lead]]
    assert shown == newest[:2]
