"""Campaigns: their channels, what stands on an authorization, the desk, notices, export and erasure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart
from dayroom.apps.notices.ports import NOTICE_SUBJECTS
from dayroom.apps.outreach.actions.erasing import forget_member
from dayroom.apps.outreach.actions.permits import stop_unpermitted
from dayroom.apps.outreach.adapters.channels.by_hand import hand_channels
from dayroom.apps.outreach.adapters.channels.communities import CommunitiesChannel
from dayroom.apps.outreach.adapters.channels.news import NewsChannel
from dayroom.apps.outreach.adapters.channels.newsletter import NewsletterChannel
from dayroom.apps.outreach.adapters.channels.push import PushChannel
from dayroom.apps.outreach.adapters.channels.webhook import WebhookChannel
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.queries.deliveries import needing_a_person
from dayroom.apps.outreach.queries.messages import (
    emergencies_to_review,
    message_cards,
    message_notices,
    waiting_for_approval,
)
from dayroom.apps.outreach.queries.personal import exported_tables
from dayroom.apps.outreach.rules.messages import STAFF
from dayroom.apps.outreach.vocabulary.campaigns import MESSAGE_KIND
from dayroom.apps.people.ports import AUTHORIZED_SUBJECTS
from dayroom.platform.ports import PERSONAL_DATA


class AuthorizedMessages:
    def describe(self, ids: Collection[int]) -> dict[int, tuple[str, str]]:
        return message_cards(ids)

    def take_down(self, subject_id: int, *, now: datetime) -> None:
        stop_unpermitted(subject_id, now=now)


class MessageNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return message_notices(ids, reader_id)


class OutreachDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(STAFF):
            own = DeskPart(title=_("My posts elsewhere"), url=reverse("own-list"),
                           note=_("Checked here before they go to your own accounts."))
            counts = DeskPart(title=_("What campaigns did"), url=reverse("campaign-list"),
                              note=_("Reach, clicks and cost; no person in it."))
            return [*([own] if "CLINICIAN" in roles else []), *([counts] if "ANALYST" in roles else [])]
        alone = len(emergencies_to_review())
        found = [DeskPart(
            title=_("Campaigns and messages"), url=reverse("outreach-desk"),
            count=len(waiting_for_approval(member_id)), note=_("What waits for a second person, and the calendar."))]
        if alone:
            found.append(DeskPart(title=_("Published without a second person"), url=reverse("outreach-desk"),
                                  count=alone, urgent=True, note=_("Somebody else looks at each of them now.")))
        stuck = needing_a_person().count()
        if stuck:
            found.append(DeskPart(title=_("Posts that need a hand"), url=reverse("delivery-list"), count=stuck,
                                  note=_("To paste, to look after, or to take down elsewhere.")))
        return found


class OutreachData:
    title: str = gettext_lazy("Newsletter and messages of the organization")  # type: ignore[assignment]  # read later

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        yield from exported_tables(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        forget_member(member_id)


CHANNELS.plug("news", NewsChannel())
CHANNELS.plug("communities", CommunitiesChannel())
CHANNELS.plug("newsletter", NewsletterChannel())
CHANNELS.plug("push", PushChannel())
CHANNELS.plug("webhook", WebhookChannel())
for _name, _channel in hand_channels().items():
    CHANNELS.plug(_name, _channel)
AUTHORIZED_SUBJECTS.plug(MESSAGE_KIND, AuthorizedMessages())
NOTICE_SUBJECTS.plug(MESSAGE_KIND, MessageNotices())
DESK_PARTS.plug("outreach campaigns", OutreachDesk())
PERSONAL_DATA.plug("outreach campaigns", OutreachData())
