"""Write, publish and agree to policies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dayroom.apps.audit.actions import record
from dayroom.apps.people.models import Member, Policy, PolicyAcknowledgement, PolicyText, PolicyVersion
from dayroom.apps.people.ports import spread_news
from dayroom.apps.people.queries.policies import draft_of, members_asked, own_policy
from dayroom.apps.people.rules.policies import AlreadyOut, check_policy
from dayroom.apps.people.vocabulary.policies import PolicyWords, shipped_policies
from dayroom.kernel.errors import NotFound
from dayroom.platform import markup

POLICY_NEWS = "POLICY"


def load_policies(*, by_id: int | None, now: datetime) -> int:
    """Bring in the policies that ship with Dayroom, as drafts; those that are there already stay. Audited."""
    made = 0
    for shipped in shipped_policies():
        if Policy.objects.filter(slug=shipped.slug).exists():
            continue
        write_policy(slug=shipped.slug, audiences=shipped.audiences, words=shipped.words, by_id=by_id, now=now)
        made += 1
    return made


def write_policy(
    *, slug: str, audiences: Collection[str], words: Iterable[PolicyWords], by_id: int | None, now: datetime
) -> PolicyVersion:
    """Keep the wording as the draft of the policy: a new one, or over the draft there is. Audited.

    Raises PolicyIncomplete.
    """
    written = [_cleaned(one) for one in words if not markup.is_blank(one.title + one.body)]
    check_policy(written, audiences)
    codes = " ".join(dict.fromkeys(audiences))
    with transaction.atomic():
        policy, _made = Policy.objects.get_or_create(slug=slug, defaults={"audiences": codes, "made_at": now})
        if policy.audiences != codes:
            policy.audiences = codes
            policy.save(update_fields=["audiences"])
        draft = draft_of(policy) or _next_version(policy, by_id, now)
        draft.texts.all().delete()
        PolicyText.objects.bulk_create(
            PolicyText(version=draft, language=one.language, title=one.title, body=one.body,
                       body_html=markup.render(one.body), changes=one.changes)
            for one in written
        )
        record(actor_id=by_id, action="policy.written", now=now, subject=("policy", policy.pk),
               facts={"number": draft.number})
    return draft


def _cleaned(one: PolicyWords) -> PolicyWords:
    return PolicyWords(one.language, markup.clean_line(one.title), markup.clean(one.body),
                       markup.clean_line(one.changes))


def _next_version(policy: Policy, by_id: int | None, now: datetime) -> PolicyVersion:
    last = policy.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return PolicyVersion.objects.create(policy=policy, number=last + 1, made_at=now, made_by_id=by_id)


def publish_policy(*, slug: str, by_id: int | None, now: datetime) -> PolicyVersion:
    """Put the draft in force. Everybody whom it asks is told, and agrees anew. Audited. Raises AlreadyOut, NotFound."""
    with transaction.atomic():
        policy = Policy.objects.select_for_update().filter(slug=slug).first()
        if policy is None:
            raise NotFound()
        draft = draft_of(policy)
        if draft is None:
            raise AlreadyOut()
        draft.published_at, draft.published_by_id = now, by_id
        draft.save(update_fields=["published_at", "published_by"])
        record(actor_id=by_id, action="policy.published", now=now, subject=("policy", policy.pk),
               facts={"number": draft.number})
        for member in members_asked(policy.audiences.split(), now.date()).only("pk"):
            spread_news(member_id=member.pk, kind=POLICY_NEWS, now=now, actor_id=None, subject=("policy", policy.pk))
    return draft


def acknowledge_policy(*, member: Member, slug: str, language: str, now: datetime) -> PolicyAcknowledgement:
    """The member has read the wording in force and will keep to it; saying it twice is saying it once. Audited."""
    held = own_policy(member, slug, language, timezone.localdate(now)).held
    with transaction.atomic():
        row, made = PolicyAcknowledgement.objects.get_or_create(
            member=member, version=held.version,
            defaults={"language": held.text.language, "acknowledged_at": now},
        )
        if made:
            record(actor_id=member.pk, action="policy.acknowledged", now=now, subject=("policy", held.policy.pk),
                   facts={"number": held.version.number})
    return row
