"""Alarms as the desk and the public see them, and who is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from dayroom.apps.listening.models import Alarm, AlarmStep, OfficialNotice, Source, Threshold, Topic
from dayroom.apps.listening.rules.alarms import DECIDED, OPEN
from dayroom.apps.listening.vocabulary import DESK_ROLES, AlarmState
from dayroom.apps.listening.vocabulary.alarms import MAP_DAYS, NOTICE_DAYS, Official, Setting
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id

LISTED = 60
TOLD_MOST = 500


def desk_members(roles: Iterable[str]) -> list[int]:
    """Ids of those who work at the desk in one of these roles, with a second factor."""
    holders = Q(pk__in=[])
    for role in roles:
        holders |= Q(roles_cached__contains=role)
    rows = get_user_model().objects.filter(holders, has_factor_cached=True)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:TOLD_MOST])


def is_at_desk(member_id: int) -> bool:
    row = get_user_model().objects.filter(pk=member_id).first()
    return row is not None and row.has_role(*DESK_ROLES)


def alarm_named(public_id: str) -> Alarm:
    rows = Alarm.objects.select_related("topic", "owner")
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def topic_named(public_id: str) -> Topic:
    found = Topic.objects.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def steps_of(alarm: Alarm) -> list[AlarmStep]:
    return list(alarm.steps.select_related("by").order_by("pk"))


def alarms_listed(states: Sequence[str], topic_id: int | None = None, before: int | None = None) -> list[Alarm]:
    """The newest first; one more than a page holds, so that the page knows whether there is another."""
    rows = Alarm.objects.select_related("topic", "owner").filter(state__in=states)
    if topic_id is not None:
        rows = rows.filter(topic_id=topic_id)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[: LISTED + 1])


def open_count() -> int:
    return Alarm.objects.filter(state__in=OPEN).count()


def new_count() -> int:
    return Alarm.objects.filter(state=AlarmState.NEW).count()


def alarms_between(since: datetime, until: datetime) -> list[Alarm]:
    """For the summary: what was raised, and what was decided, in this time."""
    moved = Q(raised_at__range=(since, until)) | Q(decided_at__range=(since, until))
    return list(Alarm.objects.select_related("topic", "owner").filter(moved).order_by("-pk")[: LISTED * 5])


def near_alarms(alarm: Alarm) -> list[Alarm]:
    """Other alarms of the same topic within a month: the same thing elsewhere, or again."""
    month = (alarm.day - timedelta(30), alarm.day + timedelta(30))
    rows = Alarm.objects.select_related("topic").filter(topic_id=alarm.topic_id, day__range=month)
    return list(rows.exclude(pk=alarm.pk).order_by("-day", "-pk")[:12])


def public_alarms(today: date) -> list[Alarm]:
    """What stands on the public map: confirmed by somebody, about a topic that is public, of the last three months."""
    rows = Alarm.objects.select_related("topic").filter(
        state=AlarmState.CONFIRMED, is_public=True, topic__is_public=True, day__gte=today - timedelta(MAP_DAYS)
    )
    return list(rows.order_by("-day", "-pk")[:LISTED])


def public_notices(now: datetime) -> list[tuple[Official, str]]:
    """(notice, who says it) of authorities in the last month; where one was told twice, the newest."""
    rows = OfficialNotice.objects.select_related("source").filter(
        source__is_official=True, source__is_on=True, at__gte=now - timedelta(days=NOTICE_DAYS), at__lte=now
    )
    return [
        (Official(row.title, row.link, row.place, row.at.date(), row.severity), row.source.name)
        for row in rows.order_by("-at", "-pk")[:LISTED]
    ]


def handed_over() -> Alarm | None:
    """The newest alarm on the public map from which an alert was drafted."""
    rows = Alarm.objects.select_related("topic").filter(
        state=AlarmState.CONFIRMED, is_public=True, topic__is_public=True).exclude(drafted="")  # fmt: skip
    return rows.order_by("-day", "-pk").first()


def newest_explained() -> Alarm | None:
    """The newest alarm about a public topic that had another reason."""
    rows = Alarm.objects.select_related("topic").filter(state=AlarmState.EXPLAINED, topic__is_public=True)
    return rows.order_by("-day", "-pk").first()


def thresholds_of(topic: Topic) -> list[Threshold]:
    return list(topic.thresholds.select_related("changed_by").order_by("place"))


def threshold_of(topic_id: int, place: str) -> Threshold | None:
    return Threshold.objects.filter(topic_id=topic_id, place=place).first()


def topics_with_thresholds() -> list[tuple[Topic, Setting, int]]:
    """(topic, its setting, how many of its places have one of their own)."""
    rows = {(row.topic_id, row.place): row for row in Threshold.objects.all()}
    own = Counter(topic for topic, place in rows if place)
    made = []
    for topic in Topic.objects.order_by("name"):
        row = rows.get((topic.pk, ""))
        setting = Setting(row.detector, row.alpha, row.least, row.learned) if row else Setting()
        made.append((topic, setting, own[topic.pk]))
    return made


def places_with_alarms(topic: Topic) -> list[str]:
    """Places that have alarmed about this topic, those that did most often first."""
    rows = Counter(Alarm.objects.filter(topic=topic).exclude(place="").values_list("place", flat=True))
    return [place for place, _times in rows.most_common(30)]


def verdicts_of(topic_id: int, place: str, since: datetime | None) -> list[tuple[str, str]]:
    """(state, explanation) of what was decided about this topic and place, oldest first."""
    rows = Alarm.objects.filter(topic_id=topic_id, place=place, state__in=DECIDED)
    if since is not None:
        rows = rows.filter(decided_at__gt=since)
    return list(rows.order_by("decided_at", "pk").values_list("state", "explanation"))


@dataclass(frozen=True, slots=True)
class History:
    """What became of alarms. ``hours`` are those from an alarm to the first look, of each that was looked at."""

    confirmed: int
    explained: dict[str, int]
    dismissed: int
    open: int
    hours: tuple[float, ...]
    by_detector: dict[str, tuple[int, int]]  # detector → (confirmed, decided)

    @property
    def decided(self) -> int:
        return self.confirmed + sum(self.explained.values()) + self.dismissed


def history(rows: QuerySet[Alarm] | None = None) -> History:
    found = list(
        (Alarm.objects.all() if rows is None else rows).values_list(
            "pk", "state", "explanation", "detector", "raised_at"
        )
    )
    first: dict[int, datetime] = {}
    for alarm_id, at in AlarmStep.objects.filter(before=AlarmState.NEW).order_by("-pk").values_list("alarm_id", "at"):
        first[alarm_id] = at
    by_detector: dict[str, tuple[int, int]] = {}
    for _pk, state, _why, detector, _at in found:
        if state in DECIDED:
            right, every = by_detector.get(detector, (0, 0))
            by_detector[detector] = (right + (state == AlarmState.CONFIRMED), every + 1)
    # alarms about a past that was read in later have no such time
    hours = [(first[pk] - at).total_seconds() / 3600 for pk, *_rest, at in found if pk in first and first[pk] >= at]
    return History(
        confirmed=sum(state == AlarmState.CONFIRMED for _pk, state, *_rest in found),
        explained=dict(Counter(why for _pk, state, why, *_rest in found if state == AlarmState.EXPLAINED)),
        dismissed=sum(state == AlarmState.DISMISSED for _pk, state, *_rest in found),
        open=sum(state in OPEN for _pk, state, *_rest in found),
        hours=tuple(sorted(hours)),
        by_detector=by_detector,
    )


def alarm_cards(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Alarm id → (topic, public id), for notices to the desk."""
    rows = Alarm.objects.filter(pk__in=list(ids)).values_list("pk", "topic__name", "public_id")
    return {pk: (name, public_id) for pk, name, public_id in rows}


def sources_named(public_ids: Iterable[str]) -> dict[str, str]:
    return dict(Source.objects.filter(public_id__in=list(public_ids)).values_list("public_id", "name"))
