"""What is put right in databases that are older than the program."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.core.exceptions import FieldDoesNotExist

from dayroom.apps.communities.actions.memberships import mark_all_moderators


def fill_moderators(sender: object, apps: Apps | None = None, **_more: Any) -> None:
    """After ``dayroom migrate``: whoever looks after a place has the mark by which their menu shows the desk.

    The mark stands with the member (below), the places stand here (above): no migration of either reaches both.
    """
    if apps is None:
        return  # after "flush", which names no state: the tables are empty
    try:
        apps.get_model("people", "Member")._meta.get_field("moderates")
        apps.get_model("communities", "Membership")
    except (LookupError, FieldDoesNotExist):
        return  # on the way back to an older state
    mark_all_moderators()
