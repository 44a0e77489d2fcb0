"""Who may do what, out of the box: writers, editors, and one review between them.

Made once, by a migration, out of the two groups that Wagtail brings. What an operator changes
afterwards stays; and where the groups were changed before, nothing of it is touched.
Administrators need no group: it is a tick at the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WRITERS, EDITORS, REVIEW = "Writers", "Editors", "Review"


@dataclass(frozen=True, slots=True)
class Role:
    """What a group may do with pages, with files (pictures and documents), and with the rest."""

    pages: frozenset[str]
    files: frozenset[str]
    rest: frozenset[tuple[str, str]]  # app and codename


# Whoever may only add pages edits their own and no others; so it is with files.
ROLES = {
    WRITERS: Role(
        pages=frozenset({"add_page"}),
        files=frozenset({"add", "choose"}),
        rest=frozenset({("wagtailadmin", "access_admin")}),
    ),
    EDITORS: Role(
        pages=frozenset({"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}),
        files=frozenset({"add", "change", "choose"}),
        rest=frozenset(
            {
                ("wagtailadmin", "access_admin"),
                ("articles", "change_sitewords"),
                ("wagtailredirects", "add_redirect"),
                ("wagtailredirects", "change_redirect"),
                ("wagtailredirects", "delete_redirect"),
            }
        ),
    ),
}
# Wagtail's own groups, what they may do with pages as it makes them, and what becomes of them.
# The first goes before the second, which takes its name.
STOCK = {
    "Editors": (WRITERS, {"add_page", "change_page"}),
    "Moderators": (
        EDITORS,
        {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
    ),
}
STOCK_APPROVAL = "Moderators approval"


def make_roles(registry: Any) -> bool:
    """Make the two groups; return False where somebody has arranged groups their own way.

    ``registry`` gives the models: the migration's past ones, or today's.
    """
    groups = registry.get_model("auth", "Group")._default_manager
    found = {group.name: group for group in groups.filter(name__in=[*STOCK, WRITERS])}
    if WRITERS in found or not all(
        name not in found or _pages_of(found[name]) == pages for name, (_, pages) in STOCK.items()
    ):
        return False
    for stock, (name, _) in STOCK.items():
        group = found.get(stock) or groups.create(name=name)
        group.name = name
        group.save(update_fields=["name"])
        _allow(registry, group, ROLES[name])
    return True


def _pages_of(group: Any) -> set[str]:
    """What a group may do with all pages; nothing where it is a matter of some pages alone."""
    rows = group.page_permissions.values_list("page__depth", "permission__codename")
    return {codename for depth, codename in rows if depth == 1}


def _allow(registry: Any, group: Any, role: Role) -> None:
    """Let a group do exactly what its role may."""
    permissions = registry.get_model("auth", "Permission")._default_manager
    root = registry.get_model("wagtailcore", "Page")._default_manager.get(depth=1)
    files = registry.get_model("wagtailcore", "Collection")._default_manager.get(depth=1)
    group.permissions.set(
        permissions.get(content_type__app_label=app, codename=codename)
        for app, codename in sorted(role.rest)
    )
    group.page_permissions.all().delete()
    for codename in sorted(role.pages):
        permission = permissions.get(content_type__app_label="wagtailcore", codename=codename)
        group.page_permissions.create(page=root, permission=permission)
    group.collection_permissions.all().delete()
    for kind in ("image", "document"):
        for action in sorted(role.files):
            permission = permissions.get(
                content_type__app_label__in=["wagtailimages", "wagtaildocs"],
                codename=f"{action}_{kind}",
            )
            group.collection_permissions.create(collection=files, permission=permission)


def make_review(registry: Any) -> bool:
    """One review by the editors for every page; return False where there are other workflows."""
    workflows = registry.get_model("wagtailcore", "Workflow")._default_manager
    tasks = registry.get_model("wagtailcore", "GroupApprovalTask")._default_manager
    editors = registry.get_model("auth", "Group")._default_manager.filter(name=EDITORS)
    if not editors:
        return False
    if workflows.exists():
        stock = workflows.filter(name=STOCK_APPROVAL, workflow_tasks__task__name=STOCK_APPROVAL)
        if workflows.count() > 1 or not stock.update(name=REVIEW):
            return False
        tasks.filter(name=STOCK_APPROVAL).update(name=REVIEW)
        return True
    types = registry.get_model("contenttypes", "ContentType")._default_manager
    kind, _ = types.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = tasks.create(name=REVIEW, content_type=kind)
    task.groups.set(editors)
    review = workflows.create(name=REVIEW)
    steps = registry.get_model("wagtailcore", "WorkflowTask")._default_manager
    steps.create(workflow=review, task=task, sort_order=0)
    root = registry.get_model("wagtailcore", "Page")._default_manager.get(depth=1)
    pages = registry.get_model("wagtailcore", "WorkflowPage")._default_manager
    pages.create(workflow=review, page=root)
    return True
