"""What questions and kept answers put in front of people: on desks, in notices, and before the operator."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dayroom.apps.communities.queries import faq
from dayroom.apps.communities.queries.questions import questions_asked, waiting_count
from dayroom.apps.communities.queries.talks import talk_titles
from dayroom.apps.moderation.ports import DeskPart
from dayroom.apps.people.queries import is_verified_clinician, member_by_id
from dayroom.apps.people.vocabulary import Role

FAQ_ROLES = frozenset({Role.CLINICIAN, Role.STEWARD})


class QuestionsDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        found = []
        if Role.CLINICIAN in roles:
            found.append(DeskPart(
                title=_("Questions to professionals"), url=reverse("question-queue"),
                count=waiting_count(member_by_id(member_id)), note=_("The longest waiting first."),
            ))
        if not roles.isdisjoint(FAQ_ROLES):
            found.append(DeskPart(
                title=_("Answers to keep"), url=reverse("faq-desk"), count=faq.proposed_count(member_id),
                note=_("Proposed entries wait for a second person."),
            ))
        return found


class QueueNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        if not is_verified_clinician(reader_id, timezone.localdate()):
            return {}
        return {pk: (_("Questions to professionals"), reverse("question-queue")) for pk in ids}


class QuestionNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        own = questions_asked(reader_id).filter(topic_id__in=list(ids))
        return {row.topic_id: (row.topic.title, reverse("question-page", args=[row.topic.public_id])) for row in own}


class FaqNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return faq.entry_titles(list(ids))


class TalkNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return talk_titles(ids, reader_id)


class FaqCheckup:
    def sentences(self) -> Iterable[str]:
        past = faq.due(timezone.localdate())
        if past:
            yield (
                f"{len(past)} answer(s) at /faq/ are past their review day. Their owners find them at /desk/faq/."
            )
