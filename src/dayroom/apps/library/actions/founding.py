"""The shelf, the two steps and the group of the editor: made when they are first needed, and found ever after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowTask,
)

from dayroom.apps.library.models import LibraryRoot, ReviewTask
from dayroom.apps.library.vocabulary.articles import EDITORS_GROUP, Step

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

WORKFLOW_NAME = "Clinical and plain-language review"
STEPS = ((Step.CLINICAL, "Clinical review"), (Step.PLAIN, "Plain-language review"))
# writing and saving drafts; nobody publishes from the editor
PAGE_RIGHTS = ("add_page", "change_page")
PICTURE_RIGHTS = ("add_image", "change_image", "choose_image")


def library_root() -> LibraryRoot:
    """The shelf; with it come the locale, the site, the steps and the group. Safe to call again."""
    _locale()
    found = LibraryRoot.objects.first()
    return found if found is not None else _found()


def _locale() -> None:
    """Pages ask for the site's own language; an operator may have chosen another one since the shelf was made."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)


def review_workflow() -> Workflow:
    library_root()
    return Workflow.objects.get(name=WORKFLOW_NAME)


def editors_group() -> Group:
    library_root()
    return Group.objects.get(name=EDITORS_GROUP)


@transaction.atomic
def _found() -> LibraryRoot:
    top = Page.objects.filter(depth=1).first()
    if top is None:
        top = Page.add_root(title="Root", slug="root")
    # what Wagtail's own migrations put there to greet whoever starts it
    Page.objects.child_of(top).filter(slug="home", content_type__model="page").delete()
    top.refresh_from_db()
    root: LibraryRoot = top.add_child(instance=LibraryRoot(title="Library", slug="library"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=root, is_default_site=True, site_name=settings.SITE_NAME)
    _make_steps()
    _make_group(root)
    return root


def _make_steps() -> None:
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if not made:
        return
    for place, (step, name) in enumerate(STEPS):
        task: Task = ReviewTask.objects.create(name=name, step=step)
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=place)


def _make_group(root: LibraryRoot) -> None:
    group, _made = Group.objects.get_or_create(name=EDITORS_GROUP)
    admin = ContentType.objects.get(app_label="wagtailadmin", model="admin")
    group.permissions.add(*Permission.objects.filter(content_type=admin, codename="access_admin"))
    for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=root.page_ptr, permission=right)
    shelf = Collection.objects.filter(depth=1).first() or Collection.add_root(name="Root")
    for right in Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=PICTURE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=shelf, permission=right)


def let_in(member: Member) -> None:
    """The gate has looked at role and second factor; the editor itself asks for the group."""
    _locale()
    if not member.groups.filter(name=EDITORS_GROUP).exists():
        member.groups.add(editors_group())
