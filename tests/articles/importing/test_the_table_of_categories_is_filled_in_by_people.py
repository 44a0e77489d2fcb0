"""The table of categories: an administrator fills a row in; nobody adds or removes one."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import ArchiveTerm
from tests.articles.importing.exports import item, write_export
from tests.articles.importing.running import article, bring
from tests.articles.newsroom import sign_in
from tests.factories import make_show

pytestmark = pytest.mark.django_db


def test_it_is_listed_and_filled_in(client: Client, tmp_path: Path) -> None:
    show = make_show("Elsewhere")
    bring(write_export(tmp_path, item(1, terms=[("category", "other", "Other")])))
    sign_in(client)
    table: Any = client.get(reverse("archive_terms:index"))
    assert "Other" in table.content.decode()
    term = ArchiveTerm.objects.get()
    form = reverse("archive_terms:edit", args=[term.pk])
    answer: Any = client.post(form, {"show": show.pk, "kicker": "Recap"})
    assert answer.status_code == 302
    assert article(1).get_parent().pk == show.pk
    assert client.get(reverse("archive_terms:add")).status_code in {302, 403}
    assert client.get(reverse("archive_terms:delete", args=[term.pk])).status_code in {302, 403}
    sign_in(client, superuser=False)
    assert client.get(form).status_code in {302, 403}
