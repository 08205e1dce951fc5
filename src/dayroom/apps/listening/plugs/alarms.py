"""Alarms on the desk and in notices; what the whole app keeps about a member, and how it lets go of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.listening.actions.erasing import forget_member
from dayroom.apps.listening.queries.alarms import alarm_cards, is_at_desk, new_count, open_count
from dayroom.apps.listening.queries.personal import exported_tables
from dayroom.apps.listening.vocabulary import ALARM_KIND, DESK_ROLES
from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart
from dayroom.apps.notices.ports import MAIL_LINKS, NOTICE_SUBJECTS
from dayroom.platform.ports import PERSONAL_DATA


class AlarmNotices:
    """The topic stands on the page of notices only, and only for those who work at the desk."""

    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        if not is_at_desk(reader_id):
            return {}
        return {pk: (name, reverse("alarm-show", args=[public])) for pk, (name, public) in alarm_cards(ids).items()}


class AlarmLinks:
    """An urgent alarm is opened from its mail; the address says nothing, and the page asks who comes."""

    def link(self, subject_id: int, member_id: int) -> str:
        card = alarm_cards([subject_id]).get(subject_id)
        return reverse("alarm-show", args=[card[1]]) if card else ""


class AlarmDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(DESK_ROLES):
            return []
        new = new_count()
        return [
            DeskPart(
                title=_("Alarms"),
                url=reverse("alarm-list"),
                count=open_count(),
                urgent=new > 0,
                note=_("Counts above their limit: a reason to look."),
            ),
            DeskPart(
                title=_("How wrong are we?"),
                url=reverse("how-wrong"),
                note=_("How often alarms err, and who is not heard."),
            ),
        ]


class ListeningData:
    """What staff did at the listening desk. Strangers whose posts are counted are no members and have no rows."""

    title = gettext_lazy("Listening desk")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        yield from exported_tables(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        forget_member(member_id)


NOTICE_SUBJECTS.plug(ALARM_KIND, AlarmNotices())
MAIL_LINKS.plug(ALARM_KIND, AlarmLinks())
DESK_PARTS.plug("alarms", AlarmDesk())
PERSONAL_DATA.plug("listening", ListeningData())
