"""What the network desk does to many communities at once. Never a query per community inside a request."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.indexing import index_topic
from dayroom.apps.communities.actions.memberships import mark_moderators
from dayroom.apps.communities.models import Community, Membership, RulesVersion, Topic
from dayroom.apps.communities.rules import membership as rules
from dayroom.apps.communities.rules.network import NewPlace, Template
from dayroom.apps.communities.vocabulary import COMMUNITY_KIND, MembershipRole, MembershipState
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import members_by_handles
from dayroom.kernel.ids import new_public_id
from dayroom.platform import markup
from dayroom.platform.jobs import enqueue

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

ROWS_AT_ONCE = 200
MEMBERS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of a table of communities."""

    made: int
    there_already: int


def open_many(*, by: Member, places: Sequence[NewPlace], template: Template, now: datetime) -> Opened:
    """Open every community of the table that is not there yet (by its address), with its moderator. Recorded once.

    Sending the same table again changes nothing. Raises Refused.
    """
    rules.check_can_network(by.roles, second_factor=by.has_second_factor())
    with transaction.atomic():
        there = set(Community.objects.filter(slug__in=[p.slug for p in places]).values_list("slug", flat=True))
        new = [place for place in places if place.slug not in there]
        law, welcome = markup.clean(template.rules), markup.clean(template.welcome)
        law_html, welcome_html = markup.render(law), markup.render(welcome)
        rows = Community.objects.bulk_create((
            Community(
                slug=place.slug, name=place.name, description=place.description, conditions=list(place.conditions),
                rules=law, rules_html=law_html, welcome=welcome, welcome_html=welcome_html, language=place.language,
                visibility=place.visibility, audience=place.audience, join_policy=place.join_policy,
                crisis_rules=template.crisis_rules, made_at=now, members_count=0,
            )
            for place in new
        ), batch_size=ROWS_AT_ONCE)
        _seat_moderators(rows, new, by=by, now=now)
        if law:
            sending = new_public_id()
            _keep_versions([(row, 1) for row in rows], sending=sending, by_id=by.pk, now=now)
        if rows:
            record(actor_id=by.pk, action="community.created_many", now=now,
                   facts={"made": len(rows), "there_already": len(there)})
    return Opened(made=len(rows), there_already=len(there))


def _seat_moderators(rows: Sequence[Community], places: Sequence[NewPlace], *, by: Member, now: datetime) -> None:
    members = members_by_handles(place.moderator for place in places if place.moderator)
    seats = [
        (row, members[place.moderator.lower()])
        for row, place in zip(rows, places, strict=True) if place.moderator.lower() in members
    ]
    Membership.objects.bulk_create((
        Membership(
            community=row, member_id=member.pk, state=MembershipState.ACTIVE, role=MembershipRole.MODERATOR, since=now,
            last_active_at=now,
        )
        for row, member in seats
    ), batch_size=ROWS_AT_ONCE)
    mark_moderators({member.pk for _row, member in seats})
    Community.objects.filter(pk__in=[row.pk for row, _member in seats]).update(members_count=1)
    # one notice for all their new places: forty notices at once help nobody
    tell(member_ids={member.pk for _row, member in seats}, kind=NoticeKind.STANDING, now=now, actor_id=by.pk)


def _keep_versions(
    rows: Sequence[tuple[Community, int]], *, sending: str, by_id: int, now: datetime
) -> None:
    RulesVersion.objects.bulk_create((
        RulesVersion(
            community=row, number=number, rules=row.rules, rules_html=row.rules_html, sending=sending,
            written_by_id=by_id, written_at=now,
        )
        for row, number in rows
    ), batch_size=ROWS_AT_ONCE)


def send_rules(*, by: Member, text: str, adding: bool, slugs: Collection[str] | None, now: datetime) -> int:
    """New rules for all communities, or for those named: in place of theirs, or below them. Returns how many changed.

    Each keeps a version, its members are told by a job, and the sending is recorded once. Those that have the text
    already are left alone, so sending twice is sending once.
    """
    rules.check_can_network(by.roles, second_factor=by.has_second_factor())
    law = markup.clean(text)
    if not law:
        return 0
    html = markup.render(law)
    with transaction.atomic():
        rows = Community.objects.filter(closed_at=None)
        if slugs is not None:
            rows = rows.filter(slug__in=list(slugs))
        changed = [row for row in rows.only("id", "rules", "rules_html") if _with_rules(row, law, html, adding=adding)]
        sending = new_public_id()
        last = dict(
            RulesVersion.objects.filter(community__in=[row.pk for row in changed])
            .values_list("community_id").annotate(Max("number"))
        )
        Community.objects.bulk_update(changed, ["rules", "rules_html"], batch_size=ROWS_AT_ONCE)
        _keep_versions([(row, last.get(row.pk, 0) + 1) for row in changed], sending=sending, by_id=by.pk, now=now)
        if changed:
            record(actor_id=by.pk, action="rules.sent", now=now,
                   facts={"communities": len(changed), "adding": adding, "sending": sending})
            enqueue("communities.tell_rules", sending=sending, actor_id=by.pk)
    return len(changed)


def _with_rules(row: Community, law: str, html: str, *, adding: bool) -> bool:
    """Whether the row's rules change by this text; if so they are changed in memory."""
    if row.rules == law or (adding and law in row.rules):
        return False
    if adding and row.rules:
        row.rules, row.rules_html = f"{row.rules}\n\n{law}", row.rules_html + html
    else:
        row.rules, row.rules_html = law, html
    return True


def tell_rules(*, sending: str, actor_id: int | None, now: datetime) -> int:
    """Tell the members of every community of a sending that its rules changed; a job's work. Returns how many."""
    told = 0
    for community_id in RulesVersion.objects.filter(sending=sending).values_list("community_id", flat=True):
        members = list(
            Membership.objects.filter(community_id=community_id, state=MembershipState.ACTIVE)
            .values_list("member_id", flat=True)
        )
        for at in range(0, len(members), MEMBERS_AT_ONCE):
            told += tell(
                member_ids=members[at : at + MEMBERS_AT_ONCE], kind=NoticeKind.RULES, now=now,
                subject=(COMMUNITY_KIND, community_id), scope_id=community_id, actor_id=actor_id,
            )
    return told


def reindex_community(*, community_id: int) -> int:
    """Index every topic of a community anew: who can read it has changed. A job's work. Returns how many posts."""
    topics = list(Topic.objects.filter(community_id=community_id).values_list("pk", flat=True))
    done = 0
    for topic_id in topics:
        with transaction.atomic():
            done += index_topic(topic_id)
    return done
