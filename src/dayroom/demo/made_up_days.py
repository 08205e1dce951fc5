"""Two years of Ann's readings, and her father-in-law's half year: made up by a program, with a story one can read off.

The story: sugar is high and tiredness with it; the night shift ends; metformin begins, and six queasy weeks; a chest
infection one winter; from then on the numbers come down, with good days and bad ones. Pure: the same day gives the same
numbers.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

DAYS = 730
# days before today
NIGHTS_END, TABLETS_BEGIN, QUEASY_UNTIL = 560, 430, 388
TABLET_BEGINS, COUGH_FROM, TABLET_CHANGED = 400, 385, 338
INFECTION = range(222, 236)
GROUP_BEGINS = 300


class Entry(NamedTuple):
    """One reading: key of the measure (or the name of a symptom), local time, value in `unit`."""

    key: str
    at: datetime
    value: str
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    ago: int
    ill: bool
    weekend: bool


def anns_entries(today: date, *, seed: int = 20) -> Iterator[Entry]:
    """Everything Ann entered in two years, oldest first."""
    dice = random.Random(seed)  # noqa: S311 - made-up numbers that come out the same each time, no secrets
    slow = 0.0  # what lasts for days: sleep, mood, luck
    for ago in range(DAYS, 0, -1):
        day = Day(today - timedelta(days=ago), ago, ago in INFECTION, (today - timedelta(days=ago)).weekday() >= 5)
        slow = 0.85 * slow + dice.gauss(0, 0.5)
        yield from sorted(_anns_day(day, slow, dice), key=lambda entry: entry.at)


def _anns_day(day: Day, slow: float, dice: random.Random) -> Iterator[Entry]:
    nights = day.ago > NIGHTS_END
    sleep = min(9.5, max(3.5, (5.6 if nights else 6.7) - 0.4 * slow - 1.1 * day.ill + dice.gauss(0, 0.7)))
    sugar = _level(day) + 9 * slow + 42 * day.ill - 5 * (sleep - 6.5)
    tired = 4.4 - 0.8 * (sleep - 6.5) + (sugar - 135) / 32 + 2 * day.ill
    if not _forgets(day, dice):
        yield _entry("glucose", day, 7, sugar + dice.gauss(0, 13), "mg/dL", dice, lowest=58, highest=340)
        yield _entry("glucose", day, 21, sugar + 21 + dice.gauss(0, 24), "mg/dL", dice, lowest=62, highest=380)
        if nights and dice.random() < 0.045:
            yield _entry("glucose", day, 3, dice.uniform(55, 68), "mg/dL", dice, note="woke up shaking, four tablets")
    yield _entry("sleep", day, 8, sleep, "h", dice, digits=1)
    if dice.random() < 0.8:
        yield _entry("fatigue", day, 20, tired + dice.gauss(0, 0.8), "{score}", dice, highest=10)
        cheer = 5.6 - 0.45 * (tired - 4.4) + 0.9 * (day.ago < GROUP_BEGINS) - 0.5 * slow
        yield _entry("mood", day, 20, cheer + dice.gauss(0, 0.8), "{score}", dice, highest=10)
    yield _entry("steps", day, 22, (7600 if day.weekend else 6100) * math.exp(dice.gauss(-0.35 * day.ill, 0.3))
                 + 900 * (day.ago < NIGHTS_END), "{steps}", dice, highest=24000)
    yield from _sometimes(day, dice)


def _sometimes(day: Day, dice: random.Random) -> Iterator[Entry]:
    if day.on.weekday() == 6:
        weight = 78.4 + 6.4 / (1 + math.exp((TABLETS_BEGIN - 90 - day.ago) / 55)) + dice.gauss(0, 0.4)
        yield _entry("weight", day, 9, weight, "kg", dice, digits=1)
    if day.on.weekday() in {1, 4}:
        treated = min(1.0, max(0.0, (TABLET_BEGINS - day.ago) / 40))
        upper = 149 - 15 * treated + dice.gauss(0, 6)
        yield _entry("bp_systolic", day, 18, upper, "mm[Hg]", dice)
        yield _entry("bp_diastolic", day, 18, upper * 0.46 + 22 + dice.gauss(0, 4), "mm[Hg]", dice)
    if day.ago % 91 == 45:
        sugar = _level(day)
        yield _entry("hba1c", day, 10, (sugar + 46.7) / 28.7 * 10.93 - 23.5, "mmol/mol", dice, note="from the clinic")
    if QUEASY_UNTIL <= day.ago <= TABLETS_BEGIN:
        left = (day.ago - QUEASY_UNTIL) / (TABLETS_BEGIN - QUEASY_UNTIL)
        yield _entry("Nausea", day, 13, 6.5 * left + dice.gauss(0, 1), "{score}", dice, highest=10)
    if TABLET_CHANGED - 12 <= day.ago <= COUGH_FROM or day.ill:
        yield _entry("Dry cough", day, 23, 4.5 + dice.gauss(0, 1.2), "{score}", dice, highest=10)


def _level(day: Day) -> float:
    """What her sugar would be on an ordinary morning, in mg/dL."""
    begun = min(1.0, max(0.0, (TABLETS_BEGIN - day.ago) / 75))
    return 168 - 10 * (day.ago < NIGHTS_END) - 27 * begun


def _forgets(day: Day, dice: random.Random) -> bool:
    # two holidays, and now and then a day
    return day.ago in range(505, 514) or day.ago in range(140, 148) or dice.random() < 0.07


def fathers_entries(today: date, *, seed: int = 21) -> Iterator[Entry]:
    """What Carl enters for his father, whose heart is weak: weight each morning, and the pressure. Ten days ago the
    weight went up by two kilos in four days, and came down again after a call to the nurse."""
    dice = random.Random(seed)  # noqa: S311 - made-up numbers that come out the same each time, no secrets
    for ago in range(190, 0, -1):
        day = Day(today - timedelta(days=ago), ago, ill=7 <= ago <= 11, weekend=False)
        if dice.random() < 0.06:
            continue
        water = {11: 0.6, 10: 1.2, 9: 1.9, 8: 2.1, 7: 1.3, 6: 0.6}.get(ago, 0.0)
        note = "ankles thick, called the nurse" if ago == 9 else ""
        yield _entry("weight", day, 7, 71.5 + water + dice.gauss(0, 0.25), "kg", dice, digits=1, note=note)
        yield _entry("bp_systolic", day, 8, 118 + dice.gauss(0, 7), "mm[Hg]", dice)
        yield _entry("bp_diastolic", day, 8, 70 + dice.gauss(0, 5), "mm[Hg]", dice)
        yield _entry("Short of breath", day, 19, 2.2 + 1.8 * water + dice.gauss(0, 0.8), "{score}", dice, highest=10)


def _entry(  # noqa: PLR0917  # a line of a table: what, when, how much, in what
    key: str, day: Day, hour: int, value: float, unit: str, dice: random.Random, *,
    lowest: float = 0, highest: float = math.inf, digits: int = 0, note: str = "",
) -> Entry:
    at = datetime.combine(day.on, time(hour, dice.randrange(0, 55)))
    return Entry(key, at, f"{min(highest, max(lowest, value)):.{digits}f}", unit, note)


# answers to the PHQ-9, nine numbers, and how many days ago: never the last question, it gets better slowly
MOODS = (
    (700, (2, 2, 2, 3, 1, 1, 2, 0, 0)), (644, (2, 1, 2, 3, 1, 1, 1, 0, 0)), (588, (1, 1, 2, 3, 1, 1, 1, 0, 0)),
    (476, (1, 1, 1, 2, 1, 1, 1, 0, 0)), (364, (1, 1, 1, 2, 2, 0, 1, 0, 0)), (252, (1, 0, 1, 2, 1, 0, 1, 0, 0)),
    (140, (0, 1, 1, 1, 1, 0, 0, 0, 0)), (28, (0, 0, 1, 1, 0, 0, 1, 0, 0)),
)
