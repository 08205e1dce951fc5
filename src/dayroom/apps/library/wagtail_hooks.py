"""What the editor shows of itself: writing and saving. Every step to the readers is taken on our desk."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import wagtail_hooks as editing
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets import AdminDateInput

# moving, deleting and publishing many pages at once is closed (views.editor), so it is not offered either
bulk_action_registry.has_scanned_for_bulk_actions = True
# the filters of lists and histories: the editor's own calendar needs a script inside the page
AdminDateInput.template_name = "library/editor_day.html"
AdminDateInput.input_type = "date"


def never_shown(button: Any, user: Any) -> bool:
    return False


for closed in (
    editing.PageListingCopyButton, editing.PageListingDeleteButton, editing.PageListingMoveButton,
    editing.PageListingUnpublishButton, editing.PageListingSortMenuOrderButton,
):
    closed.is_shown = never_shown

SHOWN_MENU = {"images"}  # articles are found on our desk


@hooks.register("construct_page_action_menu")
def only_save(menu_items: list[Any], request: Any, context: Any) -> None:
    """Sending, approving and publishing have a page of their own, with the evidence beside the text."""
    menu_items[:] = [item for item in menu_items if type(item).__name__ == "SaveDraftMenuItem"]


@hooks.register("construct_main_menu")
def only_writing(request: Any, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name in {*SHOWN_MENU, "library-desk"}]


@hooks.register("register_admin_menu_item")
def to_the_desk() -> MenuItem:
    return MenuItem(_("To the desk"), reverse("library-desk"), name="library-desk", icon_name="arrow-left", order=1)


@hooks.register("insert_global_admin_css")
def editor_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("dayroom/editor.css"))


@hooks.register("construct_admin_api")
def name_documents(router: Any) -> None:
    """The editor's pages name the address of an app that is not installed here; behind our gate it answers 404."""
    router.register_endpoint("documents", PagesAdminAPIViewSet)
