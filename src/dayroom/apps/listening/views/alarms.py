"""The alarm desk: what was raised, what is behind it, who takes it on, and how easily the next one comes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.listening.actions import alarms as actions
from dayroom.apps.listening.actions.thresholds import forget_learned, set_threshold
from dayroom.apps.listening.forms.alarms import ThresholdForm, VerdictForm, filled
from dayroom.apps.listening.presenters import alarms as show
from dayroom.apps.listening.queries import alarms as queries
from dayroom.apps.listening.queries.judging import setting_in, settings_of
from dayroom.apps.listening.queries.notices import notices_near
from dayroom.apps.listening.rules.alarms import DECIDED, OPEN
from dayroom.apps.listening.views.readers import analysts, desk_readers
from dayroom.apps.listening.vocabulary import ANALYST_ROLES, AlarmState
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Alarm

GET_POST = ["GET", "HEAD", "POST"]
SUMMARY_DAYS = 7


def _actor(request: HttpRequest) -> actions.Actor:
    return actions.Actor(request.user.pk, request.user.roles)  # type: ignore[union-attr]  # gated


def _may_decide(request: HttpRequest) -> bool:
    return bool(request.user.has_role(*ANALYST_ROLES))  # type: ignore[union-attr]  # gated


@require_safe
@desk_readers
def alarm_list(request: HttpRequest) -> HttpResponse:
    decided = request.GET.get("show") == "decided"
    topic = queries.topic_named(request.GET["topic"]) if request.GET.get("topic") else None
    before = request.GET.get("before", "")
    rows = queries.alarms_listed(
        DECIDED if decided else OPEN,
        topic.pk if topic else None,
        int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None,
    )
    shown = rows[: queries.LISTED]
    query = request.GET.copy()
    if len(rows) > len(shown):
        query["before"] = str(shown[-1].pk)
    return render(request, "listening/alarm_list.html", {
        "lines": show.lines(shown), "decided": decided, "topic": topic, "new": queries.new_count(),
        "older_url": f"?{query.urlencode()}" if len(rows) > len(shown) else "",
    })  # fmt: skip


@require_safe
@desk_readers
def alarm_summary(request: HttpRequest) -> HttpResponse:
    """The last seven days on one page, to print or to read in a meeting."""
    now = timezone.now()
    since = now - timedelta(days=SUMMARY_DAYS)
    rows = queries.alarms_between(since, now)
    summary = show.Summary(
        raised=show.lines(one for one in rows if one.raised_at >= since),
        decided=show.lines(one for one in rows if one.decided_at and one.decided_at >= since),
        waiting=queries.open_count(),
    )
    return render(request, "listening/alarm_summary.html", {"summary": summary, "since": since, "now": now})


def _page(request: HttpRequest, alarm: Alarm, form: VerdictForm) -> HttpResponse:
    steps = [(one, show.step_words(one)) for one in queries.steps_of(alarm)]
    return render(request, "listening/alarm_show.html", {
        "alarm": alarm, "title": show.title_of(alarm), "sentence": show.sentence_of(alarm),
        "times": show.times_words(alarm), "doubts": show.doubts_of(alarm), "basis": show.basis_words(alarm),
        "detector": show.detector_words(alarm.detector), "series": show.picture_of(alarm),
        "badge": show.BADGES.get(AlarmState(alarm.state), ""), "steps": steps, "form": form,
        "near": show.lines(queries.near_alarms(alarm)), "notices": notices_near(alarm),
        "may_decide": _may_decide(request),
        "is_open": alarm.state in OPEN, "draft_url": actions.draft_address(alarm),
        "learned": show.learned_words(
            setting_in(settings_of([alarm.topic_id]), alarm.topic_id, alarm.place).learned),
    }, status=422 if form.errors else 200)  # fmt: skip


@require_http_methods(GET_POST)
@desk_readers
def alarm_show(request: HttpRequest, public_id: str) -> HttpResponse:
    """An alarm; what is sent here is a verdict."""
    alarm = queries.alarm_named(public_id)
    if request.method != "POST":
        return _page(request, alarm, VerdictForm(alarm=alarm))
    form = VerdictForm(request.POST, alarm=alarm)
    if form.is_valid():
        try:
            actions.move_alarm(alarm=alarm, actor=_actor(request), now=timezone.now(), **form.cleaned_data)
        except (Conflict, Invalid) as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Kept. The limit has learned from it. You can take it back."))
            return redirect("alarm-show", public_id=public_id)
    return _page(request, alarm, form)


@require_POST
@analysts
def alarm_move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take it on, put it back, or take a verdict back: steps that need no words."""
    alarm = queries.alarm_named(public_id)
    after = AlarmState.NEW if request.POST.get("to") == "back" else AlarmState.LOOKED
    try:
        actions.move_alarm(alarm=alarm, after=after, actor=_actor(request), now=timezone.now())
    except (Conflict, Refused) as fault:
        messages.error(request, str(fault))
    return redirect("alarm-show", public_id=public_id)


