"""What the guard would ask about, while somebody still writes: highlighted, explained, with the way to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dayroom.apps.communities.actions.checking import guard_context, screened_text
from dayroom.apps.communities.queries.standing import community_with_id
from dayroom.apps.people.queries import face_for, persona_for_speaking
from dayroom.apps.screening.actions import examine, finding_key
from dayroom.apps.screening.vocabulary import SETTLED_MOST
from dayroom.engines import guard
from dayroom.kernel.errors import DayroomError
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.communities.actions.composing import Composed
    from dayroom.apps.people.models import Member

LOOKS_PER_HOUR = 900  # a look after every pause; our own choice, 2026-11-21
SHOWN_MOST = 6
# classes whose better words can stand in the same place
REPLACED = frozenset({"JARGON", "SAFE_MESSAGING"})
STOPS = frozenset({guard.Action.HOLD, guard.Action.BLOCK})
SIGNPOSTS = frozenset({"SEEKS_DIAGNOSIS", "SEEKS_ADVICE"})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing the guard sees, in the writer's own words, with what can be done about it."""

    key: str
    words: str
    sentence: str
    instead: str  # what would stand there after one tap; empty: it has to be put another way
    may_settle: bool
    stops: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What a pause in writing brings up; empty when there is nothing to say."""

    points: list[Point] = field(default_factory=list)
    show_help: bool = False
    seeks_diagnosis: bool = False
    is_checked: bool = True


def look(*, author: Member, community_id: int, opens: bool, composed: Composed, now: datetime) -> Looked:
    """Look without keeping anything. What cannot be read yet, or too often, is simply not looked at: the form itself is
    checked when it is sent."""
    try:
        spend(what="look", who=str(author.pk), most=LOOKS_PER_HOUR, per_seconds=3600, now=now)
        written = composed.written()
        persona = persona_for_speaking(author, composed.speak_as, now.date()) if composed.speak_as else None
    except DayroomError:
        return Looked()
    text = screened_text(written.title if opens else "", written.body)
    context = face_for(author, guard_context(author, persona, community_with_id(community_id)), text, now=now).context
    try:
        report, decision = examine(text, context=context)
    except DayroomError:
        return Looked()
    if report is None:
        return Looked(is_checked=False)
    settled = {entry.partition(":")[0] for entry in composed.settled[:SETTLED_MOST]}
    points = [_point(found, text, decision, context) for found in report.findings if _speaks(found, decision, context)]
    seen: dict[str, Point] = {point.key: point for point in points if point.key not in settled}
    return Looked(
        points=list(seen.values())[:SHOWN_MOST], show_help=report.tier >= guard.Tier.T2, is_checked=report.checked,
        seeks_diagnosis=any(found.klass in SIGNPOSTS for found in report.findings),
    )


def _speaks(found: guard.Finding, decision: guard.Decision, context: guard.Context) -> bool:
    """What would be asked about, and plainer words for those who write for others; words of distress are answered
    with help, not with marks."""
    if found.family is guard.Family.LANGUAGE and context.author is not guard.Author.MEMBER and found.better:
        return True
    return found.family is not guard.Family.CRISIS and found.rule_id in decision.reasons


def _point(found: guard.Finding, text: str, decision: guard.Decision, context: guard.Context) -> Point:
    action = guard.action_for(found, context)
    one = guard.Report((found,), guard.Tier.T0, "", checked=True, language="")
    shown = text[found.start : found.end]
    instead = guard.redact(shown, _at_zero(one, found), only=guard.removable(_at_zero(one, found).findings))
    if found.klass in REPLACED:
        instead = found.better
    return Point(
        key=finding_key(found, text), words=shown, sentence=_(found.sentence) if found.sentence else "",
        instead=instead if instead != shown else "",
        # a place is asked about where it stands beside a name, though on its own it would not be
        may_settle=decision.may_override and found.rule_id in decision.reasons and action not in STOPS,
        stops=action in STOPS,
    )


def _at_zero(report: guard.Report, found: guard.Finding) -> guard.Report:
    """The report of the marked words alone."""
    return replace(report, findings=(replace(found, start=0, end=found.end - found.start),))
