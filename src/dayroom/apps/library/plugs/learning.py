"""What courses, words and services offer to lower apps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.library.models import Course, Enrolment, Service, ServiceTip, Word
from dayroom.apps.library.ports import HUB_PARTS, HubLine
from dayroom.apps.library.queries.asking import article_passages, article_stamp
from dayroom.apps.library.queries.courses import all_courses
from dayroom.apps.library.queries.directory import services_for_condition, services_for_desk
from dayroom.apps.library.rules.directory import is_stale
from dayroom.apps.library.vocabulary.articles import WRITER_ROLES
from dayroom.apps.library.vocabulary.courses import CourseState
from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart
from dayroom.platform.ports import CHECKUPS, PASSAGES, PERSONAL_DATA, Passage

SERVICE_ROLES = frozenset(WRITER_ROLES) - {"CLINICIAN"}


class LearningDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(WRITER_ROLES):
            return []
        waiting = all_courses().filter(state=CourseState.DRAFT).count()
        parts = [
            DeskPart(title=_("Courses"), url=reverse("course-desk"), count=waiting,
                     note=_("Lessons with questions; what people learned.")),
            DeskPart(title=_("Words explained"), url=reverse("word-list")),
        ]
        if not roles.isdisjoint(SERVICE_ROLES):
            today = timezone.localdate(now)
            due = sum(1 for row, tips in services_for_desk() if tips or is_stale(row.checked_on, today))
            parts.append(DeskPart(title=_("Directory of services"), url=reverse("service-desk"), count=due,
                                  note=_("Lines that somebody says are wrong, or that nobody checked for a year.")))
        return parts


class ServicesOfCondition:
    def lines(self, *, slug: str, names: Collection[str], reader_id: int | None) -> tuple[str, list[HubLine]]:
        rows = services_for_condition(slug, timezone.localdate())
        return _("Services"), [
            HubLine(title=row.name, url=reverse("service-page", args=[row.public_id]), note=row.what) for row in rows
        ]


class LearningData:
    title = gettext_lazy("Courses")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        rows = Enrolment.objects.filter(member_id=member_id).select_related("course").order_by("pk")
        yield (
            "courses",
            [
                {
                    "course": row.course.title, "begun": row.started_at.isoformat(),
                    "right_before": row.before_right, "right_after": row.after_right, "asked": row.asked_count,
                    "finished": row.finished_at.isoformat() if row.finished_at else None,
                }
                for row in rows
            ],
        )
        tips = ServiceTip.objects.filter(member_id=member_id).select_related("service").order_by("pk")
        yield (
            "service tips",
            [{"service": tip.service.name, "text": tip.words, "told_at": tip.told_at.isoformat()} for tip in tips],
        )

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        Enrolment.objects.filter(member_id=member_id).delete()
        ServiceTip.objects.filter(member_id=member_id).delete()
        for name in ("written_by", "reviewed_by", "brought_by", "accepted_by"):
            Course.objects.filter(**{f"{name}_id": member_id}).update(**{name: None})
        Service.objects.filter(checked_by_id=member_id).update(checked_by=None)
        Word.objects.filter(changed_by_id=member_id).update(changed_by=None)


class ServicesCheckup:
    def sentences(self) -> Iterable[str]:
        today = timezone.localdate()
        stale = sum(1 for row, _tips in services_for_desk() if is_stale(row.checked_on, today))
        if stale:
            yield f"{stale} service(s) were not checked for a year. The desk lists them at /desk/services/."


class LibraryPassages:
    def stamp(self) -> str:
        return article_stamp()

    def passages(self) -> Iterable[Passage]:
        return article_passages()


PASSAGES.plug("library", LibraryPassages())
DESK_PARTS.plug("learning", LearningDesk())
HUB_PARTS.plug("services", ServicesOfCondition())
PERSONAL_DATA.plug("learning", LearningData())
CHECKUPS.plug("services", ServicesCheckup())
