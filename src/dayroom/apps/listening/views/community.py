"""How communities are doing: for those who look after them, and for those who look after all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dayroom.apps.listening.presenters import community as show
from dayroom.apps.listening.queries import community as queries
from dayroom.apps.people.vocabulary import Role
from dayroom.platform.gates import members_only

SEES_ALL = (Role.ANALYST, Role.STEWARD, Role.OWNER)


def _sees_all(request: HttpRequest) -> bool:
    return bool(request.user.has_role(*SEES_ALL) and request.user.has_second_factor())  # type: ignore[union-attr]  # gated


@members_only
@require_safe
def community_list(request: HttpRequest) -> HttpResponse:
    """Those one looks after; staff with a second factor see all of them."""
    rows = queries.communities_for(request.user.pk, sees_all=_sees_all(request))
    return render(
        request,
        "listening/community_list.html",
        {
            "rows": [(slug, name, show.headline(week), show.is_told(week)) for slug, name, week in rows],
            "heads": [label for label, _value in show.headline(None)],
        },
    )


@members_only
@require_safe
def community_show(request: HttpRequest, slug: str) -> HttpResponse:
    doing = queries.doing_of(slug, member_id=request.user.pk, sees_all=_sees_all(request))
    return render(
        request,
        "listening/community_show.html",
        {
            "doing": doing,
            "parts": show.parts_of(doing.weeks),
            "newest": doing.weeks[0] if doing.weeks else None,
        },
    )
