"""Alerts: the desk, notices, what a member asked for, and what an operator should see to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart
from dayroom.apps.notices.ports import MAIL_PAGES, NOTICE_SUBJECTS
from dayroom.apps.outreach.models import Alert, AreaWish, Rumour
from dayroom.apps.outreach.queries.alerts import alert_cards, alert_paths, desk_rumours, sent_alone, waiting_for_second
from dayroom.apps.outreach.rules.messages import STAFF
from dayroom.apps.outreach.vocabulary.alerts import ALERT_KIND, RumourState
from dayroom.platform.ports import PERSONAL_DATA


class AlertNotices:
    """The headline stands on the page of notices only; mails and signs on a locked screen name the kind."""

    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return {pk: (title, reverse("alert-show", args=[name])) for pk, (title, name) in alert_cards(list(ids)).items()}


class AlertPages:
    """The alert itself, then what somebody linked to it: addresses, so that the mail says no more than the page."""

    def pages(self, subject_id: int, language: str) -> list[str]:
        return alert_paths(subject_id, language)


class CrisisDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(STAFF):
            return []
        waiting, alone = len(waiting_for_second(member_id)), len(sent_alone(member_id))
        parts = [DeskPart(title=_("Alerts"), url=reverse("alert-desk"), count=waiting, urgent=waiting > 0,
                          note=_("From a template to every page, with a second person."))]
        if alone:
            parts.append(DeskPart(title=_("Alerts sent by one person"), url=reverse("alert-desk"), count=alone,
                                  urgent=True, note=_("Somebody else looks at each of them now.")))
        heard = sum(row.state == RumourState.HEARD for row in desk_rumours())
        parts.append(DeskPart(title=_("What people say and ask"), url=reverse("rumour-desk"), count=heard))
        return parts


class AlertData:
    title = gettext_lazy("Alerts you asked for")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        rows = AreaWish.objects.filter(member_id=member_id).select_related("area").order_by("pk")
        yield "alert areas", [{"area": row.area.name, "since": row.since.isoformat()} for row in rows]

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        AreaWish.objects.filter(member_id=member_id).delete()
        for name in ("made_by", "approved_by", "reviewed_by"):
            Alert.objects.filter(**{f"{name}_id": member_id}).update(**{name: None})
        for name in ("entered_by", "answered_by"):
            Rumour.objects.filter(**{f"{name}_id": member_id}).update(**{name: None})


NOTICE_SUBJECTS.plug(ALERT_KIND, AlertNotices())
MAIL_PAGES.plug(ALERT_KIND, AlertPages())
DESK_PARTS.plug("alerts", CrisisDesk())
PERSONAL_DATA.plug("alerts", AlertData())
