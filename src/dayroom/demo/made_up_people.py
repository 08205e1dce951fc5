"""Three thousand people who do not exist, and what they say of their treatments.

Made by a program, with the dependences that real reports have: who is worse off tries more; what helps is taken more
faithfully; side effects make a burden, a burden makes people stop, and who stopped would rather not again. No number is
taken from a trial, and none may be read as one.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "content" / "made-up-treatments.toml"
HELPED = ("NONE", "SLIGHT", "MODERATE", "MAJOR")
SIDE_EFFECTS = ("NONE", "MILD", "MODERATE", "SEVERE")
FAITHFUL = ("NEVER", "SOMETIMES", "USUALLY", "ALWAYS")
BURDEN = ("NOT_AT_ALL", "A_LITTLE", "SOMEWHAT", "VERY")
COST = ("NONE", "UNDER_25", "25_TO_100", "100_TO_200", "OVER_200")
STAGES = ("MILD", "MODERATE", "SEVERE")


@dataclass(frozen=True, slots=True)
class Said:
    """One report. Words as in standards §6.2; `cannot_tell` stands for all who tried too short a time."""

    treatment: str
    purpose: str
    helped: str
    side_effects: str
    effects: tuple[str, ...]
    adherence: str
    burden: str
    cost: str
    why_stopped: tuple[str, ...]
    again: bool
    started_on: date
    stopped_on: date | None


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who does not exist: one condition, a stage, a year of birth, what they report."""

    handle: str
    condition: str
    stage: str
    sex: str
    born: int
    since: date
    said: tuple[Said, ...]


@cache
def conditions() -> dict[str, dict[str, Any]]:
    """Name → its share of people and its treatments, from the content file."""
    return {row["name"]: row for row in tomllib.loads(FILE.read_text("utf-8"))["condition"]}


def people(count: int, today: date, *, seed: int = 11) -> Iterator[Somebody]:
    """So many people; the first hundred of two thousand are the hundred of one hundred."""
    dice = random.Random(seed)  # noqa: S311 - made-up numbers that come out the same each time, no secrets
    names = list(conditions())
    shares = [conditions()[name]["share"] for name in names]
    for number in range(1, count + 1):
        yield _somebody(number, dice.choices(names, shares)[0], today, dice)


def _somebody(number: int, condition: str, today: date, dice: random.Random) -> Somebody:
    about = conditions()[condition]
    worse = dice.gauss(0, 1)
    born = today.year - min(90, max(19, round(dice.gauss(about["age"], 14))))
    since = today - timedelta(days=round(dice.gammavariate(2, 900)) + 60)
    tried = _tried(about["treatment"], worse, dice)
    said = tuple(_said(row, worse, since, today, dice) for row in tried)
    stage = STAGES[0 if worse < -0.4 else 1 if worse < 0.8 else 2]
    sex = "FEMALE" if dice.random() < about["female"] else "MALE"
    return Somebody(f"made-up-{number:05d}", condition, stage, sex, born, since, said)


def _tried(rows: list[dict[str, Any]], worse: float, dice: random.Random) -> list[dict[str, Any]]:
    """Whoever is worse off has tried more; first what is given first."""
    tried = [row for row in rows if dice.random() < min(0.95, row["tried"] * (1 + 0.18 * worse))]
    return tried or [rows[0]]


def _said(row: dict[str, Any], worse: float, since: date, today: date, dice: random.Random) -> Said:
    luck = dice.gauss(0, 1)
    trouble = row["trouble"] + 0.25 * worse + dice.gauss(0, 0.9)
    faithful = _step(2.1 + 0.35 * luck - 0.4 * trouble + dice.gauss(0, 0.6), len(FAITHFUL))
    helped = _step(row["helps"] + 0.75 * luck - 0.3 * worse + 0.35 * (faithful - 2) + dice.gauss(0, 0.5), len(HELPED))
    side = _step(trouble, len(SIDE_EFFECTS))
    burden = _step(row["burden"] + 0.5 * side + dice.gauss(0, 0.6), len(BURDEN))
    started = since + timedelta(days=dice.randrange(0, max(1, (today - since).days - 30)))
    why = _why(helped, side, burden, dice)
    stopped = min(today, started + timedelta(days=14 + round(dice.expovariate(1 / 200)))) if why else None
    likes = helped - 0.9 * side - 0.4 * burden + dice.gauss(0.6, 0.7)
    return Said(
        treatment=row["name"], purpose=row["purpose"], helped=_told(helped, started, stopped or today),
        side_effects=SIDE_EFFECTS[side], effects=_effects(row, side, dice), adherence=FAITHFUL[faithful],
        burden=BURDEN[burden], cost=COST[_step(row["cost"] + dice.gauss(0, 0.7), len(COST))], why_stopped=why,
        again=likes > 0, started_on=started, stopped_on=stopped,
    )


def _step(value: float, steps: int) -> int:
    return min(steps - 1, max(0, round(value)))


def _told(helped: int, started: date, until: date) -> str:
    return "CANNOT_TELL" if (until - started).days < 28 else HELPED[helped]


def _why(helped: int, side: int, burden: int, dice: random.Random) -> tuple[str, ...]:
    reasons = []
    if dice.random() < (0.03, 0.08, 0.3, 0.72)[side]:
        reasons.append("SIDE_EFFECTS")
    if dice.random() < (0.55, 0.22, 0.05, 0.01)[helped]:
        reasons.append("DID_NOT_WORK")
    if dice.random() < 0.03 * burden:
        reasons.append("COST")
    if not reasons and dice.random() < 0.07:
        reasons.append(dice.choice(["DOCTOR", "COURSE_DONE", "REMISSION", "INSURER", "OTHER"]))
    return tuple(reasons)


def _effects(row: dict[str, Any], side: int, dice: random.Random) -> tuple[str, ...]:
    known = row["effects"]
    return tuple(dice.sample(known, min(len(known), side and dice.randint(1, side))))
