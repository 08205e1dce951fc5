"""What becomes of a text from outside. No queries, no clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from dayroom.apps.communities.vocabulary import BODY_MAX, TITLE_MAX
from dayroom.engines import guard
from dayroom.engines.guard.deciding import action_for
from dayroom.kernel.errors import Invalid
from dayroom.platform import markup

BYLINE_MAX = 80
UNNAMED = "Imported"
TITLE_WORDS = 60  # characters of a text that make its title when it has none
CONTEXT = guard.Context(author=guard.Author.MEMBER, place=guard.Place.PUBLIC)
Examine = Callable[[str], tuple[guard.Report | None, guard.Decision]]


class Identifiers(StrEnum):
    """What happens to a text that gives somebody away."""

    MASK = "mask"
    REFUSE = "refuse"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row of a file, as it stands there."""

    line: int
    id: str
    text: str
    title: str = ""
    author_label: str = ""
    made_at: str = ""
    topic: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, and why: codes and classes, never words."""

    line: int
    id: str
    reason: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row as it will be written."""

    row: Incoming
    title: str
    body: str
    byline: str
    made_at: datetime | None  # None: the row says nothing we can read
    masked: tuple[str, ...] = ()  # classes that were taken out
    held: bool = False


def judge(row: Incoming, *, identifiers: Identifiers, crisis_rules: bool, examine: Examine) -> Accepted | Refusal:
    """Take a row, mend it or refuse it. Texts in which somebody may be in danger (T3 and above) are not brought into a
    place where nobody could answer their writer."""
    try:
        body, title = markup.clean(row.text), markup.clean_line(row.topic or row.title)
        label = markup.clean_line(row.author_label)[:BYLINE_MAX]
    except Invalid:
        return Refusal(row.line, row.id, "row.not-text")
    if not body:
        return Refusal(row.line, row.id, "row.no-text")
    if len(body) > BODY_MAX:
        return Refusal(row.line, row.id, "row.too-long")
    title = _shorten(title or body, TITLE_MAX if title else TITLE_WORDS)
    verdict = _through_the_guard(row, title, body, identifiers=identifiers, crisis_rules=crisis_rules, examine=examine)
    if isinstance(verdict, Refusal):
        return verdict
    title, body, masked, held = verdict
    byline = label if label and not _given_away(examine(label)[0]) else UNNAMED
    return Accepted(row, title, body, byline, _moment(row.made_at), masked, held)


def _through_the_guard(
    row: Incoming, title: str, body: str, *, identifiers: Identifiers, crisis_rules: bool, examine: Examine
) -> tuple[str, str, tuple[str, ...], bool] | Refusal:
    report, decision = examine(f"{title}\n\n{body}")
    if report is None:
        return Refusal(row.line, row.id, "guard.unavailable")
    if decision.tier >= guard.Tier.T3 or (crisis_rules and decision.tier >= guard.Tier.T2):
        return Refusal(row.line, row.id, f"crisis.T{int(decision.tier)}", _classes(report, guard.Family.CRISIS))
    found = _given_away(report)
    if found and identifiers is Identifiers.REFUSE:
        return Refusal(row.line, row.id, "identifier", _names(found))
    if found and identifiers is Identifiers.MASK:
        masked = guard.redact(f"{title}\n\n{body}", report, only=found)
        title, body = masked.split("\n\n", 1)
        report, decision = examine(masked)
        if report is None or _given_away(report):
            return Refusal(row.line, row.id, "identifier.not-masked", _names(found))
    other = [f for f in report.findings if f.family is not guard.Family.IDENTIFIER]
    if decision.action in (guard.Action.HOLD, guard.Action.BLOCK) and not (found and identifiers is Identifiers.HOLD):
        return Refusal(row.line, row.id, "guard.held", _names(other))
    held = bool(found) and identifiers is Identifiers.HOLD
    return title[:TITLE_MAX], body, () if held else _names(found), held


def _given_away(report: guard.Report | None) -> list[guard.Finding]:
    """Identifiers that have consequences when a member writes in public."""
    findings = report.findings if report else ()
    return [
        f for f in findings
        if f.family is guard.Family.IDENTIFIER and action_for(f, CONTEXT) is not guard.Action.ALLOW
    ]


def _names(findings: list[guard.Finding]) -> tuple[str, ...]:
    return tuple(sorted({f"{f.family.value}.{f.klass}" for f in findings}))


def _classes(report: guard.Report, family: guard.Family) -> tuple[str, ...]:
    return _names([f for f in report.findings if f.family is family])


def _shorten(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0][: most - 1] + "…"


def _moment(text: str) -> datetime | None:
    """ISO 8601; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
