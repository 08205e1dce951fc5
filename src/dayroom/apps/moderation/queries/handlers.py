"""Who may handle what, as far as the apps that own the things say."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from dayroom.apps.moderation.models import Case, DeskChoice
from dayroom.apps.moderation.ports import DESK_PARTS, SUBJECTS, DeskPart, SubjectCard
from dayroom.apps.moderation.rules import check_not_at_odds, check_not_flagged_by
from dayroom.apps.moderation.vocabulary import Choice, Handler
from dayroom.apps.people.queries import blocks_of
from dayroom.apps.people.vocabulary import MemberState, Role
from dayroom.platform.gates import SecondFactorNeeded

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def handler_of(member: Member) -> Handler:
    """What this member may handle. A steward needs a second factor; who is limited handles nothing."""
    if member.state == MemberState.LIMITED:
        return Handler(member_id=member.pk)
    scopes: dict[int, str] = {}
    for _kind, plug in SUBJECTS:
        scopes.update(plug.moderated_scopes(member.pk))
    is_steward = member.has_role(Role.STEWARD)
    if is_steward and not member.has_second_factor():
        raise SecondFactorNeeded()
    return Handler(member_id=member.pk, is_steward=is_steward, scopes=scopes)


def facts_of(case: Case) -> tuple[int | None, bool, int | None]:
    """(author, also behind a byline; is anonymous; scope), fresh from the app that owns the subject."""
    plug = SUBJECTS.get(case.subject_kind)
    if plug is None:
        return case.author_id, case.author_anonymous, case.scope_id
    author_id, anonymous, scope_id = plug.facts(case.subject_id)
    return author_id or case.author_id, anonymous or case.author_anonymous, scope_id or case.scope_id


def card_of(case: Case) -> SubjectCard | None:
    plug = SUBJECTS.get(case.subject_kind)
    return plug.card(case.subject_id) if plug else None


def stewards() -> list[int]:
    rows = get_user_model().objects.filter(role_grants__role=Role.STEWARD).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def moderators_of(kind: str, scope_id: int | None) -> list[int]:
    """Who is told first: the moderators of the place, or the stewards where there is none."""
    plug = SUBJECTS.get(kind)
    found = plug.moderators_of(scope_id) if plug and scope_id is not None else []
    return found or stewards()


def desk_parts(member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
    """What every app puts on this person's start page; what waits stands before what is only a door."""
    found = [part for _key, plug in DESK_PARTS for part in plug.parts(member_id, roles, now)]
    return sorted(found, key=lambda part: (not part.urgent, not part.count))


def check_no_conflict(handler: Handler, case: Case) -> None:
    """Raises OwnFlag and AtOdds for whoever may not judge this; their own words are refused before (``case_for``)."""
    check_not_flagged_by(handler, case.flags.filter(flagger_id=handler.member_id).values_list("flagger_id", flat=True))
    author_id, anonymous, _scope = facts_of(case)
    if author_id is not None and not anonymous:
        blocked = blocks_of(handler.member_id).filter(blocked_id=author_id).exists()
        check_not_at_odds(anonymous=anonymous, blocked=blocked)


def choice_of(member_id: int) -> Choice:
    """What this person leaves to others, and which places they look at."""
    row = DeskChoice.objects.filter(member_id=member_id).first()
    if row is None:
        return Choice()
    return Choice(skips=frozenset(row.skips.split()), scope_ids=frozenset(map(int, row.scope_ids.split())))
