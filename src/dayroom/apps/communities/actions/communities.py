"""Open a community, look after its words, change who can read it, close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.memberships import check_may_be_handed, make_moderator
from dayroom.apps.communities.models import Community, RulesVersion
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import membership as rules
from dayroom.apps.communities.vocabulary import COMMUNITY_KIND, Audience, JoinPolicy, Visibility
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import member_by_id
from dayroom.apps.people.vocabulary import SECOND_FACTOR_ROLES
from dayroom.kernel.errors import Conflict, Invalid
from dayroom.kernel.ids import new_public_id
from dayroom.platform import markup
from dayroom.platform.jobs import enqueue

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

SLUG_MAX = 60


@dataclass(frozen=True, slots=True)
class About:
    """What a community says about itself, as it was typed."""

    name: str
    description: str
    conditions: tuple[str, ...] = ()
    rules: str = ""
    welcome: str = ""
    language: str = "en"
    join_policy: str = JoinPolicy.OPEN
    crisis_rules: bool = False

    def columns(self) -> dict[str, Any]:
        """The row's values: cleaned, and the Markdown rendered once."""
        words = [markup.clean_line(word)[:60] for word in self.conditions]
        law, welcome = markup.clean(self.rules), markup.clean(self.welcome)
        return {
            "name": markup.clean_line(self.name)[:80], "description": markup.clean_line(self.description)[:600],
            "conditions": list(dict.fromkeys(word for word in words if word))[:20],
            "rules": law, "rules_html": markup.render(law), "welcome": welcome, "welcome_html": markup.render(welcome),
            "language": self.language, "join_policy": self.join_policy, "crisis_rules": self.crisis_rules,
        }


def free_slug(name: str) -> str:
    """An address made of the name; with a number when it is taken."""
    base = slugify(name)[: SLUG_MAX - 4] or "community"
    taken = set(Community.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def create_community(
    *, by: Member, about: About, now: datetime, visibility: str = Visibility.PUBLIC,
    audience: str = Audience.EVERYONE, slug: str = "", moderator_id: int | None = None,
) -> Community:
    """Open a community with somebody who looks after it (the one who opens it, if nobody else is named). Recorded."""
    rules.check_can_create(
        by.roles, second_factor=by.has_second_factor(), audience=audience, young_allowed=settings.YOUNG_COMMUNITIES
    )
    rules.check_place(visibility=visibility, audience=audience, policy=about.join_policy)
    if audience == Audience.YOUNG and moderator_id:
        rules.check_led_by_staff(member_by_id(moderator_id).has_role(*SECOND_FACTOR_ROLES))
    with transaction.atomic():
        slug = slug or free_slug(about.name)
        if Community.objects.filter(slug=slug).exists():
            raise Conflict()
        made = Community.objects.create(
            slug=slug, visibility=visibility, audience=audience, made_at=now, **about.columns()
        )
        make_moderator(community=made, member_id=moderator_id or by.pk, now=now)
        keep_rules(made, by_id=by.pk, now=now)
        record(actor_id=by.pk, action="community.created", now=now, subject=(COMMUNITY_KIND, made.pk),
               facts={"visibility": visibility, "audience": audience})
        if moderator_id and moderator_id != by.pk:
            tell(member_ids=[moderator_id], kind=NoticeKind.STANDING, now=now, subject=(COMMUNITY_KIND, made.pk),
                 scope_id=made.pk, actor_id=by.pk)
    return made


def keep_rules(community: Community, *, by_id: int, now: datetime) -> RulesVersion | None:
    """Keep the rules as they now stand as the next version; nothing when they did not change."""
    last = RulesVersion.objects.filter(community=community).order_by("-number").first()
    if (last.rules if last else "") == community.rules:
        return None
    return RulesVersion.objects.create(
        community=community, number=(last.number if last else 0) + 1, rules=community.rules,
        rules_html=community.rules_html, sending=new_public_id(), written_by_id=by_id, written_at=now,
    )


def edit_community(*, by: Member, community: Community, about: About, now: datetime) -> Community:
    """Change its words and its door. New rules become a version, and the members are told. Recorded."""
    rules.check_can_look_after(standing_in(by, community.pk))
    rules.check_place(visibility=community.visibility, audience=community.audience, policy=about.join_policy)
    with transaction.atomic():
        row = Community.objects.select_for_update().get(pk=community.pk)
        columns = about.columns()
        changed = sorted(name for name, value in columns.items() if getattr(row, name) != value)
        if not changed:
            return row
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=list(columns))
        version = keep_rules(row, by_id=by.pk, now=now)
        if version:
            enqueue("communities.tell_rules", sending=version.sending, actor_id=by.pk)
        record(actor_id=by.pk, action="community.edited", now=now, subject=(COMMUNITY_KIND, row.pk),
               facts={"fields": " ".join(name for name in changed if not name.endswith("_html"))})
    return row


def change_visibility(*, by: Member, community: Community, visibility: str, reason: str, now: datetime) -> None:
    """Change who can read what was written. Stewards only, with a reason; a job follows with the search index."""
    rules.check_can_change_visibility(standing_in(by, community.pk))
    if visibility not in Visibility.values:
        raise Invalid()
    if not reason.strip():
        raise rules.ReasonMissing()
    rules.check_place(visibility=visibility, audience=community.audience, policy=community.join_policy)
    if visibility == community.visibility:
        return
    with transaction.atomic():
        Community.objects.filter(pk=community.pk).update(visibility=visibility)
        record(actor_id=by.pk, action="community.visibility", now=now, subject=(COMMUNITY_KIND, community.pk),
               reason=markup.clean_line(reason)[:200], facts={"from": community.visibility, "to": visibility})
        enqueue("communities.reindex", community_id=community.pk)


def close_community(*, by: Member, community: Community, closed: bool, now: datetime) -> None:
    """Close a place for writing, or open it again; what stands in it can still be read. Recorded."""
    rules.check_can_look_after(standing_in(by, community.pk))
    if (community.closed_at is not None) == closed:
        return
    with transaction.atomic():
        Community.objects.filter(pk=community.pk).update(closed_at=now if closed else None)
        record(actor_id=by.pk, action="community.closed" if closed else "community.reopened", now=now,
               subject=(COMMUNITY_KIND, community.pk))


def set_away(
    *, by: Member, community: Community, away_from: date | None, away_until: date | None, cover_id: int | None,
    now: datetime,
) -> None:
    """Say who watches while the moderators are away: that person becomes a moderator and is told. Recorded."""
    standing = standing_in(by, community.pk)
    if not standing.may_moderate:
        rules.check_can_network(by.roles, second_factor=by.has_second_factor())
    if away_from and away_until and away_until < away_from:
        raise Invalid()
    with transaction.atomic():
        if cover_id:
            check_may_be_handed(community, cover_id)
            make_moderator(community=community, member_id=cover_id, now=now)
            tell(member_ids=[cover_id], kind=NoticeKind.STANDING, now=now, subject=(COMMUNITY_KIND, community.pk),
                 scope_id=community.pk, actor_id=by.pk)
        Community.objects.filter(pk=community.pk).update(
            away_from=away_from, away_until=away_until, cover_id=cover_id
        )
        record(actor_id=by.pk, action="community.away", now=now, subject=(COMMUNITY_KIND, community.pk),
               facts={"from": str(away_from or ""), "until": str(away_until or ""), "cover": cover_id})

