"""Scenes of the tour about saying things to many: a page that can be read, one text on many channels, one alert."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.outreach.presenters.alerts import cap_of, drawing, said
from dayroom.apps.outreach.presenters.campaigns import channel_label
from dayroom.apps.outreach.queries.alerts import after_action, areas, last_ended_alert
from dayroom.apps.outreach.queries.messages import approvals_of, deliveries_of, newest_out, text_of, variants_of
from dayroom.engines import guard
from dayroom.engines.guard.readability import plain_findings
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all
from dayroom.platform.markup import marked
from dayroom.web.tour.guarding import WORDS_MOST
from dayroom.web.tour.scenes import count_press, demo_cast, frame
from dayroom.web.views.tour import WHY_OPEN, Asked, asked_words

HARD = (
    "Patients experiencing hypoglycemia should administer 15 grams of rapidly absorbable carbohydrates orally and "
    "subsequently re-evaluate glycemia after approximately 15 minutes, repeating the administration if necessary. "
    "In the event of deteriorating consciousness, oral administration is contraindicated."
)
GRADE_EASY = 8.0  # school years; what the house asks of pages for patients (standards §7)


@dataclass(frozen=True, slots=True)
class Legible:
    """What the formulas and the list of hard words say of a text."""

    grade: float | None
    easy: bool
    words: int
    sentences: int
    marked: str
    better: list[tuple[str, str]]
    long_sentences: int


def read_plainly(text: str, language: str) -> Legible:
    figures = guard.readability(text, language)
    found = plain_findings(text, language)
    better = [(text[one.start : one.end], one.better) for one in found if one.better]
    return Legible(
        grade=round(figures.grade, 1) if figures.grade is not None else None,
        easy=figures.grade is not None and figures.grade <= GRADE_EASY, words=figures.words,
        sentences=figures.sentences, marked=marked(text, [(one.start, one.end) for one in found]), better=better,
        long_sentences=sum(one.klass == "LONG_SENTENCE" for one in found),
    )


@open_to_all(WHY_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tour_plain(request: HttpRequest) -> HttpResponse:
    """A page a patient can read: how hard a text is, and what would make it easier."""
    asked, read = Asked(HARD), None
    if request.method == "POST":
        count_press(request, now=timezone.now())
        asked = asked_words(request)
        read = read_plainly(asked.text, "en") if not asked.error else None
    return render(request, "tour/plain.html", {
        **frame("tour-plain", with_demo=bool(demo_cast())), "asked": asked, "read": read, "most": WORDS_MOST,
        "easy": GRADE_EASY,
    }, status=asked.status)


@open_to_all(WHY_OPEN)
@require_safe
def tour_channels(request: HttpRequest) -> HttpResponse:
    """One text, many channels, one approval: a message of the demo's own week, from its rows."""
    if not demo_cast():
        raise NotFound()
    row = newest_out()
    shown: dict[str, object] = frame("tour-channels", with_demo=True)
    if row is not None:
        texts = {one.channel: one for one in variants_of(row)}
        lines = [(channel_label(one.channel), one, text_of(row, texts.get(one.channel))) for one in deliveries_of(row)]
        shown |= {"row": row, "lines": lines, "approvals": approvals_of(row)}
    return render(request, "tour/channels.html", shown)


@open_to_all(WHY_OPEN)
@require_safe
def tour_alert(request: HttpRequest) -> HttpResponse:
    """One alert, from the desk to a phone, to its end: the demo's last one, from its rows."""
    if not demo_cast():
        raise NotFound()
    alert = last_ended_alert()
    if alert is None:
        return render(request, "tour/alert.html", frame("tour-alert", with_demo=True))
    told, language = after_action(alert), get_language() or "en"
    first = told.chain[0]
    return render(request, "tour/alert.html", {
        **frame("tour-alert", with_demo=True), "first": first, "said": said(first, language), "told": told,
        "lines": [(one, said(one, language)) for one in told.chain], "outlines": drawing(areas(), first.area_id),
        "cap": cap_of(first).decode(),
    })
