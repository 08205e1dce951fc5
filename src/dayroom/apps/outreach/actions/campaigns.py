"""Open a campaign, change it, stop it; the brand kit; the register of paid advertisements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.actions.deliveries import drop_planned
from dayroom.apps.outreach.models import Advert, BrandKit, Campaign, Message
from dayroom.apps.outreach.vocabulary.campaigns import CAMPAIGN_KIND, CampaignState, MessageState, StopReason, Voice
from dayroom.kernel.errors import Refused

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


class OthersMayNotTarget(Refused):
    """A partner, a company or a paid person cannot choose whom to reach."""


def open_campaign(*, by: Member, told: Mapping[str, Any], now: datetime) -> Campaign:
    """Audited. Raises OthersMayNotTarget; the form has checked the rest."""
    _check_target(told)
    with transaction.atomic():
        row = Campaign.objects.create(made_by=by, made_at=now, **told)
        record(actor_id=by.pk, action="campaign.opened", now=now, subject=(CAMPAIGN_KIND, row.pk))
    return row


def change_campaign(*, campaign: Campaign, by: Member, told: Mapping[str, Any], now: datetime) -> Campaign:
    """What hangs on it and was approved under other words does not go out: its digest has changed. Audited."""
    _check_target(told)
    with transaction.atomic():
        for name, value in told.items():
            setattr(campaign, name, value)
        campaign.save()
        record(actor_id=by.pk, action="campaign.changed", now=now, subject=(CAMPAIGN_KIND, campaign.pk))
    return campaign


def _check_target(told: Mapping[str, Any]) -> None:
    targets = told.get("audience_interests") or told.get("audience_countries")
    if told.get("voice", Voice.OWN) != Voice.OWN and targets:
        raise OthersMayNotTarget()


def stop_campaign(*, campaign: Campaign, by: Member, now: datetime) -> int:
    """Nothing of it leaves any more; returns how many deliveries were stopped. Audited."""
    stopped = 0
    with transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(state=CampaignState.STOPPED)
        for message in Message.objects.filter(campaign=campaign):
            stopped += drop_planned(message, StopReason.CAMPAIGN, now=now)
        waiting = Message.objects.filter(campaign=campaign, state__in=(MessageState.ASKED, MessageState.APPROVED))
        waiting.update(state=MessageState.STOPPED, stopped_because=StopReason.CAMPAIGN)
        record(actor_id=by.pk, action="campaign.stopped", now=now, subject=(CAMPAIGN_KIND, campaign.pk),
               facts={"stopped": stopped})
    return stopped


def keep_brand(*, by: Member, told: Mapping[str, Any], now: datetime) -> BrandKit:
    """Audited."""
    with transaction.atomic():
        row = BrandKit.objects.order_by("pk").first() or BrandKit(changed_at=now)
        for name, value in told.items():
            setattr(row, name, value)
        row.changed_at, row.changed_by = now, by
        row.save()
        record(actor_id=by.pk, action="brand.changed", now=now, subject=("brand_kit", row.pk))
    return row


def enter_advert(*, campaign: Campaign, by: Member, told: Mapping[str, Any], now: datetime) -> Advert:
    """A paid advertisement elsewhere goes into the register. Audited."""
    with transaction.atomic():
        row = Advert.objects.create(campaign=campaign, entered_by=by, entered_at=now, **told)
        record(actor_id=by.pk, action="advert.entered", now=now, subject=(CAMPAIGN_KIND, campaign.pk))
    return row
