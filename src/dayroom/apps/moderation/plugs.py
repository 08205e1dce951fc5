"""What moderation offers to ports of lower apps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.audit.ports import NAMES
from dayroom.apps.audit.queries import MEMBER
from dayroom.apps.moderation import actions, queries
from dayroom.apps.moderation.ports import DESK_PARTS, SUBJECTS, DeskPart, SubjectCard
from dayroom.apps.moderation.queries.duty import calls_for
from dayroom.apps.moderation.queries.readiness import missing_for_desk
from dayroom.apps.moderation.queries.samples import looks_waiting
from dayroom.apps.moderation.queries.seconds import second_ids, seconds_waiting
from dayroom.apps.moderation.vocabulary import Handler
from dayroom.apps.notices.ports import MAIL_LINKS, NOTICE_SUBJECTS
from dayroom.apps.people import queries as people
from dayroom.apps.people.actions import hide_about
from dayroom.apps.screening.queries import open_question_count, state_counts, unchecked
from dayroom.kernel.errors import NotFound
from dayroom.platform.ports import PERSONAL_DATA

Described = dict[int, tuple[str, str]]


class MemberNames:
    """Handles for the record. Deeds under a byline are recorded without their author, so none stands here."""

    def names(self, ids: Collection[int]) -> dict[int, str]:
        return {member_id: handle for member_id, (handle, _address) in people.member_cards(ids).items()}

    def id_of(self, name: str) -> int | None:
        try:
            return people.member_by_handle(name).pk
        except NotFound:
            return None


class ProfileSubject:
    """The words on a member's page. Stewards look after them: a page belongs to no community."""

    def id_for(self, public_id: str, reader_id: int) -> int | None:
        return people.seen_profile_id(public_id, reader_id)

    def card(self, subject_id: int) -> SubjectCard | None:
        try:
            member = people.member_by_id(subject_id)
        except NotFound:
            return None
        words = "\n\n".join(part for part in (member.about, member.office_hours) if part)
        return SubjectCard(
            title=_("The page of %(handle)s") % {"handle": member.handle}, url=f"/m/{member.handle}",
            body_html=linebreaks(words, autoescape=True), body=words, byline=member.handle, place=_("Members’ pages"),
            state="HIDDEN" if member.about_hidden else "LIVE", made_at=member.joined_at, language=member.language,
        )

    def facts(self, subject_id: int) -> tuple[int | None, bool, int | None]:
        return subject_id, False, None

    def moderated_scopes(self, member_id: int) -> list[tuple[int, str]]:
        return []

    def moderators_of(self, scope_id: int) -> list[int]:
        return []

    def release(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        hide_about(member_id=subject_id, hidden=False)

    def hide(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        hide_about(member_id=subject_id, hidden=True)

    def remove(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        # the words stay with their writer: an appeal can bring them back
        hide_about(member_id=subject_id, hidden=True)


class ModerationData:
    title: str = gettext_lazy("Flags, decisions and appeals")  # type: ignore[assignment]  # read in the reader's language

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        return queries.records_about(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        actions.forget_member(member_id)


class Decisions:
    def describe(self, ids: Collection[int], reader_id: int) -> Described:
        title = _("What we decided, and why")
        return {pk: (title, reverse("decision-show", args=[public_id]))
                for pk, public_id in queries.decision_ids(list(ids)).items()}

    def link(self, subject_id: int, member_id: int) -> str:
        public_id = queries.decision_ids([subject_id]).get(subject_id)
        if public_id is None:
            return ""
        return f"{reverse('decision-show', args=[public_id])}?key={queries.key_for(public_id, member_id)}"


class Cases:
    def describe(self, ids: Collection[int], reader_id: int) -> Described:
        title = _("Open the case")
        return {pk: (title, reverse("case-show", args=[public_id]))
                for pk, public_id in queries.case_ids(list(ids)).items()}

    def link(self, subject_id: int, member_id: int) -> str:
        return self.describe([subject_id], member_id).get(subject_id, ("", ""))[1]


class Appeals:
    def describe(self, ids: Collection[int], reader_id: int) -> Described:
        title = _("An appeal waits for an answer")
        return {pk: (title, reverse("appeal-show", args=[public_id]))
                for pk, public_id in queries.appeal_ids(list(ids)).items()}


class Queue:
    def describe(self, ids: Collection[int], reader_id: int) -> Described:
        return dict.fromkeys(ids, (_("Open the queue"), reverse("case-list")))


class Flags:
    def describe(self, ids: Collection[int], reader_id: int) -> Described:
        return dict.fromkeys(ids, (_("What you flagged, and what became of it"), reverse("flag-list")))


class CheckIns:
    def describe(self, ids: Collection[int], reader_id: int) -> Described:
        title = _("A moderator read you and cares how you are. Help is here, day and night.")
        return dict.fromkeys(ids, (title, "/help/now"))


class Seconds:
    def describe(self, ids: Collection[int], reader_id: int) -> Described:
        return dict.fromkeys(second_ids(list(ids)), (_("An account waits for a second person"), reverse("second-list")))


class ModerationDesk:
    """The doors of moderation beside the queue."""

    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        handler = queries.handler_of(people.member_by_id(member_id))
        found = list(_moderators_parts(handler, now)) if handler.has_a_desk else []
        if handler.is_steward:
            found += [
                DeskPart(title=_("Accounts to close for good"), url=reverse("second-list"),
                         count=len(seconds_waiting(now).rows), note=_("A second person agrees, or does not.")),
                DeskPart(title=_("Ready-made reasons"), url=reverse("reason-list"),
                         note=_("What authors read when something changes.")),
            ]
        if not roles.isdisjoint({"AUDITOR", "OWNER", "STEWARD"}):
            found.append(DeskPart(title=_("Statements of reasons"), url=reverse("report-desk"),
                                  note=_("All of a time, as a file. Nothing personal in it.")))
        return found


def _moderators_parts(handler: Handler, now: datetime) -> Iterable[DeskPart]:
    missing = missing_for_desk(people.member_by_id(handler.member_id), now)
    if missing:
        yield DeskPart(title=_("Before you decide cases"), url=missing[0].url, count=len(missing), urgent=True,
                       note=", ".join(one.title for one in missing))
    calls = len(calls_for(handler.member_id))
    yield DeskPart(title=_("On call"), url=reverse("on-call"), count=calls or None, urgent=bool(calls),
                   note=_("Who is called when somebody may be in danger."))
    yield DeskPart(title=_("Second looks"), url=reverse("sample-list"), count=len(looks_waiting(handler).rows),
                   note=_("A few decisions a week, drawn by chance."))
    yield DeskPart(title=_("Looking after yourself"), url=reverse("desk-care"),
                   note=_("What you leave to others, and how much it was."))


class PeopleDesk:
    """The apps of people and of screening stand below the desk, so their doors are put up here."""

    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        signed = DeskPart(title=_("Patients’ authorizations"), url=reverse("desk-authorizations"),
                          note=_("What patients signed, and where it is used."))
        if roles.isdisjoint({"OWNER", "STEWARD"}):
            return [signed] if "AUDITOR" in roles else []
        return [
            signed,
            DeskPart(title=_("Helplines to check"), url=reverse("helplines-desk"), count=len(unchecked(now.date())),
                     note=_("Numbers on the crisis page that nobody here has tried yet.")),
            DeskPart(title=_("Credentials to check"), url=reverse("credential-desk"),
                     count=people.credentials_waiting().count(), note=_("Licences that people say they hold.")),
            DeskPart(title=_("Members and roles"), url=reverse("desk-people"),
                     note=_("Find a member; give and end roles.")),
            DeskPart(title=_("Policies"), url=reverse("policy-desk"),
                     note=_("What people agree to before they act, and who has.")),
        ]


class ScreeningDesk:
    """Fact checks, questions whether something is true, keys for programs."""

    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint({"OWNER", "STEWARD"}):
            return []
        return [
            DeskPart(title=_("Fact checks"), url=reverse("fact-check-list"),
                     count=state_counts().get("UNVERIFIED", 0),
                     note=_("Entries that wait to be accepted. Only accepted ones stand under posts.")),
            DeskPart(title=_("Is this true?"), url=reverse("truth-question-list"), count=open_question_count(),
                     note=_("What members ask about posts.")),
            DeskPart(title=_("Keys for programs"), url=reverse("token-list"),
                     note=_("For programs that ask the guard about a text.")),
        ]


class AuditDesk:
    """The record's own app stands below the desk, so its door is put up here."""

    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint({"AUDITOR", "OWNER", "STEWARD"}):
            return []
        return [DeskPart(title=_("Record of what was done"), url=reverse("event-list"),
                         note=_("Who did what, and when. Nobody can change it."))]


NAMES.plug(MEMBER, MemberNames())
SUBJECTS.plug("member", ProfileSubject())
PERSONAL_DATA.plug("moderation", ModerationData())
NOTICE_SUBJECTS.plug("decision", Decisions())
NOTICE_SUBJECTS.plug("case", Cases())
NOTICE_SUBJECTS.plug("appeal", Appeals())
NOTICE_SUBJECTS.plug("second", Seconds())
NOTICE_SUBJECTS.plug("queue", Queue())
NOTICE_SUBJECTS.plug("flag", Flags())
NOTICE_SUBJECTS.plug("check_in", CheckIns())
MAIL_LINKS.plug("decision", Decisions())
MAIL_LINKS.plug("case", Cases())
DESK_PARTS.plug("audit", AuditDesk())
DESK_PARTS.plug("moderation", ModerationDesk())
DESK_PARTS.plug("people", PeopleDesk())
DESK_PARTS.plug("screening", ScreeningDesk())
