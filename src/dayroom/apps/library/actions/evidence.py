"""Everything a reviewer should know of one wording, gathered anew each time somebody decides."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings

from dayroom.apps.library.models import ArticlePage
from dayroom.apps.library.queries.pictures import recordings_named
from dayroom.apps.library.queries.wordings import wording_of
from dayroom.apps.library.rules.wordings import digest_of, text_of
from dayroom.apps.library.vocabulary.articles import NO_INTERESTS, AiRole, ArticleFacts, Reader
from dayroom.apps.library.vocabulary.wordings import Block, Wording
from dayroom.apps.people.queries.authorizations import lacks_of
from dayroom.apps.screening.actions import examine, settled_action
from dayroom.engines import guard
from dayroom.engines.guard.conduct import ImageShows
from dayroom.engines.guard.readability import Verdict, plain_findings
from dayroom.kernel.errors import Invalid

ORDER = ("ALLOW", "NUDGE", "HOLD", "BLOCK")
# an article speaks to everybody: advice in it is what the clinical review answers for, and words about danger are
# about a danger, not said by somebody in it
ANSWERED_FOR = frozenset({guard.Family.ADVICE, guard.Family.CRISIS})
# weighed elsewhere: identifiers by the action table (S2), sources as rows (S9), reading grade by its own rule (S16)
COUNTED_ELSEWHERE = frozenset({"S2", "S9", "S16"})
PATIENT_SHOWN = "S3"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands beside the text on the desk. ``spans`` are places in ``text``."""

    facts: ArticleFacts
    text: str
    spans: tuple[tuple[int, int], ...]
    findings: tuple[tuple[str, str], ...]  # (class, sentence) of what the guard points at
    conduct: tuple[tuple[str, str, str], ...]  # (check, outcome, sentence)
    sentences_long: int

    def frozen(self) -> dict[str, Any]:
        """The form that is kept with a decision: facts, classes and outcomes, never the words."""
        kept = asdict(self.facts)
        kept["review_by"] = kept["review_by"].isoformat() if kept["review_by"] else None
        return {
            "facts": kept, "findings": [name for name, _sentence in self.findings],
            "conduct": {name: outcome for name, outcome, _sentence in self.conduct},
            "engine": guard.ENGINE_VERSION,
        }


def gather(page: ArticlePage, *, today: date) -> Evidence:
    """Read one wording with the guard, the conduct checks and the readability formulas."""
    wording = wording_of(page)
    text = text_of(wording)
    context = guard.Context(author=guard.Author.ORGANISATION, place=guard.Place.PUBLIC, language=wording.language,
                            country=settings.DEFAULT_COUNTRY)
    report = _read(text, context)
    pointed = _pointed_at(report, context)
    conduct = guard.check_conduct(text, report, conduct_facts(wording)) if report else ()
    plain = [one for one in plain_findings(text, wording.language) if one.klass == "JARGON"]
    measured = guard.readability(text, wording.language)
    facts = ArticleFacts(
        **_of_people(wording), **_of_parts(wording),
        authorization_counts=page.authorization is not None and not lacks_of(page.authorization, today),
        grade=round(measured.grade, 1) if measured.grade is not None else None,
        too_hard=measured.verdict is Verdict.TOO_HARD,
        guard=_strongest(pointed) if report is not None and report.checked else "",
        guard_classes=tuple(sorted({one.klass for one, _action in pointed})),
        conduct_failed=tuple(one.id for one in conduct if _asks_for_words(one, wording)),
        conduct_blocked=tuple(one.id for one in conduct if _fails(one, wording)),
        jargon=tuple(sorted({text[one.start:one.end].lower() for one in plain})),
    )
    return Evidence(
        facts=facts, text=text, spans=tuple((one.start, one.end) for one, _action in pointed),
        findings=tuple(dict.fromkeys((one.klass, one.sentence) for one, _action in pointed)),
        conduct=tuple((one.id, one.outcome.value, one.sentence) for one in conduct),
        sentences_long=sum(1 for one in plain_findings(text, wording.language) if one.klass == "LONG_SENTENCE"),
    )


def _asks_for_words(one: guard.ConductResult, wording: Wording) -> bool:
    """Held, or said to tell of a patient where the desk says that nobody is shown: a reviewer looks and says so."""
    if one.id in COUNTED_ELSEWHERE:
        return False
    return one.action is guard.Action.HOLD or (
        one.action is guard.Action.BLOCK and one.id == PATIENT_SHOWN and not wording.shows_patient
    )


