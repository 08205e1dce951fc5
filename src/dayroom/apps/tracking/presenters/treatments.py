"""Numbers about treatments in words and bars. Every bar has its number beside it in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.tracking.queries.published import Listed, Published, listed_subjects
from dayroom.apps.tracking.rules.counting import AGES, SEXES, UNSAID
from dayroom.apps.tracking.rules.figures import Answers, Share
from dayroom.apps.tracking.vocabulary import known
from dayroom.apps.tracking.vocabulary.reports import (
    Adherence,
    Again,
    Burden,
    Cost,
    Helped,
    Severity,
    Taking,
    WhyStopped,
)
from dayroom.engines.disclosure import Says, Shown

BAR = 200  # units of the drawing; the page gives it its width
SIDE_MOST = 12
QUESTIONS: dict[str, tuple[Any, Any]] = {
    "helped": (gettext_lazy("How much it helped"), Helped),
    "severity": (gettext_lazy("Side effects, all in all"), Severity),
    "adherence": (gettext_lazy("How often people took it as planned"), Adherence),
    "burden": (gettext_lazy("How hard it was to fit into life"), Burden),
    "cost": (gettext_lazy("What a month of it cost people themselves"), Cost),
    "again": (gettext_lazy("Would they take it again"), Again),
}
SEX_WORDS = {"FEMALE": gettext_lazy("women"), "MALE": gettext_lazy("men"), UNSAID: gettext_lazy("not said")}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: words, people, share, and the bar that shows the same. Empty where nothing may be said."""

    words: str
    people: str
    share: str = ""
    between: str = ""
    bar: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    heading: str
    base: str
    lines: tuple[Line, ...]
    says_something: bool
    of_all: bool = True  # the base is everybody, and not only those who answered


@dataclass(frozen=True, slots=True)
class Page:
    """One subject, ready to be drawn."""

    name: str
    slug: str
    purpose: str
    purpose_words: str
    people: str
    counted_on: Any
    helped: Table
    side_effects: Table
    rest: tuple[Table, ...]
    filtered: bool


def page_of(one: Published) -> Page:
    figures, listed = one.figures, one.listed
    tables = [_ended(answers) if answers.column == "ended" else _table(answers) for answers in figures.rest]
    return Page(
        name=known.told(listed.treatment), slug=listed.treatment.slug, purpose=listed.purpose,
        purpose_words=purpose_words(listed.purpose), people=number(figures.people), counted_on=listed.counted_on,
        helped=_table(figures.helped), side_effects=_side_effects(figures.side_effects, figures.everybody),
        rest=tuple(tables), filtered=bool(figures.chosen),
    )


def purpose_words(purpose: str) -> str:
    return known.told(known.conditions()[purpose]) if purpose in known.conditions() else _("something else")


def number(shown: Shown) -> str:
    """A number of people as it may be told.

    >>> number(Shown(Says.HIDDEN, None))
    'too few to say'
    """
    if shown.says is Says.HIDDEN:
        return _("too few to say")
    return str(shown.people) if shown.says is Says.EXACT else _("at least %(number)s") % {"number": shown.people}


def _table(answers: Answers) -> Table:
    heading, kind = QUESTIONS[answers.column]
    return _made(str(heading), answers, {value: str(kind(value).label) for value in kind.values})


def _ended(answers: Answers) -> Table:
    lines = tuple(_line(one, ended_words(one)) for one in answers.shares)
    heading = _("Still taking it, or why they stopped")
    return Table(heading, number(answers.base), lines, answers.says_something, answers.of_all)


def ended_words(one: Share) -> str:
    """That they stopped is said once, also where several reasons stand together."""
    why = {value: str(WhyStopped(value).label) for value in WhyStopped.values}
    values = [str(value) for value in (one.together or (one.value,))]
    reasons = [why[value] for value in values if value in why]
    other = {str(Taking.STILL): str(Taking.STILL.label)}
    stopped = [_("stopped: %(why)s") % {"why": _joined(reasons)}] if reasons else []
    parts = [*stopped, *(other.get(value, _("not said")) for value in values if value not in why)]
    return parts[0] if len(values) == 1 else _("%(some)s, all together") % {"some": "; ".join(parts)}


def _joined(names: list[str]) -> str:
    """
    >>> _joined(["the cost", "the insurer", "it did not work"])
    'the cost, the insurer or it did not work'
    """
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s or %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def _side_effects(shares: tuple[Share, ...], base: Shown) -> Table:
    names = known.side_effects()
    told = [one for one in shares if one.people.says is not Says.HIDDEN and one.people.people][:SIDE_MOST]
    lines = tuple(_line(one, known.told(names[one.value]) if one.value in names else one.value) for one in told)
    return Table(_("Side effects that people named"), number(base), lines, bool(told))


def _made(heading: str, answers: Answers, words: Mapping[str, str]) -> Table:
    told = {**words, UNSAID: _("not said")}
    lines = tuple(_line(one, _words(one, told)) for one in answers.shares)
    return Table(heading, number(answers.base), lines, answers.says_something, answers.of_all)


def _words(one: Share, told: Mapping[str, str]) -> str:
    """The words of one answer, or of several that stand together."""
    names = [told.get(str(value), str(value)) for value in (one.together or (one.value,))]
    if len(names) == 1:
        return names[0]
    return _("%(some)s, all together") % {"some": _joined(names)}


def _line(one: Share, words: str) -> Line:
    people = number(one.people)
    if one.share is None or one.low is None or one.high is None:
        return Line(words, people)
    return Line(words, people, _percent(one.share), f"{round(one.low * 100)}–{_percent(one.high)}",
                bar=round(one.share * BAR, 1), low=round(one.low * BAR, 1), high=round(one.high * BAR, 1))


def _percent(share: float) -> str:
    """
    >>> _percent(0.256)
    '26 %'
    """
    return f"{round(share * 100)} %"


def filter_choices(chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """The selects over the first table."""
    ages = [("", _("all ages")), *((age, age) for age in AGES)]
    sexes = [("", _("everybody")), *((sex, str(SEX_WORDS[sex])) for sex in SEXES if sex != UNSAID)]
    return [
        {"name": "age", "label": _("Age"), "choices": ages, "chosen": chosen.get("age", "")},
        {"name": "sex", "label": _("Sex"), "choices": sexes, "chosen": chosen.get("sex", "")},
    ]


def purpose_tabs(subjects: list[Listed], current: str) -> list[dict[str, Any]]:
    return [{"purpose": one.purpose, "words": purpose_words(one.purpose), "people": one.people,
             "current": one.purpose == current} for one in subjects]


def lines_about(condition: str) -> list[tuple[str, str, str]]:
    """(words, address, note) for a page about a condition elsewhere; nothing where there are no numbers yet."""
    found = listed_subjects(condition=condition)
    if not found:
        return []
    people = _("%(people)s people")
    lines = [(_("All side by side"), reverse("health-condition", kwargs={"slug": condition}), "")]
    for one in found:
        address = reverse("health-treatment", kwargs={"slug": one.treatment.slug})
        lines.append((known.told(one.treatment), f"{address}?for={condition}", people % {"people": one.people}))
    return lines
