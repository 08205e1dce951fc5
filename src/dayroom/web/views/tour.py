"""The tour: short scenes, one page each. No sign-up, no script needed, and no words of a visitor are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.communities.presenters.mending import referred
from dayroom.apps.communities.queries.communities import Filters, place_for, topics_of
from dayroom.engines import guard
from dayroom.kernel.errors import DayroomError, Invalid, NotFound, TooLarge
from dayroom.platform.gates import open_to_all
from dayroom.platform.markup import clean
from dayroom.web.tour import guarding, myths, places, sandbox
from dayroom.web.tour.scenes import count_press, demo_cast, frame

WHY_OPEN = "the tour shows made-up people, and a visitor's own words to that visitor only"
PLAY_COOKIE = "tour_play"

EXAMPLE = (
    "They turned me away again. My NHS number is 943 476 5919 and I was born on 3 May 1974. If this happened to you "
    "too, please write to me at ann@example.org."
)
REPLY = (
    "Thank you for asking. I looked at your last letter: you were born on 14 March 1958 and your MRN is 00482913. A "
    "steroid shot can push sugar up for some days. If it stays high, ring me at home on 202-555-0143."
)
REPLY_ANEW = (
    "A steroid shot in a joint can push sugar up for some days, sometimes for two weeks. It mostly settles. Please "
    "ring your own clinic today with your readings, and ask at what number they want to hear from you."
)

ADVICE = (
    "Thank you for asking. A steroid shot can push sugar up for some days. Take 4 more units of insulin tonight. It "
    "mostly settles within two weeks."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor sent: the words, cleaned, and the sentence when they cannot be read."""

    text: str
    error: str = ""
    status: int = 200


def asked_words(request: HttpRequest) -> Asked:
    """The words stay in the answer whatever is wrong with them: nothing is lost."""
    raw = request.POST.get("text", "")
    try:
        text = clean(raw)
        if len(text) > guarding.WORDS_MOST:
            raise TooLarge(_("That is too long for the tour. Please try it with fewer words."))
        if not text.strip():
            raise Invalid(_("There is nothing to read yet. Write a few words first."))
    except DayroomError as fault:
        return Asked(raw[: guarding.WORDS_MOST].encode("utf-8", "replace").decode("utf-8"), str(fault), fault.status)
    return Asked(text)