def _fails(one: guard.ConductResult, wording: Wording) -> bool:
    """No words of a reviewer can answer for it."""
    return (
        one.action is guard.Action.BLOCK and one.id not in COUNTED_ELSEWHERE and not _asks_for_words(one, wording)
    )


def _read(text: str, context: guard.Context) -> guard.Report | None:
    try:
        report, _decision = examine(text, context=context)
    except (Invalid, guard.TextTooLong, guard.NotText):
        return None
    return report


def _pointed_at(report: guard.Report | None, context: guard.Context) -> list[tuple[guard.Finding, str]]:
    found = []
    for one in report.findings if report else ():
        action = settled_action(one, context).value
        if one.family is guard.Family.CLAIM and action in ("ALLOW", "NUDGE"):
            # a page of this house that repeats what is false waits for somebody to look
            action = "HOLD"
        if one.family not in ANSWERED_FOR and action in ("HOLD", "BLOCK"):
            found.append((one, action))
    return found


def _strongest(pointed: list[tuple[guard.Finding, str]]) -> str:
    return max((action for _one, action in pointed), key=ORDER.index, default="ALLOW")


def conduct_facts(wording: Wording) -> guard.ConductFacts:
    """What the seventeen checks are told: the site shows author, interests, licence of pictures and audience itself."""
    pictures = [block.value for block in wording.blocks if block.type in ("picture", "infographic")]
    said = wording.interests.strip()
    none = said.lower().startswith(NO_INTERESTS)
    return guard.ConductFacts(
        has_image=bool(pictures),
        image_shows=ImageShows.PERSON_AUTHORIZED if wording.shows_patient else ImageShows.NO_PERSON,
        authorization_valid=wording.authorization_id is not None,
        image_alt=" ".join(str(one.get("alt") or "") for one in pictures).strip(),
        image_is_decorative=bool(pictures) and all(one.get("decorative") for one in pictures),
        conflicts=None if not said else () if none else (guard.Conflict(party=said),),
        says_own_views=True, audience_shown=True,
        ai_role=guard.conduct.AiRole(wording.ai_role),
        ai_reviewed_by="clinical reviewer" if wording.clinical_reviewer_id else "",
    )


def _of_people(wording: Wording) -> dict[str, Any]:
    author = wording.author_id
    return {
        "digest": digest_of(wording),
        "has_author": author is not None,
        "has_clinical_reviewer": wording.clinical_reviewer_id is not None,
        "clinical_is_author": author is not None and author == wording.clinical_reviewer_id,
        "has_plain_reviewer": wording.plain_reviewer_id is not None,
        "plain_is_author": author is not None and author == wording.plain_reviewer_id,
        "has_funding": bool(wording.funding.strip()),
        "has_interests": bool(wording.interests.strip()),
        "has_conflict": not wording.interests.strip().lower().startswith(NO_INTERESTS),
        "has_audience": bool(wording.audience),
        "for_professionals": wording.audience == (Reader.CLINICIANS.value,),
        "has_summary": bool(wording.summary.strip()),
        "review_by": wording.review_by,
        "shows_patient": wording.shows_patient,
        "ai_role": AiRole(wording.ai_role).value,
    }


def _of_parts(wording: Wording) -> dict[str, Any]:
    blocks = wording.blocks
    return {
        "words": sum(len(part.split()) for block in blocks for part in _words_in(block)),
        "sources": len(wording.sources),
        "sources_unchecked": sum(not one.checked for one in wording.sources),
        "sources_incomplete": sum(not (one.body and one.title and one.year) for one in wording.sources),
        "edition_named": any(one.what for one in wording.editions),
        "pictures_wordless": sum(
            not str(block.value.get("alt") or "").strip()
            for block in blocks
            if block.type == "infographic" or (block.type == "picture" and not block.value.get("decorative"))
        ),
        "infographics_twinless": sum(
            not str(block.value.get("twin") or "").strip() for block in blocks if block.type == "infographic"
        ),
        "recordings_silent": _silent(blocks),
    }


def _words_in(block: Block) -> list[str]:
    value = block.value
    listed = [line for name in ("items", "do", "dont") for line in value.get(name, ())]
    lines = [str(line.get("text") or "") if isinstance(line, dict) else str(line) for line in listed]
    return [*lines, str(value.get("markdown") or ""), str(value.get("twin") or ""), str(value.get("recording") or "")]


def _silent(blocks: tuple[Block, ...]) -> int:
    """Recordings that nobody can read: no captions and no transcript, or gone."""
    names = [str(block.value.get("recording") or "") for block in blocks if block.type == "recording"]
    if not names:
        return 0
    known = recordings_named(names)
    return sum(1 for name in names if name not in known or not (known[name].captions or known[name].transcript))
