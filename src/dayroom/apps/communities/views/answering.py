"""The professionals' queue: find a question, take it, answer it, give it back, or point to a consultation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dayroom.apps.communities.actions.answering import give_back, hand_over, mended, send_answer, take_question
from dayroom.apps.communities.actions.composing import Composed, save_draft
from dayroom.apps.communities.actions.looking import look
from dayroom.apps.communities.forms import composer as forms
from dayroom.apps.communities.forms.communities import language_name
from dayroom.apps.communities.presenters import questions as words
from dayroom.apps.communities.presenters.composer import guard_notice
from dayroom.apps.communities.queries import questions
from dayroom.apps.communities.queries.drafts import draft_at
from dayroom.apps.communities.rules.questions import is_individual_advice
from dayroom.apps.communities.rules.writing import GuardSpoke
from dayroom.apps.communities.views.composer import lost, signed_out
from dayroom.apps.communities.views.who import reader_of
from dayroom.apps.communities.vocabulary import PostState, QuestionState
from dayroom.apps.people.vocabulary import Role
from dayroom.apps.screening.vocabulary import SettledBecause
from dayroom.kernel.errors import DayroomError, NotFound, TooMany
from dayroom.kernel.ids import is_public_id
from dayroom.platform.gates import open_to_all, staff_only

DAYS = (1, 3, 7)


@staff_only(Role.CLINICIAN)
@require_GET
def question_queue(request: HttpRequest) -> HttpResponse:
    now, me = timezone.now(), request.user
    persona = questions.persona_on_duty(me, timezone.localdate(now))
    days = request.GET.get("days", "")
    asked = questions.Filters(
        specialty=request.GET.get("about", ""), community=request.GET.get("in", "")[:60],
        language=request.GET.get("language", "")[:8], days=int(days) if days in map(str, DAYS) else 0,
    )
    places, languages = questions.queue_choices(me)
    return render(request, "communities/question_queue.html", {
        "rows": words.queue_rows(questions.queue(me, asked, now), me=me.pk, now=now), "asked": asked,
        "specialties": words.specialties(), "places": places, "days": DAYS,
        "languages": [(code, language_name(code)) for code in languages],
        "persona": persona, "wait": words.wait_sentence(questions.wait_now(now)),
    })


@staff_only(Role.CLINICIAN)
@require_GET
def question_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """One question, and the form for its answer once it is taken."""
    question = questions.question_for_professional(request.user, public_id)
    draft = draft_at(request.user.pk, f"answer:{public_id}")
    composed = forms.from_draft(draft) if draft else forms.empty()
    return _desk(request, question, composed, draft=draft)


def _desk(
    request: HttpRequest, question: Any, composed: Composed, *, status: int = 200, draft: Any = None, **more: Any
) -> HttpResponse:
    now, public_id = timezone.now(), question.topic.public_id
    persona = questions.persona_on_duty(request.user, timezone.localdate(now))
    taken = question.state == QuestionState.TAKEN and question.taken_until > now
    mine = taken and question.taken_by_id == persona.pk
    composed.submit_key = composed.submit_key or forms.new_key()
    given = {
        "question": question, "topic": question.topic, "said": questions.said_in(question.topic), "mine": mine,
        "taken": taken, "waited": words.waited(question, now), "face": words.face_facts(persona),
        "open": question.state in (QuestionState.WAITING, QuestionState.TAKEN), "composed": composed,
        "state_said": words.state_sentence(question), "consultation": settings.CONSULTATION_LABEL
        if settings.CONSULTATION_URL else "", "draft": draft,
        "draft_at": int(draft.saved_at.timestamp() * 1000) if draft else 0,
        "where": {"action": f"/pro/questions/{public_id}/answer", "draft_place": f"answer:{public_id}"}, **more,
    }
    return render(request, "communities/question_desk.html", given, status=status)


@staff_only(Role.CLINICIAN)
@require_POST
def question_take(request: HttpRequest, public_id: str) -> HttpResponse:
    take_question(member=request.user, public_id=public_id, now=timezone.now())
    messages.success(request, _("The question is yours for a day. Then it goes back to the queue by itself."))
    return redirect("question-desk", public_id=public_id)


@staff_only(Role.CLINICIAN)
@require_POST
def question_give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    give_back(member=request.user, public_id=public_id, now=timezone.now())
    messages.success(request, _("The question is back in the queue. What you wrote is kept as your draft."))
    return redirect("question-queue")


@staff_only(Role.CLINICIAN)
@require_http_methods(["GET", "POST"])
def question_hand_over(request: HttpRequest, public_id: str) -> HttpResponse:
    question = questions.question_for_professional(request.user, public_id)
    if request.method == "GET":
        return render(request, "communities/question_hand_over.html", {
            "topic": question.topic, "url": settings.CONSULTATION_URL, "label": settings.CONSULTATION_LABEL,
        })
    hand_over(member=request.user, public_id=public_id, now=timezone.now())
    messages.success(request, _("The person who asked has been told, with the link. Nothing about them was passed on."))
    return redirect("question-queue")


@open_to_all("who is signed out while writing gets their words back; the action asks for role, check and factor")
@require_http_methods(["GET", "POST"])
def question_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    composed = forms.composed_from(request)
    if reader_of(request) is None and request.method == "POST":
        return signed_out(request, composed)
    if request.method == "POST" and composed.do != "look" and is_public_id(public_id):
        # before anything else is asked: a license that ran out meanwhile must not cost the words
        save_draft(member=request.user, place=f"answer:{public_id}", composed=composed, now=timezone.now())
    return _answer(request, public_id, composed)


@staff_only(Role.CLINICIAN)
def _answer(request: HttpRequest, public_id: str, composed: Composed) -> HttpResponse:
    if request.method == "GET":
        return redirect("question-desk", public_id=public_id)
    now = timezone.now()
    try:
        question = questions.question_for_professional(request.user, public_id)
        if composed.do == "look":
            return _look(request, question, composed)
        if composed.do in ("refer", "general"):
            return _mended(request, question, composed)
        sent = send_answer(author=request.user, public_id=public_id, composed=composed, now=now)
    except GuardSpoke as spoke:
        advice = any(is_individual_advice(found) for found in spoke.findings)
        return _desk(request, question, composed, status=spoke.status, advice=advice,
                     notice=guard_notice(spoke, composed.written().body))
    except NotFound as fault:
        return lost(request, composed, fault)
    except DayroomError as fault:
        answer = _desk(request, question, composed, status=fault.status, sentence=fault.sentence)
        if isinstance(fault, TooMany):
            answer["Retry-After"] = str(fault.retry_after_seconds)
        return answer
    if sent.post.state != PostState.LIVE:
        return redirect("post-sent", public_id=sent.post.public_id)
    messages.success(request, _("Your answer is out, with your role and your interests beside it."))
    return redirect(f"/t/{public_id}/#post-{sent.post.position}")


def _look(request: HttpRequest, question: Any, composed: Composed) -> HttpResponse:
    """What the reply guard would ask about, while the answer is still being written. Nothing is kept."""
    now = timezone.now()
    composed.speak_as = questions.persona_on_duty(request.user, timezone.localdate(now)).public_id
    seen = look(author=request.user, community_id=question.topic.community_id, opens=False, composed=composed, now=now)
    return render(request, "communities/_composer_look.html", {"seen": seen, "reasons": SettledBecause.choices})


def _mended(request: HttpRequest, question: Any, composed: Composed) -> HttpResponse:
    """The text with the sentence taken out, or the referral put in: to be read before it is sent."""
    now, public_id = timezone.now(), question.topic.public_id
    composed.body = mended(
        author=request.user, public_id=public_id, composed=composed, referral=words.referral(), now=now
    )
    save_draft(member=request.user, place=f"answer:{public_id}", composed=composed, now=now)
    return _desk(request, question, composed, changed=composed.do)
