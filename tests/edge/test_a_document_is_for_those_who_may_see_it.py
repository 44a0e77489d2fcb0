"""A document of a closed collection leads to the door, and no document has a second address."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from tests.edge import nginx
from tests.edge.asking import ask
from tests.edge.nginx import answering
from tests.needed import needs


def document(restriction: str = "") -> Document:
    """One in a collection of its own."""
    collection = Collection.get_first_root_node().add_child(name="Plans")
    if restriction:
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=restriction, password="open"
        )
    file = ContentFile(b"a plan", name="plan.pdf")
    made: Document = Document.objects.create(title="A plan", collection=collection, file=file)
    return made


@pytest.mark.django_db
def test_one_for_all_is_handed_out(client: Client) -> None:
    answer = client.get(document().url)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"a plan")


@pytest.mark.django_db
@pytest.mark.parametrize("restriction", ["login", "groups"])
def test_a_stranger_is_led_to_the_door(client: Client, restriction: str) -> None:
    address = document(restriction).url
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (
        302, f"/accounts/login/?next={address}",
    )  # fmt: skip
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.django_db
def test_whoever_is_signed_in_gets_it(client: Client) -> None:
    client.force_login(get_user_model().objects.create(email="a@example.org"))
    assert client.get(document("login").url).status_code == 200


@pytest.mark.django_db
def test_a_password_is_asked_for(client: Client) -> None:
    answer = client.get(document("password").url)
    assert answer.status_code == 200
    assert b"password" in answer.content
    assert b"a plan" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["{}", "/{}", "images/../{}", "./{}", "images\\..\\{}", "documents\\plan.pdf"]
)
def test_it_is_no_picture(client: Client, path: str) -> None:
    file = document().file
    assert Path(file.path).exists()
    assert client.get(f"/media/{path.format(file.name)}").status_code == 404


@needs(nginx.program(), "apt-get install nginx")
def test_nginx_hands_out_none_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "data" / "media" / "documents" / "plan.pdf"
    file.parent.mkdir(parents=True)
    file.write_text("a plan")
    site = answering()
    with site as there, nginx.before(f"http://127.0.0.1:{there.server_port}", tmp_path) as door:
        there.asked.clear()
        assert ask(door, "/media/documents/plan.pdf").body == b"1"
        assert ask(door, "/media/documents/plan.pdf").body == b"2"
