"""The measures of a community as people read them: a word for each number, what it was before, what is held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.listening.vocabulary.community_health import FEW, MEASURES, MOST_WAIT, Element, Measure, Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dayroom.apps.listening.models import CommunityWeek

HOURS_TOLD = 48  # above it, days are easier to read


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: what it is called, its value now and four weeks ago, and why there is none."""

    label: StrOrPromise
    says: StrOrPromise
    now: str
    before: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """One element with its lines."""

    code: str
    title: StrOrPromise
    lines: list[Line]


def parts_of(weeks: Sequence[CommunityWeek]) -> list[Part]:
    """Elements in their order, with the newest week beside the one four weeks before it."""
    if not weeks:
        return []
    now = weeks[0]
    before = next((row for row in weeks if (now.week - row.week).days >= 28), None)
    found = []
    for element in Element:
        lines = [_line(one, now, before) for one in MEASURES if one.element is element]
        lines = [line for line in lines if line.now or line.before or line.why]
        if lines:
            found.append(Part(element.value.lower(), element.label, lines))
    return found


def _line(one: Measure, now: CommunityWeek, before: CommunityWeek | None) -> Line:
    return Line(
        one.label,
        one.says,
        told(one, now.values.get(one.name)),
        told(one, before.values.get(one.name)) if before else "",
        _why(now.withheld.get(one.name, "")),
    )


def told(one: Measure, value: float | None) -> str:
    """A value with its unit, in words of the reader's language; empty where there is none."""
    if value is None:
        return ""
    if one.unit is Unit.SHARE:
        return _("%(share)s%%") % {"share": number_format(round(100 * value), 0)}
    if one.unit is Unit.HOURS:
        return _hours(value)
    if one.unit is Unit.THOUSAND:
        return _("%(count)s per 1,000 posts") % {"count": number_format(round(value, 1), 1)}
    return number_format(round(value, 1), 1) if value >= 1 else number_format(round(value, 2), 2)


def _hours(value: float) -> str:
    if value < 1:
        minutes = max(round(60 * value), 1)
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    if value <= HOURS_TOLD:
        hours = round(value)
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days = round(value / 24)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _why(reason: str) -> str:
    if reason == FEW:
        return _("not shown: fewer than 11 people or cases")
    return _("most still wait") if reason == MOST_WAIT else ""


def is_told(week: CommunityWeek | None) -> bool:
    """Whether there is anything to tell of it; where few people write, nothing is."""
    return bool(week and week.values)


def headline(week: CommunityWeek | None) -> list[tuple[StrOrPromise, str]]:
    """Three numbers for a list: how soon somebody answers, who waits in vain, who stays."""
    by_name = {one.name: one for one in MEASURES}
    names = ("first_reply_hours", "unanswered_72h", "staying_28d")
    return [(by_name[name].label, _told_or_why(by_name[name], week)) for name in names]


def _told_or_why(one: Measure, week: CommunityWeek | None) -> str:
    if week is None:
        return _("not counted yet")
    return told(one, week.values.get(one.name)) or _why(week.withheld.get(one.name, ""))