@open_to_all(WHY_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tour_words(request: HttpRequest) -> HttpResponse:
    """Your own text through the guard."""
    author, subject = request.POST.get("author", "MEMBER"), request.POST.get("subject", "UNKNOWN")
    if author not in guarding.AUTHORS or subject not in guarding.SUBJECTS:
        raise Invalid()
    asked, seen = Asked(EXAMPLE), None
    if request.method == "POST":
        count_press(request, now=timezone.now())
        asked = asked_words(request)
        if not asked.error:
            seen = guarding.look(asked.text, author=guard.Author(author), subject=guard.Subject(subject), compare=True)
    return render(request, "tour/words.html", {
        **frame("tour", with_demo=bool(demo_cast())), "asked": asked, "seen": seen, "author": author,
        "subject": subject, "authors": guarding.AUTHORS, "subjects": guarding.SUBJECTS, "most": guarding.WORDS_MOST,
    }, status=asked.status)


@open_to_all(WHY_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tour_myth(request: HttpRequest) -> HttpResponse:
    """Three posts about one claim: only what asserts it carries a note. Then the visitor's own sentence."""
    cast = demo_cast()
    if not cast:
        raise NotFound()
    asked, own = Asked(""), None
    if request.method == "POST":
        count_press(request, now=timezone.now())
        if request.POST.get("text"):
            asked = asked_words(request)
            own = myths.read(asked.text) if not asked.error else None
    return render(request, "tour/myth.html", {
        **frame("tour-myth", with_demo=True), "sayings": myths.sayings(), "shown": request.method == "POST",
        "asked": asked, "own": own, "most": guarding.WORDS_MOST,
    }, status=asked.status)


@open_to_all(WHY_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tour_reply(request: HttpRequest) -> HttpResponse:
    """Dr Okoye's reply: written, stopped, mended, posted."""
    cast = demo_cast()
    given: dict[str, Any] = {
        **frame("tour-reply", with_demo=bool(cast)), "step": 1, "asked": Asked(REPLY), "most": guarding.WORDS_MOST,
    }
    if request.method == "POST":
        count_press(request, now=timezone.now())
        given |= _replied(request)
    if given["step"] == 4 and cast:
        given["topic_url"] = _topic_to_answer()
    given["steps"] = [_("Written"), _("Stopped"), _("Mended"), _("Posted")]
    return render(request, "tour/reply.html", given, status=given["asked"].status)


def _replied(request: HttpRequest) -> dict[str, Any]:
    do = request.POST.get("do", "send")
    if do == "anew":
        return {"asked": Asked(REPLY_ANEW), "step": 3}
    asked = asked_words(request)
    if asked.error:
        return {"asked": asked}
    seen = guarding.look(asked.text, author=guard.Author.PROFESSIONAL, subject=guard.Subject.PATIENT)
    if do == "mask" and seen.masked:
        return {"asked": Asked(seen.masked), "step": 3}
    if seen.stops:
        return {"asked": asked, "seen": seen, "step": 2}
    return {"asked": asked, "step": 4}


@open_to_all(WHY_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tour_ask(request: HttpRequest) -> HttpResponse:
    """A question to a professional: the answer decides for one person, is stopped, mended, given, and helps."""
    given: dict[str, Any] = {
        **frame("tour-ask", with_demo=bool(demo_cast())), "step": 1, "asked": Asked(ADVICE),
        "most": guarding.WORDS_MOST,
    }
    if request.method == "POST":
        count_press(request, now=timezone.now())
        given |= _answered(request)
    given["steps"] = [_("Asked"), _("Stopped"), _("Mended"), _("Answered"), _("It helped")]
    return render(request, "tour/ask.html", given, status=given["asked"].status)


def _answered(request: HttpRequest) -> dict[str, Any]:
    do = request.POST.get("do", "send")
    asked = asked_words(request)
    if asked.error:
        return {"asked": asked}
    if do == "helped":
        return {"asked": asked, "step": 5}
    seen = guarding.look(asked.text, author=guard.Author.PROFESSIONAL, subject=guard.Subject.UNKNOWN)
    if do == "refer" and seen.advice:
        return {"asked": Asked(referred(asked.text, seen.advice)), "step": 3}
    if seen.stops:
        return {"asked": asked, "seen": seen, "step": 2}
    return {"asked": asked, "step": 4}


def _topic_to_answer() -> str:
    """A question in the open community that Dr Okoye could answer for real; best the one of this scene."""
    place = place_for(None, places.OPEN_PLACE)
    lines = topics_of(place, None, filters=Filters(seeking="INFORMATION"), after="", now=timezone.now()).topics
    free = sorted((line for line in lines if not line.locked), key=lambda line: "steroid" not in line.title.lower())
    return f"/t/{free[0].public_id}/#reply" if free else ""


@open_to_all(WHY_OPEN)
@require_safe
def tour_answer(request: HttpRequest) -> HttpResponse:
    """A question finds its answer, one press at a time."""
    cast = demo_cast()
    questions = places.answered_questions(timezone.now()) if cast else []
    if not questions:
        raise NotFound()
    chosen = next((line for line in questions if line.public_id == request.GET.get("topic")), questions[0])
    events = places.events_of(chosen.public_id)
    shown = request.GET.get("seen", "1")
    count = min(max(int(shown), 1), len(events)) if shown.isascii() and shown.isdigit() and len(shown) < 4 else 1
    return render(request, "tour/answer.html", {
        **frame("tour-answer", with_demo=True), "questions": questions, "chosen": chosen, "events": events[:count],
        "seen": count, "next_seen": count + 1 if count < len(events) else 0,
    })


@open_to_all(WHY_OPEN)
@require_safe
def tour_sight(request: HttpRequest) -> HttpResponse:
    """The same community through four pairs of eyes."""
    cast = demo_cast()
    eyes = request.GET.get("as", "visitor")
    if not cast or eyes not in places.EYES:
        raise NotFound()
    sight = places.sight_of(eyes, ann=cast["ann"], mo=cast["mo"], now=timezone.now())
    return render(request, "tour/sight.html", {
        **frame("tour-sight", with_demo=True), "eyes": eyes, "all_eyes": places.EYES, "sight": sight,
    })


@open_to_all(WHY_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tour_withdraw(request: HttpRequest) -> HttpResponse:
    """Take a post back and see it gone everywhere."""
    cast = demo_cast()
    if not cast:
        raise NotFound()
    kept = request.get_signed_cookie(PLAY_COOKIE, default="", max_age=sandbox.PLAY_SECONDS)
    play = sandbox.Play.from_text(kept or "")
    if request.method == "POST":
        return _played(request, play, cast)
    found = None
    if play is not None:
        try:
            found = sandbox.traces(play, ann=cast["ann"], carl=cast["carl"], now=timezone.now())
        except NotFound:
            play = None  # the demo was made anew since: begin again
    return render(request, "tour/withdraw.html", {**frame("tour-withdraw", with_demo=True), "traces": found})


def _played(request: HttpRequest, play: sandbox.Play | None, cast: dict[str, Any]) -> HttpResponse:
    """One press of a button, then back to the page: reloading it presses nothing twice."""
    now, do = timezone.now(), request.POST.get("do", "")
    ann, carl = cast["ann"], cast["carl"]
    count_press(request, now=now)
    answer = redirect("tour-withdraw")
    if play is not None:
        try:
            if do == "withdraw":
                sandbox.take_back(play, ann=ann, now=now)
            elif do == "undo":
                sandbox.put_back(play, ann=ann, now=now)
            elif do in ("begin", "reset"):
                sandbox.clear(play, ann=ann, carl=carl, now=now)
                answer.delete_cookie(PLAY_COOKIE, samesite="Lax")
        except NotFound:
            answer.delete_cookie(PLAY_COOKIE, samesite="Lax")  # the demo was made anew since
    if do == "begin":
        made = sandbox.begin(ann=ann, carl=carl, now=now)
        answer.set_signed_cookie(PLAY_COOKIE, made.as_text(), max_age=sandbox.PLAY_SECONDS, httponly=True,
                                 samesite="Lax", secure=settings.HTTPS)
    return answer
