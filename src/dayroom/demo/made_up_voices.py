"""A year of public posts that nobody wrote: talk about illness as it comes and goes, two outbreaks, and a film.

What happens is told here (``EVENTS``): so many more people speak about it, in one town, over so many days. Whether
anybody finds it is up to the detectors; nothing here raises an alarm.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from dayroom.apps.listening.vocabulary.posts import RawPost

DAYS = 400
WRITERS = 3_000
# as people write them into a profile, and how many of a hundred live there
TOWNS = {"Tucson, AZ": 14, "Portland, Oregon": 14, "Omaha NE": 12, "Albany, New York": 12, "El Paso, Texas": 14, "": 34}
SPANISH_SHARE = {"El Paso, Texas": 0.5, "Tucson, AZ": 0.25}
STOMACH, MEASLES, SMOKE, OTHER = "stomach", "measles", "smoke", "other"
# posts of an ordinary day about each; the height of its season, and the month of it
USUAL = {STOMACH: (7.0, 0.5, 1), MEASLES: (4.0, 0.15, 4), SMOKE: (4.0, 0.6, 8), OTHER: (9.0, 0.0, 1)}
WEEKEND = 1.15


@dataclass(frozen=True, slots=True)
class Event:
    """More talk than usual: when it begins and ends (days ago), how many more posts at its height, where (empty:
    everywhere), and of which kind of words."""

    about: str
    begins: int
    ends: int
    height: float
    town: str
    words: str


EVENTS = (
    Event(STOMACH, 47, 30, 16.0, "Tucson, AZ", "ill"),  # the first outbreak: a week up, ten days down
    Event(MEASLES, 112, 108, 34.0, "", "news"),  # a film about measles is in the news: everywhere, and nobody is ill
    Event(MEASLES, 5, 0, 26.0, "Portland, Oregon", "ill"),  # the second outbreak: still rising today
)

# mostly of five words at most, as people write; longer ones come again and again, and are told from voices as copies
_ILL = {
    STOMACH: (
        "{kin} vomiting since {when}",
        "stomach bug, third night",
        "norovirus got me",
        "diarrhea since {when}",
        "{kin} down with norovirus",
        "all of us vomiting",
        "stomach flu, send tea",
        "{kin} has diarrhea, scared",
        "throwing up since {when}",
        "norovirus at home, help",
        "my {kin} keeps vomiting",
        "food poisoning since {when}",
        "half of my {kin}'s class is home with a stomach flu and the teacher too",
    ),
    MEASLES: (
        "{kin} has measles",
        "measles at our school",
        "{kin} tested for measles",
        "home with measles, awful",
        "rash since {when}, measles?",
        "measles in {kin}'s class",
        "my {kin} got measles",
        "scared, {kin} has measles",
        "measles rash since {when}",
        "quarantine, measles, day {day}",
        "measles fever, {kin} crying",
        "we got a letter today that somebody in my {kin}'s class has measles",
    ),
    SMOKE: (
        "smoke and my asthma",
        "inhaler again, this smoke",
        "{kin} wheezing, smoke everywhere",
        "asthma since {when}, smoke",
        "smoke hurts my lungs",
        "windows shut, smoke, asthma",
    ),
}
_ILL_ES = {
    STOMACH: (
        "mi {kin} con vómitos",
        "gastroenteritis desde {when}",
        "diarrea otra vez",
        "mi {kin} con diarrea",
        "vómitos desde {when}",
    ),
    MEASLES: ("mi {kin} tiene sarampión", "sarampión en la escuela", "miedo al sarampión"),
    SMOKE: ("humo y mi asma", "mi {kin} tose, humo"),
}
_ASK = {
    STOMACH: (
        "how long does norovirus last?",
        "can a {kin} catch norovirus?",
        "what helps after vomiting?",
        "is norovirus going around?",
    ),
    MEASLES: (
        "do adults need measles shots?",
        "is measles in town?",
        "can babies get measles?",
        "where to test measles?",
    ),
    SMOKE: ("is smoke bad for asthma?", "which mask helps, smoke?"),
}
_NEWS = {
    STOMACH: (
        "norovirus season is here",
        "Wash hands with soap, because gel does not stop norovirus, says the health office",
    ),
    MEASLES: (
        "that measles film, wow",
        "crying over the measles film",
        "measles film tonight",
        "is the measles film true?",
        "measles film was great",
        "everyone talks measles film",
        "{kin} loved the measles film",
        "The new film about a measles outbreak opens in all theaters on this Friday night",
    ),
    SMOKE: ("smoke reaches the valley", "smoke alert until {when}"),
}
_FIGURE = {
    STOMACH: ("this meeting, vomiting", "that call made me vomit"),
    MEASLES: ("song spreads like measles",),
    SMOKE: ("no smoke without fire", "team went up in smoke"),
}
_OTHER = (
    "first walk after winter",
    "good coffee, bad knees",
    "my back hurts",
    "bad night again",
    "blood test tomorrow",
    "why are waiting rooms cold?",
    "thank you, kind nurse",
    "gripe otra vez",
    "caldo y manta",
    "new bus to clinic",
    "happy {when}",
    "tired since {when}",
    "my {kin} smiled today",
    "headache, rain, tea",
)
_KIN, _KIN_ES = ("son", "daughter", "mom", "kid", "brother", "baby"), ("hijo", "hija", "madre", "hermano", "bebé")
_WHEN, _WHEN_ES = ("friday", "last night", "yesterday", "sunday"), ("ayer", "anoche", "el viernes")
_ENDS = ("", "", ".", " :(", " ...", "!", " 😷", " 😢")


def voices(today: date) -> Iterator[RawPost]:
    """Posts of ``DAYS`` days up to yesterday evening, in the order of time; always the same for the same day."""
    made = np.random.default_rng(20261121)
    homes = made.choice(list(TOWNS), size=WRITERS, p=np.array(list(TOWNS.values())) / 100)
    number = 0
    for ago in range(DAYS, 0, -1):
        day = today - timedelta(days=ago)
        told = [*_usual(made, day), *_more(made, ago)]
        minutes = np.sort(made.integers(6 * 60, 24 * 60 - 1, size=len(told)))
        for (about, words, town), minute in zip(told, minutes, strict=True):
            number += 1
            writer = _writer(made, homes, town)
            text = _words(made, about, words, spanish=made.random() < SPANISH_SHARE.get(str(homes[writer]), 0.02))
            yield _post(
                made, f"made-up-{number}", writer, str(homes[writer]), text=text, about=about, at=_at(day, int(minute))
            )


def _usual(made: np.random.Generator, day: date) -> list[tuple[str, str, str]]:
    found = []
    for about, (level, swing, month) in USUAL.items():
        season = 1 + swing * math.cos(2 * math.pi * (day.timetuple().tm_yday - 30.4 * (month - 0.5)) / 365)
        weekend = WEEKEND if day.weekday() >= 5 else 1.0
        kinds = made.choice(
            ("ill", "ask", "news", "figure"), size=made.poisson(level * season * weekend), p=(0.5, 0.2, 0.2, 0.1)
        )
        found += [(about, str(kind), "") for kind in kinds]
    return found


def _more(made: np.random.Generator, ago: int) -> list[tuple[str, str, str]]:
    """What events add on that day: a third of the time rising, then falling; one that is still on only rises."""
    found = []
    for one in EVENTS:
        if not one.ends <= ago <= one.begins:
            continue
        length = one.begins - one.ends + 1
        through = (one.begins - ago + 1) / length
        shape = through if one.ends == 0 else min(through / 0.35, (1.02 - through) / 0.65)
        count = made.poisson(one.height * max(shape, 0.05))
        found += [(one.about, one.words if made.random() < 0.8 else "ask", one.town) for _each in range(count)]
    return found


def _writer(made: np.random.Generator, homes: Any, town: str) -> int:
    """Anybody; for what happens in one town, nine times in ten somebody who lives there."""
    if town and made.random() < 0.9:
        return int(made.choice(np.flatnonzero(homes == town)))
    return int(made.integers(WRITERS))


def _post(
    made: np.random.Generator, key: str, writer: int, home: str, *, text: str, about: str, at: datetime
) -> RawPost:
    return RawPost(
        key=key,
        at=at,
        text=text,
        author=f"nobody-{writer}",
        profile_place=home,
        tags=(about,) if about != OTHER and made.random() < 0.12 else (),
        likes=int(made.poisson(1.5)),
        shares=int(made.poisson(0.4)),
        comments=int(made.poisson(0.6)),
    )


def _words(made: np.random.Generator, about: str, kind: str, *, spanish: bool) -> str:
    if about == OTHER:
        return _filled(made, _OTHER)
    if spanish and kind == "ill":
        said = str(made.choice(_ILL_ES[about]))
        return said.format(kin=made.choice(_KIN_ES), when=made.choice(_WHEN_ES))
    return _filled(made, {"ill": _ILL, "ask": _ASK, "news": _NEWS, "figure": _FIGURE}[kind][about])


def _filled(made: np.random.Generator, pool: tuple[str, ...]) -> str:
    said = str(made.choice(pool))
    return said.format(kin=made.choice(_KIN), when=made.choice(_WHEN), day=made.integers(2, 9)) + str(
        made.choice(_ENDS)
    )


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=UTC)


def lab_counts(today: date) -> str:
    """Weekly counts of a made-up laboratory as CSV: people with a stomach infection in the town of the first outbreak,
    some days after they wrote about it."""
    made = np.random.default_rng(7)
    monday = today - timedelta(days=today.weekday() + 7)
    lines = ["week,cases"]
    for weeks in range(52, -1, -1):
        week = monday - timedelta(weeks=weeks)
        ago = (today - week).days
        season = 1 + 0.5 * math.cos(2 * math.pi * (week.timetuple().tm_yday - 15) / 365)
        extra = 38.0 if 24 <= ago <= 42 else 0.0
        lines.append(f"{week.isoformat()},{made.poisson(11 * season + extra)}")
    return "\n".join(lines) + "\n"
