"""Surveys, reviews and vacancies: the desk, and what is forgotten with a member."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart
from dayroom.apps.outreach.models import Review, Survey, Vacancy
from dayroom.apps.outreach.queries.reviews import harm_waiting, held_count, removal_of_all, unanswered_late
from dayroom.apps.outreach.queries.surveys import care_waiting
from dayroom.apps.outreach.queries.vacancies import waiting_vacancies
from dayroom.apps.outreach.rules.messages import STAFF
from dayroom.platform.ports import PERSONAL_DATA


class FeedbackDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(STAFF):
            return []
        harm, alarm = harm_waiting(), removal_of_all().alarm
        parts = [DeskPart(
            title=_("Reviews"), url=reverse("review-inbox"), count=held_count() + harm + unanswered_late(now),
            urgent=harm > 0 or alarm, note=_("Told harm first. The same rules hold for one star and for five."),
        )]
        care = care_waiting()
        parts.append(DeskPart(title=_("Surveys"), url=reverse("survey-desk"), count=care or None, urgent=care > 0,
                              note=_("Answers without anybody’s name.")))
        parts.append(DeskPart(title=_("Vacancies"), url=reverse("vacancy-desk"), count=waiting_vacancies(member_id)))
        return parts


class FeedbackData:
    """Reviews and answers keep nobody, so there is nothing of a member in them; what staff did stays unnamed."""

    title = gettext_lazy("Feedback")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        rows = Vacancy.objects.filter(made_by_id=member_id).order_by("pk")
        yield "vacancies written", [{"title": row.title, "at": row.made_at.isoformat()} for row in rows]

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        for name in ("decided_by", "replied_by"):
            Review.objects.filter(**{f"{name}_id": member_id}).update(**{name: None})
        for name in ("made_by", "opened_by"):
            Vacancy.objects.filter(**{f"{name}_id": member_id}).update(**{name: None})
        Survey.objects.filter(made_by_id=member_id).update(made_by=None)


DESK_PARTS.plug("feedback", FeedbackDesk())
PERSONAL_DATA.plug("feedback", FeedbackData())
