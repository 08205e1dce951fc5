"""Questions in words: where they stand, how long it takes, what a professional is shown before sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from dayroom.apps.communities.rules.questions import SEEKS
from dayroom.apps.communities.vocabulary import QuestionState, Specialty
from dayroom.apps.people.queries.personas import office_hours
from dayroom.apps.people.vocabulary import PROFESSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dayroom.apps.communities.models import Question
    from dayroom.apps.communities.rules.questions import Wait
    from dayroom.apps.people.models import Persona
    from dayroom.apps.screening.models import Finding

HOURS_SHOWN = 5  # professionals whose office hours stand beside the form
DAYS_FROM_HOURS = 48  # from here on a time is said in days


def referral() -> str:
    """What a professional can say in place of advice to one person; put into the text by a button, and theirs to
    change."""
    return _("What is right for you depends on things that only somebody who knows your case can see. Please ask your "
             "own doctor, nurse or pharmacist before you change anything. If you feel much worse, do not wait for an "
             "answer here: call the emergency number.")


def wait_sentence(wait: Wait | None) -> str:
    """How long an answer takes, from what really happened in the last 90 days."""
    if wait is None:
        return _("We cannot say yet how long an answer takes. Too few questions have been answered here.")
    if wait.median_hours is None:
        return _("More than half of the questions of the last 90 days still wait for an answer.")
    half = _("In the last 90 days, half of the questions were answered within %(time)s.") % {
        "time": span(wait.median_hours)
    }
    if wait.nine_in_ten_hours is None:
        return half + " " + _("Some were not answered at all.")
    return half + " " + _("Nine in ten were answered within %(time)s.") % {"time": span(wait.nine_in_ten_hours)}


def span(hours: int) -> str:
    if hours < DAYS_FROM_HOURS:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days = -(-hours // 24)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


@dataclass(frozen=True, slots=True)
class HoursLine:
    """When one professional says that they answer, in their own words."""

    who: str
    said: str
    language: str  # code
    language_name: str  # in the reader's language; empty where it is the reader's own


def hours_lines(today: date) -> list[HoursLine]:
    """When professionals say that they answer, as they wrote it; another language than the reader's is named."""
    own = (get_language() or "en")[:2]
    return [
        HoursLine(
            who=_("%(name)s (%(profession)s)") % {
                "name": name, "profession": PROFESSIONS.get(profession, PROFESSIONS["other"])
            },
            said=said, language=language,
            language_name="" if language[:2] == own else get_language_info(language[:2])["name_translated"],
        )
        for name, profession, said, language in office_hours(today, HOURS_SHOWN)
    ]


def private_audience(professionals: int) -> SafeString:
    """Who reads a private question, before and after it is answered; said before it is sent."""
    count = f"<strong>{formats.number_format(professionals, force_grouping=True)}</strong>"
    before = ngettext(
        "Until it is answered, it is read only by you, %(count)s verified professional and the people who look after "
        "this site.",
        "Until it is answered, it is read only by you, the %(count)s verified professionals here and the people who "
        "look after this site.", professionals,
    ) % {"count": count}
    after = _("Once it is answered, anyone on the internet can read the question and the answer. Your name and handle "
              "do not stand there. Who asked can be looked up only with a reason that is recorded.")
    return mark_safe(f"{before} {after}")


def specialties() -> list[tuple[str, str]]:
    return [(code.value, str(code.label)) for code in Specialty]


def state_sentence(question: Question) -> str:
    return {
        QuestionState.WAITING: _("It waits for a professional."),
        QuestionState.TAKEN: _("A professional has taken it and is writing."),
        QuestionState.ANSWERED: _("It was answered."),
        QuestionState.HANDED_OVER: _("A professional points to a proper consultation."),
        QuestionState.WITHDRAWN: _("It was taken back."),
    }[QuestionState(question.state)]


def helped_words(question: Question) -> str:
    if question.helped is None:
        return ""
    return _("It helped the person who asked.") if question.helped else _(
        "The person who asked says: not yet answered."
    )


def waited(question: Question, now: datetime) -> str:
    hours = max(1, int((now - question.waiting_since).total_seconds() // 3600))
    return _("waits for %(time)s") % {"time": span(hours)}


def queue_rows(questions: Iterable[Question], *, me: int, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "url": f"/pro/questions/{row.topic.public_id}/", "title": row.topic.title, "language": row.topic.language,
            "about": row.get_specialty_display(), "waited": waited(row, now), "again": row.followed_up_at is not None,
            "mine": row.state == QuestionState.TAKEN and row.taken_by is not None and row.taken_by.member_id == me,
            "place": _("asked in private") if row.private else row.topic.community.name,
        }
        for row in questions
    ]


def face_facts(persona: Persona) -> dict[str, Any]:
    """What will stand with the answer; shown to the professional before it is sent."""
    until = persona.verified_until
    return {
        "name": persona.display_name,
        "profession": str(PROFESSIONS.get(persona.profession, PROFESSIONS["other"])),
        "until": formats.date_format(until, "DATE_FORMAT") if until else "",
        "interests": persona.interests, "employer": persona.employer, "own_views": persona.own_views,
    }


def topic_strip(question: Question, *, public_id: str, is_asker: bool, is_clinician: bool) -> dict[str, Any]:
    """What stands at the head of a question's topic."""
    waits = question.state in (QuestionState.WAITING, QuestionState.TAKEN)
    return {
        "public_id": public_id, "about": question.get_specialty_display(),
        "said": _said_to(question, insider=is_asker or is_clinician), "waits": waits,
        "helped_words": helped_words(question),
        "helped": question.helped, "is_asker": is_asker, "is_clinician": is_clinician and not is_asker,
        "may_say": is_asker and question.first_answered_at is not None,
        "may_ask_again": is_asker and question.followed_up_at is None
        and question.state in (QuestionState.ANSWERED, QuestionState.HANDED_OVER),
    }


def _said_to(question: Question, *, insider: bool) -> str:
    """That somebody was pointed to a consultation is between them and the professionals."""
    if question.state == QuestionState.HANDED_OVER and not insider:
        return _("It was answered.") if question.first_answered_at else _("A professional has looked at it.")
    return state_sentence(question)


def consultation(question: Question) -> dict[str, str] | None:
    """The operator's own link, for the person who asked: the same for everybody, with nothing of theirs in it."""
    if question.handed_over_at is None or not settings.CONSULTATION_URL:
        return None
    return {"url": settings.CONSULTATION_URL, "label": settings.CONSULTATION_LABEL,
            "by": question.handed_over_by.display_name if question.handed_over_by else ""}


def seeks_a_finding(findings: Iterable[Finding]) -> bool:
    """The words ask what somebody has, or what to do: nothing is blocked, a signpost is shown."""
    return any(found.klass in SEEKS for found in findings)


def urgent_signs() -> list[str]:
    return [
        _("You cannot breathe well, or your chest hurts badly."),
        _("Your face or one arm hangs, or you cannot speak clearly."),
        _("You bleed a lot, or somebody cannot be woken."),
    ]


def day(at: datetime) -> str:
    return formats.date_format(localtime(at), "DATE_FORMAT")


