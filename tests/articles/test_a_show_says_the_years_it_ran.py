"""The years of a show, written as a reader writes them."""

import pytest

from articles.models import Show


@pytest.mark.parametrize(
    ("kind", "first", "last", "years"),
    [
        ("series", None, None, ""),
        ("series", 2019, None, "since 2019"),
        ("series", 1967, 1968, "1967–68"),
        ("series", 2001, 2005, "2001–05"),
        ("series", 1998, 2003, "1998–2003"),
        ("series", 2020, 2020, "2020"),
        ("film", 1968, None, "1968"),
        ("film", 1968, 1968, "1968"),
    ],
)
@pytest.mark.django_db  # A page looks up its content type when it is made.
def test_years(kind: str, first: int | None, last: int | None, years: str) -> None:
    assert Show(kind=kind, first_year=first, last_year=last).years == years
