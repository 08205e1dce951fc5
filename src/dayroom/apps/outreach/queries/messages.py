"""Messages as their desk sees them, and as a channel gets them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from dayroom.apps.outreach.models import Approval, BrandKit, Campaign, Delivery, Message, MessageComment, Variant
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.queries.events import event_facts, with_event
from dayroom.apps.outreach.rules.messages import STAFF, digest_of, small_print
from dayroom.apps.outreach.vocabulary.campaigns import CAP_PER_WEEK, DeliveryState, MessageState, Voice
from dayroom.apps.outreach.vocabulary.channels import Outgoing, Shown
from dayroom.apps.people.queries.authorizations import lacks_of
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id

WEEK = timedelta(days=7)


def message_named(public_id: str) -> Message:
    """For the desk: an organization's message. Raises NotFound, the same for a clinician's own."""
    rows = Message.objects.select_related("campaign", "author").filter(own=False)
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def own_message(member_id: int, public_id: str) -> Message:
    rows = Message.objects.filter(own=True, author_id=member_id)
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def own_messages(member_id: int) -> QuerySet[Message]:
    return Message.objects.filter(own=True, author_id=member_id).order_by("-publish_at", "-pk")


def variants_of(message: Message) -> list[Variant]:
    """The chosen channels that exist, in a steady order."""
    known = dict(CHANNELS)
    return [one for one in message.variants.order_by("channel") if one.channel in known]


def text_of(message: Message, variant: Variant | None) -> str:
    return (variant.text if variant is not None and variant.text.strip() else message.body).strip()


def hashtags_of(message: Message) -> tuple[str, ...]:
    own = list(message.hashtags)
    shared = list(message.campaign.hashtags) if message.campaign else []
    return tuple(dict.fromkeys([*own, *shared]))


def small_print_of(message: Message) -> tuple[str, ...]:
    """In the language of the message."""
    campaign = message.campaign
    with translation.override(message.language):
        return small_print(
            interests=message.interests, ai_role=message.ai_role, ai_model=message.ai_model,
            voice=campaign.voice if campaign else Voice.OWN, disclosure=campaign.disclosure if campaign else "",
            attributions=[one.attribution for one in message.pictures.order_by("pk")],
        )


def current_digest(message: Message) -> str:
    """Over all that will be seen, and by whom, where and when (0017)."""
    campaign = message.campaign
    facts: dict[str, Any] = {
        name: getattr(message, name)
        for name in ("public_id", "title", "body", "link", "language", "interests", "sources", "ai_role", "ai_model",
                     "ai_reviewed_by", "topics")
    }
    facts |= {
        "publish_at": _instant(message.publish_at), "true_until": _instant(message.true_until),
        "hashtags": hashtags_of(message), "small_print": small_print_of(message),
        "variants": [[one.channel, one.text, sorted(one.places)] for one in message.variants.order_by("channel")],
        "pictures": [[one.digest, one.alt, one.captions, one.attribution, one.license, one.shows]
                     for one in message.pictures.order_by("pk")],
        "permits": sorted(message.permits.values_list("authorization__public_id", flat=True)),
        "campaign": [campaign.public_id, campaign.voice, campaign.disclosure, campaign.kind,
                     sorted(campaign.audience_interests), sorted(campaign.audience_countries), campaign.letter,
                     campaign.letter_to, campaign.fundraising_url] if campaign else [],
    }
    # only where there is one: an approval from before there were events fits as it did
    facts |= {"event": event} if (event := event_facts(message)) else {}
    return digest_of(facts)


def _instant(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def approval_of(message: Message, digest: str) -> Approval | None:
    """The approval that fits exactly what stands there now."""
    return message.approvals.filter(digest=digest).order_by("-pk").first()


def lacking_permits(message: Message, today: date) -> list[str]:
    """Labels of linked authorizations that do not count today."""
    rows = message.permits.select_related("authorization")
    return [row.authorization.label for row in rows if lacks_of(row.authorization, today)]


def outgoing_of(message: Message, variant: Variant, *, delivery: Delivery | None = None, link: str = "") -> Outgoing:
    """What the channel gets. Without a delivery: a preview."""
    page = f"{settings.SITE_URL}{reverse('news-show', args=[message.public_id])}"
    return Outgoing(
        key=delivery.key if delivery else "", message_id=message.pk, delivery_id=delivery.pk if delivery else 0,
        place=delivery.place if delivery else "", title=message.title,
        text=with_event(message, text_of(message, variant)),
        hashtags=hashtags_of(message), link=link or message.link or page, address=page, language=message.language,
        author_id=message.author_id, small_print=small_print_of(message),
        shown=tuple(
            Shown(one.file_name, one.media_type, one.alt, one.attribution, one.captions,
                  f"{settings.SITE_URL}{reverse('outreach-picture', args=[one.public_id])}")
            for one in message.pictures.order_by("pk")
        ),
    )


def deliveries_of(message: Message) -> list[Delivery]:
    return list(message.deliveries.order_by("channel", "place", "pk"))


def comments_of(message: Message) -> list[MessageComment]:
    return list(message.comments.select_related("by").order_by("settled_at", "made_at", "pk"))


def brand_kit() -> BrandKit | None:
    return BrandKit.objects.order_by("pk").first()


def cap_per_week() -> int:
    kit = brand_kit()
    return kit.cap_per_week if kit else CAP_PER_WEEK


def planned_in_week(channel: str, at: datetime, *, but: Message) -> int:
    """How many other messages this channel has in the seven days up to ``at``, sent or waiting."""
    taken = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.BY_HAND)
    rows = Delivery.objects.filter(channel=channel, due_at__gt=at - WEEK, due_at__lte=at, state__in=taken)
    return rows.exclude(message=but).values("message_id").distinct().count()


def sent_in_week(channel: str, now: datetime, *, but: Message) -> int:
    rows = Delivery.objects.filter(channel=channel, sent_at__gt=now - WEEK, sent_at__lte=now)
    return rows.exclude(message=but).values("message_id").distinct().count()


def waiting_for_approval(member_id: int) -> list[Message]:
    """Those that this person may decide about."""
    rows = Message.objects.select_related("campaign", "author").filter(state=MessageState.ASKED, own=False)
    return [row for row in rows.order_by("publish_at", "pk")[:200] if member_id not in row.editor_ids]


def emergencies_to_review() -> list[Approval]:
    rows = Approval.objects.select_related("message", "by").filter(emergency=True, reviewed_at=None)
    return list(rows.order_by("at")[:100])


def campaign_named(public_id: str) -> Campaign:
    found = Campaign.objects.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def campaigns() -> QuerySet[Campaign]:
    return Campaign.objects.order_by("-starts_on", "-pk")


def desk_messages(*, state: str = "", campaign: Campaign | None = None) -> QuerySet[Message]:
    rows = Message.objects.select_related("campaign", "author").filter(own=False)
    rows = rows.filter(state=state) if state else rows
    return rows.filter(campaign=campaign) if campaign else rows


def public_messages() -> QuerySet[Message]:
    """What stands on our own page of news and in the feeds: out, and sent on that channel."""
    on_page = Delivery.objects.filter(channel="news", state=DeliveryState.SENT).values("message_id")
    return Message.objects.select_related("campaign").filter(
        own=False, state=MessageState.OUT, pk__in=on_page).order_by("-out_at", "-pk")


def newest_out() -> Message | None:
    """The message that went out last, to channels of every kind."""
    return public_messages().order_by("-out_at", "-pk").first()


def approvals_of(message: Message) -> list[Approval]:
    return list(Approval.objects.filter(message=message).select_related("by").order_by("pk"))


def public_message(public_id: str) -> Message:
    found = public_messages().filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def message_cards(ids: Collection[int], reader_id: int | None = None) -> dict[int, tuple[str, str]]:
    """Message id → (title, address on the desk); a clinician's own only for themselves."""
    rows = Message.objects.filter(pk__in=list(ids))
    rows = rows.filter(own=False) if reader_id is None else rows.filter(Q(own=False) | Q(author_id=reader_id))
    return {
        row.pk: (row.title, reverse("own-message" if row.own else "message-show", args=[row.public_id]))
        for row in rows.only("pk", "title", "public_id", "own")
    }


def message_notices(ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
    """What a notice leads to: the desk for those who wrote in it, the page of news for everybody else."""
    rows = Message.objects.filter(pk__in=list(ids))
    desk = get_user_model().objects.filter(pk=reader_id).values_list("roles_cached", flat=True).first() or ""
    works_here = not STAFF.isdisjoint(desk.split())
    mine = {row.pk for row in rows.only("pk", "editor_ids", "author_id")
            if works_here or reader_id in row.editor_ids or row.author_id == reader_id}
    public = public_messages().filter(pk__in=set(ids) - mine)
    news = {row.pk: (row.title, reverse("news-show", args=[row.public_id])) for row in public}
    return news | message_cards(mine, reader_id)
