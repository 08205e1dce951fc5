"""Ask a professional, see where the question stands, ask once more, say whether it helped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dayroom.apps.communities.actions.checking import screened_text
from dayroom.apps.communities.actions.composing import Composed
from dayroom.apps.communities.actions.looking import look
from dayroom.apps.communities.actions.questions import asking_place, say_helped, send_follow_up, send_question
from dayroom.apps.communities.actions.sending import Sent
from dayroom.apps.communities.forms import composer as forms
from dayroom.apps.communities.presenters import questions as words
from dayroom.apps.communities.presenters.composer import audience_sentence, guard_notice
from dayroom.apps.communities.presenters.helping import help_words, waiting_words
from dayroom.apps.communities.queries.drafts import draft_at
from dayroom.apps.communities.queries.questions import opening_of, question_for_asker, wait_now
from dayroom.apps.communities.queries.standing import community_for
from dayroom.apps.communities.rules.questions import check_can_ask_again, check_may_ask
from dayroom.apps.communities.rules.writing import GuardSpoke, check_member_can_post
from dayroom.apps.communities.views.composer import lost, signed_out
from dayroom.apps.communities.views.who import reader_of
from dayroom.apps.communities.vocabulary import ASK_SLUG, POST_KIND, PostState
from dayroom.apps.people.queries.personas import verified_member_ids
from dayroom.apps.screening.queries import latest_findings, latest_screening
from dayroom.apps.screening.vocabulary import SettledBecause
from dayroom.kernel.errors import DayroomError, NotFound, TooMany
from dayroom.platform.gates import members_only, open_to_all, sign_in_first


@open_to_all("who is signed out gets their words back, and the way to sign in")
@require_http_methods(["GET", "POST"])
def question_ask(request: HttpRequest) -> HttpResponse:
    """In private: outside of every community."""
    sends = request.method == "POST" and reader_of(request) is not None
    return _ask(request, ASK_SLUG, {"action": "/ask/", "back_url": "/", "private": True, "name": "",
                                    "community_id": asking_place(timezone.now()).pk if sends else 0})


@open_to_all("who is signed out gets their words back, and the way to sign in")
@require_http_methods(["GET", "POST"])
def community_question(request: HttpRequest, slug: str) -> HttpResponse:
    """In a community, where its members read along."""
    composed = forms.composed_from(request)
    if reader_of(request) is None:
        return signed_out(request, composed) if request.method == "POST" else sign_in_first(request)
    try:
        place, standing = community_for(request.user, slug)
    except NotFound as fault:
        return lost(request, composed, fault)
    if request.method == "GET":
        check_member_can_post(standing, community_closed=place.closed_at is not None, topic_locked=False)
    return _ask(request, slug, {
        "action": f"/c/{slug}/ask-a-professional", "back_url": f"/c/{slug}/", "private": False, "name": place.name,
        "community_id": place.pk, "who_reads": audience_sentence(
            name=place.name, visibility=place.visibility, audience=place.audience, members_count=place.members_count,
            pinned=False, opens=True,
        ),
    })


def _ask(request: HttpRequest, slug: str, where: dict[str, Any]) -> HttpResponse:
    if reader_of(request) is None:
        return signed_out(request, forms.composed_from(request)) if request.method == "POST" else sign_in_first(request)
    now, place = timezone.now(), f"ask:{slug}"
    where |= {"draft_place": place, "opens": True}
    if where["private"]:
        where["who_reads"] = words.private_audience(len(verified_member_ids(timezone.localdate(now))))
    if request.method == "GET":
        check_may_ask(is_teen=request.user.is_teen)
        return _form(request, where, **_begun(request, place))
    composed = forms.composed_from(request)
    return _write(request, where, composed,
                  lambda: send_question(author=request.user, slug=slug, composed=composed, now=now))


def _begun(request: HttpRequest, place: str) -> dict[str, Any]:
    draft = draft_at(request.user.pk, place)
    return {"composed": forms.from_draft(draft) if draft else forms.empty(), "draft": draft,
            "draft_at": int(draft.saved_at.timestamp() * 1000) if draft else 0}


def _write(
    request: HttpRequest, where: dict[str, Any], composed: Composed, send: Callable[[], Sent]
) -> HttpResponse:
    """Send, or come back to the same form with the reason and every word in it."""
    if composed.do == "look":
        seen = look(author=request.user, community_id=where["community_id"], opens=where["opens"], composed=composed,
                    now=timezone.now())
        return render(request, "communities/_composer_look.html", {"seen": seen, "reasons": SettledBecause.choices})
    try:
        sent = send()
        return redirect("question-page", public_id=sent.topic.public_id)
    except GuardSpoke as spoke:
        written = composed.written()
        text = screened_text(written.title if where["opens"] else "", written.body)
        return _form(request, where, composed=composed, status=spoke.status, notice=guard_notice(spoke, text))
    except NotFound as fault:
        return lost(request, composed, fault)
    except DayroomError as fault:
        answer = _form(request, where, composed=composed, status=fault.status, sentence=fault.sentence)
        if isinstance(fault, TooMany):
            answer["Retry-After"] = str(fault.retry_after_seconds)
        return answer


def _form(
    request: HttpRequest, where: dict[str, Any], *, composed: Composed, status: int = 200, **more: Any
) -> HttpResponse:
    composed.submit_key = composed.submit_key or forms.new_key()
    now = timezone.now()
    given = {
        "where": where, "composed": composed, "specialties": words.specialties(),
        "wait": words.wait_sentence(wait_now(now)), "hours": words.hours_lines(timezone.localdate(now)),
        "signs": words.urgent_signs(), "draft_at": 0, **more,
    }
    return render(request, "communities/question_ask.html", given, status=status)


@members_only
@require_GET
def question_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The asker's own page: where it stands, how long it may take, and help where the words ask for it."""
    question = question_for_asker(request.user, public_id)
    topic, post, now = question.topic, opening_of(question.topic), timezone.now()
    screening = latest_screening(POST_KIND, post.pk)
    tier = screening.tier if screening else 0
    return render(request, "communities/question_page.html", {
        "question": question, "topic": topic, "post": post, "held": post.state == PostState.HELD,
        "strip": words.topic_strip(question, public_id=public_id, is_asker=True, is_clinician=False),
        "wait": words.wait_sentence(wait_now(now)), "hours": words.hours_lines(timezone.localdate(now)),
        "seeks": words.seeks_a_finding(latest_findings(POST_KIND, post.pk)), "signs": words.urgent_signs(),
        "consultation": words.consultation(question),
        **waiting_words(tier=tier, action=screening.action if screening else "HOLD",
                        checked=screening.checked if screening else False),
        **help_words(tier, request.user.country, topic.language),
    })


