"""Messages in words for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dayroom.apps.communities.queries.directory import communities_known_to
from dayroom.apps.outreach.actions.evidence import Evidence, Looked, evidence_of
from dayroom.apps.outreach.models import Link, Variant
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.presenters.events import EventShown, event_ld, event_shown
from dayroom.apps.outreach.presenters.leaving import Leaving, anchor_words, leaving_of, reasons_of
from dayroom.apps.outreach.queries.fediverse import told_count
from dayroom.apps.outreach.queries.messages import (
    approval_of,
    comments_of,
    current_digest,
    deliveries_of,
    hashtags_of,
    outgoing_of,
    small_print_of,
    text_of,
)
from dayroom.apps.outreach.queries.results import Sheet, message_sheet
from dayroom.apps.outreach.rules.advice import advice_for
from dayroom.apps.outreach.rules.campaigns import audience_words
from dayroom.apps.outreach.rules.messages import EDITABLE
from dayroom.apps.outreach.vocabulary.campaigns import DeliveryState, StopReason
from dayroom.apps.outreach.vocabulary.fediverse import ParcelState
from dayroom.apps.people.queries.authorizations import valid_authorizations
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.outreach.models import (
        Approval,
        Delivery,
        Message,
        MessageComment,
        MessagePermit,
        MessagePicture,
    )
    from dayroom.apps.outreach.vocabulary.channels import Limits
    from dayroom.apps.people.models import Member

EXTRACT = 220


@dataclass(frozen=True, slots=True)
class NewsLine:
    title: str
    url: str
    extract: str
    at: datetime | None
    language: str
    label: str  # of whoever pays or speaks with us; empty for our own


@dataclass(frozen=True, slots=True)
class NewsPage:
    row: Message
    html: SafeString
    small_print: Sequence[str]
    pictures: Sequence[MessagePicture]
    sources: Sequence[str]
    hashtags: Sequence[str]
    event: EventShown | None
    event_ld: SafeString | str
    talk: Sequence[tuple[str, str]]  # (community, address of the topic in which it is talked about)


def body_html(row: Message) -> SafeString:
    """The text of the news channel, which may be one of its own; rendered by our own sanitiser."""
    variant = Variant.objects.filter(message=row, channel="news").first()
    return mark_safe(markup.render(text_of(row, variant)))


def news_line(row: Message) -> NewsLine:
    campaign = row.campaign
    paid = campaign is not None and campaign.voice != "OWN"
    return NewsLine(
        title=row.title, url=reverse("news-show", args=[row.public_id]), at=row.out_at, language=row.language,
        extract=markup.plain(body_html(row), EXTRACT), label=campaign.disclosure if campaign and paid else "")


def news_page(row: Message, *, now: datetime) -> NewsPage:
    event = event_shown(row, now)
    return NewsPage(
        event=event, event_ld=event_ld(row, event.told) if event else "", talk=talked_about_in(row),
        row=row, html=body_html(row), small_print=small_print_of(row), pictures=list(row.pictures.order_by("pk")),
        sources=[line for line in row.sources.splitlines() if line.strip()], hashtags=hashtags_of(row))


def talked_about_in(row: Message) -> list[tuple[str, str]]:
    """Communities of this site where its announcement stands and everybody can find it; members answer there."""
    rows = row.deliveries.filter(channel="communities", state=DeliveryState.SENT).order_by("pk")
    told = dict(rows.values_list("place", "address"))
    known = communities_known_to(None, {}).filter(slug__in=list(told), closed_at=None) if told else ()
    return [(one.name, told[one.slug]) for one in known]


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One text with what the guard marked in it, and the conduct checks by name."""

    anchor: str
    marked: SafeString
    checks: Sequence[tuple[str, str, str]]  # (id, outcome, sentence)
    reasons: Sequence[tuple[str, str]]  # (marked words, why)


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Everything that stands beside a text when somebody decides about it."""

    row: Message
    evidence: Evidence
    looked: Sequence[LookedAt]
    digest: str
    approval: Approval | None
    approvals: Sequence[Approval]
    comments: Sequence[tuple[MessageComment, str]]  # (remark, what it is about)
    deliveries: Sequence[tuple[Delivery, str]]
    leaving: Leaving | None
    pictures: Sequence[MessagePicture]
    permits: Sequence[MessagePermit]
    permits_offered: Sequence[tuple[str, str]]
    advice: dict[str, str]
    sheet: Sheet
    may_edit: bool
    may_approve: bool
    event: EventShown | None
    standing: Sequence[Delivery]  # what was taken back and still stands somewhere
    audience: str


def message_page(row: Message, *, reader: Member, now: datetime) -> MessagePage:
    evidence, digest = evidence_of(row, now=now), current_digest(row)
    deliveries = deliveries_of(row)
    campaign = row.campaign
    return MessagePage(
        row=row, evidence=evidence, digest=digest, approval=approval_of(row, digest),
        looked=[_looked(one) for one in evidence.looked],
        approvals=list(row.approvals.select_related("by", "reviewed_by").order_by("-at")),
        comments=[(one, anchor_words(one.anchor)) for one in comments_of(row)],
        leaving=leaving_of(row, deliveries, now), deliveries=[(one, channel_label(one.channel)) for one in deliveries],
        pictures=list(row.pictures.order_by("pk")),
        permits=list(row.permits.select_related("authorization").order_by("pk")),
        permits_offered=[(one.public_id, one.label)
                         for one in valid_authorizations(reader.pk, timezone.localdate(now))],
        advice=advice_of(row), sheet=message_sheet(row), may_edit=row.state in EDITABLE,
        may_approve=reader.pk not in row.editor_ids, event=event_shown(row, now),
        standing=[one for one in deliveries if one.take_down_asked_at and not one.taken_down_at],
        audience=audience_words(campaign.audience_interests, campaign.audience_countries) if campaign
        else audience_words([], []),
    )


def _looked(one: Looked) -> LookedAt:
    spans = [(found.start, found.end) for found in one.report.findings] if one.report else []
    spans += [span for check in one.conduct if check.sentence for span in check.spans]
    name = one.anchor.removeprefix("variant:")
    return LookedAt(anchor=one.anchor if name == one.anchor else channel_label(name),
                    marked=markup.marked(one.text, spans),
                    checks=[(check.id, check.outcome.value, check.sentence) for check in one.conduct],
                    reasons=reasons_of(one))


def channel_label(name: str) -> str:
    channel = CHANNELS.get(name)
    return str(channel.label) if channel else name


def advice_of(row: Message) -> dict[str, str]:
    kinds = {one.media_type.split("/")[0] for one in row.pictures.all()}
    everyone = row.campaign.for_everyone if row.campaign else True
    return {
        name: advice_for(name, text_length=len(row.body), has_picture="image" in kinds, has_video="video" in kinds,
                         public=one.limits.public, for_everyone=everyone, link_works=one.limits.link_works)
        for name, one in CHANNELS
    }


@dataclass(frozen=True, slots=True)
class Pack:
    """One post, ready to be pasted: the text as a whole, the pictures with their words, and what is to be done."""

    row: Delivery
    channel: str
    text: str
    pictures: Sequence[MessagePicture]
    limits: Limits | None
    because: str
    servers: str = ""  # how many were told, where a channel tells many


def pack_of(row: Delivery) -> Pack:
    message = row.message
    variant = Variant.objects.filter(message=message, channel=row.channel).first() or Variant(
        message=message, channel=row.channel)
    channel = CHANNELS.get(row.channel)
    link = Link.objects.filter(message=message, channel=row.channel).values_list("code", flat=True).first()
    address = f"{settings.SITE_URL}{reverse('outreach-link', args=[link])}" if link else ""
    return Pack(
        row=row, channel=channel_label(row.channel), limits=channel.limits if channel else None,
        text=outgoing_of(message, variant, delivery=row, link=address).full_text,
        pictures=list(message.pictures.order_by("pk")),
        because=str(StopReason(row.stopped_because).label) if row.stopped_because else "", servers=servers_told(row))


def servers_told(row: Delivery) -> str:
    told = told_count(row.pk)
    if not told:
        return ""
    return _("Servers told: %(sent)d. Waiting: %(waiting)d. Not reached: %(failed)d.") % {
        "sent": told.get(ParcelState.SENT, 0), "waiting": told.get(ParcelState.QUEUED, 0),
        "failed": told.get(ParcelState.FAILED, 0)}
