"""Which scenes there are, and which of them this site can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.queries import members_by_handles
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

CAST = ("ann", "carl", "mo")
PRESSES_MOST, PRESSES_SECONDS = 60, 600  # buttons one visitor may press in ten minutes; ours, 2026-11-21


@dataclass(frozen=True, slots=True)
class Scene:
    """One page of the tour."""

    url_name: str
    title: Promise
    needs_demo: bool


SCENES = (
    Scene("tour", _("Your own text through the guard"), needs_demo=False),
    Scene("tour-reply", _("Dr Okoye’s reply"), needs_demo=False),
    Scene("tour-ask", _("Ask a professional"), needs_demo=False),
    Scene("tour-plain", _("A page a patient can read"), needs_demo=False),
    Scene("tour-myth", _("A myth, a question, an answer"), needs_demo=True),
    Scene("tour-answer", _("A question finds its answer"), needs_demo=True),
    Scene("tour-sight", _("Who sees what"), needs_demo=True),
    Scene("tour-withdraw", _("Take it back"), needs_demo=True),
    Scene("tour-card", _("A chart in a post, taken back"), needs_demo=True),
    Scene("tour-channels", _("One text, many channels, one approval"), needs_demo=True),
    Scene("tour-alert", _("One alert: from the desk to Ann’s phone"), needs_demo=True),
    Scene("tour-worry", _("A worry rises on the map"), needs_demo=True),
)


def demo_cast() -> dict[str, Member]:
    """Ann, Carl and Mo, where the made-up people live; empty on every other site."""
    if not settings.DEMO_MODE or settings.PRODUCTION:
        return {}
    found = members_by_handles(CAST)
    return found if len(found) == len(CAST) else {}


def open_scenes(*, with_demo: bool) -> list[Scene]:
    return [scene for scene in SCENES if with_demo or not scene.needs_demo]


def frame(url_name: str, *, with_demo: bool) -> dict[str, object]:
    """What every page of the tour needs: its place among the others, and the ways on."""
    shown = open_scenes(with_demo=with_demo)
    at = next(index for index, scene in enumerate(shown) if scene.url_name == url_name)
    return {
        "scene": shown[at], "number": at + 1, "total": len(shown),
        "before": shown[at - 1] if at else None, "after": shown[at + 1] if at + 1 < len(shown) else None,
    }


def count_press(request: HttpRequest, *, now: datetime) -> None:
    """The tour is open to all, so that its buttons are counted; raises TooMany."""
    spend(what="tour", who=_caller(request), most=PRESSES_MOST, per_seconds=PRESSES_SECONDS, now=now)


def _caller(request: HttpRequest) -> str:
    """The address the request came from; behind our own proxy, the one that the proxy saw."""
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")