@open_to_all("who is signed out gets their words back, and the way to sign in")
@require_http_methods(["GET", "POST"])
def question_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """The one follow-up."""
    composed, now = forms.composed_from(request), timezone.now()
    if reader_of(request) is None:
        return signed_out(request, composed) if request.method == "POST" else sign_in_first(request)
    try:
        question = question_for_asker(request.user, public_id)
    except NotFound as fault:
        return lost(request, composed, fault)
    where = {"action": f"/q/{public_id}/again", "back_url": f"/t/{public_id}/", "private": question.private,
             "name": question.topic.title, "draft_place": f"again:{public_id}", "opens": False, "again": True,
             "community_id": question.topic.community_id}
    if request.method == "GET":
        check_can_ask_again(is_asker=True, state=question.state, followed_up=question.followed_up_at is not None)
        return _form(request, where, **_begun(request, where["draft_place"]))
    return _write(request, where, composed,
                  lambda: send_follow_up(author=request.user, public_id=public_id, composed=composed, now=now))


@members_only
@require_POST
def question_helped(request: HttpRequest, public_id: str) -> HttpResponse:
    helped = request.POST.get("helped") == "1"
    say_helped(member=request.user, public_id=public_id, helped=helped, now=timezone.now())
    messages.success(request, _("Thank you for saying so. It helps others to find good answers.") if helped
                     else _("Thank you for saying so. You can ask once more, or ask your own care team."))
    return redirect("topic-page", public_id=public_id)
