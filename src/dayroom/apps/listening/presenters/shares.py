"""Feelings and questions over whole weeks, as shares. Never of few, never of one post: they are good in sums only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from dayroom.apps.listening.presenters.drawing import FRAMES, Frame, Picture, Scale, day_words, grid, line, svg
from dayroom.apps.listening.rules.series import by_week
from dayroom.apps.listening.vocabulary import LEAST_AUTHORS
from dayroom.apps.listening.vocabulary.desk import DayCount


@dataclass(frozen=True, slots=True)
class Week:
    """Shares of one whole week; None where fewer than eleven posts would be spoken of."""

    first: date
    posts: int
    negative: float | None = None
    neutral: float | None = None
    positive: float | None = None
    asking: float | None = None


@dataclass(frozen=True, slots=True)
class Feelings:
    picture: Picture
    questions: Picture
    weeks: list[Week]
    emotions: list[tuple[str, int]]  # name, per cent of those with one


def feelings_shown(days: Iterable[DayCount], *, as_of: date, key: str) -> Feelings | None:
    """None where no whole week has enough posts."""
    held = list(days)
    weeks = [_week(first, some) for first, some in by_week(held).items() if first + timedelta(7) <= as_of]
    if not any(one.negative is not None for one in weeks):
        return None
    return Feelings(
        picture=_stacked(weeks, f"{key}-feel"), questions=_asking(weeks, f"{key}-ask"),
        weeks=list(reversed(weeks)), emotions=emotion_shares(held),
    )


def _week(first: date, days: Sequence[DayCount]) -> Week:
    posts = sum(day.mentions for day in days)
    sides = [sum(getattr(day, side) for day in days) for side in ("negative", "neutral", "positive")]
    felt = sum(sides)
    asked = sum(day.questions for day in days)
    if posts < LEAST_AUTHORS:
        return Week(first, posts)
    asking = 100 * asked / posts
    if felt < LEAST_AUTHORS:
        return Week(first, posts, asking=asking)
    negative, neutral, positive = (100 * side / felt for side in sides)
    return Week(first, posts, negative, neutral, positive, asking)


def emotion_shares(days: Iterable[DayCount]) -> list[tuple[str, int]]:
    """Of posts with an emotion, how many per cent have which; none where there are too few."""
    sums: dict[str, int] = {}
    for day in days:
        for name, count in day.emotions.items():
            sums[name] = sums.get(name, 0) + count
    total = sum(sums.values())
    if total < LEAST_AUTHORS:
        return []
    named = sorted(sums.items(), key=lambda one: -one[1])
    return [(emotion_word(name), round(100 * count / total)) for name, count in named if count]


def emotion_word(name: str) -> str:
    return {
        "fear": _("fear"), "anger": _("anger"), "sadness": _("sadness"), "joy": _("joy"),
        "trust": _("trust or relief"), "disgust": _("disgust"), "surprise": _("surprise"),
    }.get(name, name)  # fmt: skip


def _stacked(weeks: Sequence[Week], key: str) -> Picture:
    known = [one for one in weeks if one.negative is not None]
    last = known[-1]
    words = _("In the week of %(day)s, %(bad)s in 100 posts sounded negative and %(good)s positive.") % {
        "day": day_words(last.first), "bad": round(last.negative or 0), "good": round(last.positive or 0)}
    sizes = [svg(frame, key=f"{key}-{size}", title=_("How it sounds"), words=words, parts=_stack_parts(frame, weeks))
             for size, frame in FRAMES]
    return Picture(sizes[0], sizes[1], words)


def _stack_parts(frame: Frame, weeks: Sequence[Week]) -> list[str]:
    scale = Scale(frame, weeks[0].first - timedelta(3), weeks[-1].first + timedelta(3), 100)
    width = round(max(1.5, 0.72 * frame.plot_width / max(1, len(weeks))), 1)
    parts = grid(scale, _("posts in 100"))
    floors = {one.first: 0.0 for one in weeks}
    for side in ("negative", "neutral", "positive"):
        steps = []
        for one in weeks:
            share = getattr(one, side)
            if share:
                low = floors[one.first]
                floors[one.first] = low + share
                steps.append(f"M{scale.x(one.first)} {scale.y(low)}V{scale.y(low + share)}")
        if steps:
            parts.append(f'<path class="plot__bars plot__bars--{side}" stroke-width="{width}" d="{"".join(steps)}"/>')
    return parts


def _asking(weeks: Sequence[Week], key: str) -> Picture:
    known = [one for one in weeks if one.asking is not None]
    last = known[-1] if known else weeks[-1]
    words = _("In the week of %(day)s, %(n)s in 100 posts asked something.") % {
        "day": day_words(last.first), "n": round(last.asking or 0)}
    high = max([one.asking or 0.0 for one in weeks] or [10.0])
    sizes = []
    for size, frame in FRAMES:
        scale = Scale(frame, weeks[0].first, weeks[-1].first, high)
        parts = [*grid(scale, _("posts in 100 that ask")),
                 *line(scale, [(one.first, one.asking) for one in weeks], "count")]
        sizes.append(svg(frame, key=f"{key}-{size}", title=_("How much is asked"), words=words, parts=parts))
    return Picture(sizes[0], sizes[1], words)
