"""The two groups and the review are there from the start, and stay as an operator has them."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupPagePermission, Page, Workflow

from articles.newsroom.roles import EDITORS, STOCK, WRITERS, make_review, make_roles
from tests.articles.newsroom import make_workflow

pytestmark = pytest.mark.django_db


def _pages_of(name: str) -> set[str]:
    rows = GroupPagePermission.objects.filter(group__name=name)
    return set(rows.values_list("permission__codename", flat=True))


def _as_wagtail_has_it() -> None:
    Group.objects.all().delete()
    for name, (_, codenames) in STOCK.items():
        group = Group.objects.create(name=name)
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=codenames
        ):
            GroupPagePermission.objects.create(
                group=group, page=Page.get_first_root_node(), permission=permission
            )


def test_wagtails_groups_become_them_and_keep_their_people(django_user_model) -> None:
    _as_wagtail_has_it()
    person = django_user_model.objects.create_user("will@fanmankind.example")
    person.groups.add(Group.objects.get(name="Editors"))
    assert make_roles(apps)
    assert set(Group.objects.values_list("name", flat=True)) == {WRITERS, EDITORS}
    assert _pages_of(WRITERS) == {"add_page"}
    assert "publish_page" in _pages_of(EDITORS)
    assert [group.name for group in person.groups.all()] == [WRITERS]


def test_writers_edit_no_pictures_of_others() -> None:
    root = Collection.get_first_root_node()
    found = {
        name: set(
            Group.objects.get(name=name)
            .collection_permissions.filter(collection=root)
            .values_list("permission__codename", flat=True)
        )
        for name in (WRITERS, EDITORS)
    }
    assert found[WRITERS] == {"add_image", "choose_image", "add_document", "choose_document"}
    assert found[EDITORS] - found[WRITERS] == {"change_image", "change_document"}


def test_what_an_operator_changed_stays() -> None:
    Group.objects.get(name=WRITERS).page_permissions.all().delete()
    assert not make_roles(apps)
    assert _pages_of(WRITERS) == set()


def test_groups_that_were_arranged_before_are_left_alone() -> None:
    _as_wagtail_has_it()
    Group.objects.get(name="Editors").page_permissions.all().delete()
    assert not make_roles(apps)
    assert set(Group.objects.values_list("name", flat=True)) == set(STOCK)


def test_there_is_one_review_by_the_editors_for_every_page() -> None:
    assert make_review(apps)
    workflow = Page.get_first_root_node().get_workflow()
    [task] = workflow.tasks
    assert (workflow.name, task.name) == ("Review", "Review")
    assert [group.name for group in task.specific.groups.all()] == [EDITORS]


def test_another_workflow_stays_the_only_one() -> None:
    make_workflow()
    assert not make_review(apps)
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Editing"]