@require_POST
@analysts
def alarm_public(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a confirmed alarm on the public map, or take it off."""
    alarm, shown = queries.alarm_named(public_id), request.POST.get("show") == "yes"
    try:
        actions.show_alarm(alarm=alarm, is_public=shown, actor=_actor(request), now=timezone.now())
    except (Conflict, Refused) as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("It stands on the public map now.") if shown else _("It is off the public map."))
    return redirect("alarm-show", public_id=public_id)


@require_http_methods(GET_POST)
@analysts
def alarm_hand_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """The second of two clicks: what will be handed over stands here before it is."""
    alarm = queries.alarm_named(public_id)
    if alarm.state != AlarmState.CONFIRMED or alarm.drafted:
        return redirect("alarm-show", public_id=public_id)
    sentence, place = show.sentence_of(alarm), show.place_words(alarm.place)
    if request.method == "POST":
        try:
            actions.hand_over(
                alarm=alarm, sentence=sentence, place_name=place, actor=_actor(request), now=timezone.now()
            )
        except (Conflict, Refused) as fault:
            messages.error(request, str(fault))
        else:
            messages.success(request, _("The draft waits at the alert desk. Its people have been told."))
        return redirect("alarm-show", public_id=public_id)
    return render(request, "listening/alarm_hand_over.html", {
        "alarm": alarm, "title": show.title_of(alarm), "sentence": sentence, "place": place,
    })  # fmt: skip


@require_safe
@desk_readers
def threshold_list(request: HttpRequest) -> HttpResponse:
    rows = [
        (topic, show.setting_words(setting), show.learned_words(setting.learned), places)
        for topic, setting, places in queries.topics_with_thresholds()
    ]
    return render(request, "listening/alarm_thresholds.html", {"rows": rows})


@require_http_methods(GET_POST)
@analysts
def threshold_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """How easily one topic alarms, or one of its places (``?place=`` with a code)."""
    topic, place = queries.topic_named(public_id), request.GET.get("place", "").replace("\0", "")[:60]
    places = queries.places_with_alarms(topic)
    own = queries.threshold_of(topic.pk, place)
    if place and place not in places and own is None:
        raise NotFound()
    settings = settings_of([topic.pk])
    form = ThresholdForm(request.POST or None, initial=filled(setting_in(settings, topic.pk, place)))
    if request.method == "POST" and request.POST.get("do") == "forget":
        forget_learned(topic=topic, place=place, by_id=request.user.pk, now=timezone.now())  # type: ignore[arg-type]  # gated
        messages.success(request, _("What verdicts taught is forgotten here. New ones teach again."))
        return redirect(request.get_full_path())
    if request.method == "POST" and form.is_valid():
        try:
            set_threshold(topic=topic, place=place, by_id=request.user.pk, now=timezone.now(), **form.cleaned_data)  # type: ignore[arg-type]  # gated
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Kept. It holds from the next count on."))
            return redirect(request.get_full_path())
    return render(request, "listening/alarm_threshold.html", {
        "topic": topic, "place": place, "place_name": show.place_words(place), "form": form, "own": own,
        "learned": show.learned_words(setting_in(settings, topic.pk, place).learned),
        "places": [(code, show.place_words(code)) for code in places],
    }, status=422 if form.errors else 200)  # fmt: skip
