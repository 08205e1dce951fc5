"""Wagtail's apps, as this site takes them: without the parts that are ours."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from wagtail.users.apps import WagtailUsersAppConfig


class EditorProfiles(WagtailUsersAppConfig):
    """The table of editor profiles without the screens for users and groups: people, roles and passwords are ours.

    Wagtail finds the screens by looking for ``wagtail_hooks`` inside an app's module. A module without a folder has
    none; models, templates and tags are found by name and stay.
    """

    def ready(self) -> None:
        super().ready()
        self.module = ModuleType(self.name)


def leave_to_the_desk(workflow_state: Any, user: Any = None) -> None:
    """The last approval publishes nothing by itself: the library's own actions look at everything once more."""
