"""The statement of reasons: in the field names of the Commission's database, checked, and in plain words."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dayroom.apps.moderation.models import Case, Decision
from dayroom.apps.moderation.rules.categories import category_of
from dayroom.apps.moderation.vocabulary import TOUCHES_ACCOUNT, Ground, Source, Verdict
from dayroom.apps.moderation.vocabulary.statements import (
    AUTOMATED,
    CATEGORIES,
    GROUND_PAIRS,
    LONGEST,
    PUID,
    SOURCES,
    VISIBILITIES,
    VISIBILITY,
    VISIBILITY_OTHER,
)
from dayroom.engines import guard

EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)


def statement_fields(decision: Decision, case: Case, content_date: datetime | None = None) -> dict[str, Any]:
    """A statement of reasons in the field names of the Commission's database (DSA art 17), for passing it on."""
    category, keywords = category_of(case.reasons.split())
    if decision.category:
        category, keywords = decision.category, tuple(decision.category_specification.split())
    made_on = decision.content_date or (content_date.date() if content_date else None)
    return {
        "puid": decision.public_id,
        **_what_was_done(decision),
        **_ground(decision),
        "decision_facts": decision.decision_facts,
        "category": category,
        "category_specification": list(keywords),
        "content_type": ["CONTENT_TYPE_TEXT"],
        **({"content_date": made_on.isoformat()} if made_on else {}),
        **({"content_language": decision.language.upper()[:2]} if decision.language else {}),
        "application_date": decision.decided_at.date().isoformat(),
        # one site, seen from everywhere: what is decided holds in every country of the Union
        "territorial_scope": list(EU),
        "source_type": "SOURCE_VOLUNTARY" if case.source == Source.MACHINE else "SOURCE_TYPE_OTHER_NOTIFICATION",
        "automated_detection": "Yes" if decision.automated_detection else "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }


def _what_was_done(decision: Decision) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    visibility = VISIBILITY.get(Verdict(decision.verdict))
    if visibility:
        fields["decision_visibility"] = [visibility]
    if visibility == "DECISION_VISIBILITY_OTHER":
        fields["decision_visibility_other"] = VISIBILITY_OTHER
    if decision.for_good:
        fields["decision_account"] = "DECISION_ACCOUNT_TERMINATED"
    elif decision.verdict in TOUCHES_ACCOUNT and decision.limit_until:
        fields["decision_account"] = "DECISION_ACCOUNT_SUSPENDED"
        fields["end_date_account_restriction"] = decision.limit_until.date().isoformat()
    return fields


def _ground(decision: Decision) -> dict[str, Any]:
    """Exactly the pair that belongs to the ground."""
    illegal = decision.decision_ground == Ground.ILLEGAL
    name = f"DECISION_GROUND_{decision.decision_ground}"
    law, why = GROUND_PAIRS["DECISION_GROUND_ILLEGAL_CONTENT" if illegal else "DECISION_GROUND_INCOMPATIBLE_CONTENT"]
    more = {} if illegal else {"incompatible_content_illegal": "No"}
    return {"decision_ground": name, law: decision.ground_reference, why: decision.ground_explanation, **more}


def faults_of(fields: dict[str, Any]) -> list[str]:
    """Names of what is wrong with a statement; an empty list for one that the database would take."""
    wrong = [] if re.fullmatch(PUID, str(fields.get("puid", ""))) else ["puid"]
    done = [key for key in ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
            if fields.get(key)]
    wrong += [] if done else ["decision"]
    wrong += [] if set(fields.get("decision_visibility", ())) <= VISIBILITIES else ["decision_visibility"]
    wrong += _faults_of_pair(fields)
    wrong += [key for key, most in LONGEST.items() if len(str(fields.get(key, ""))) > most]
    wrong += [] if fields.get("category") in CATEGORIES else ["category"]
    wrong += [] if fields.get("automated_decision") in AUTOMATED else ["automated_decision"]
    wrong += [] if fields.get("automated_detection") in ("Yes", "No") else ["automated_detection"]
    wrong += [] if fields.get("source_type") in SOURCES else ["source_type"]
    if fields.get("source_type") == "SOURCE_VOLUNTARY" and fields.get("source_identity"):
        wrong.append("source_identity")
    dates = [key for key in fields if key.endswith("_date") or key.startswith("end_date_")]
    return wrong + [key for key in dates if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(fields[key]))]


def _faults_of_pair(fields: dict[str, Any]) -> list[str]:
    pair = GROUND_PAIRS.get(str(fields.get("decision_ground")))
    if pair is None:
        return ["decision_ground"]
    others = {key for keys in GROUND_PAIRS.values() for key in keys} - set(pair)
    return [key for key in pair if not str(fields.get(key, "")).strip()] + sorted(others & set(fields))


def for_export(decision: Decision) -> dict[str, Any]:
    """The same without anything personal: what a moderator wrote freely passes through the guard first.

    ``decision_facts`` may be left out by the database's rules, and is: it tells of a person more than of a rule.
    """
    fields = statement_fields(decision, decision.case)
    fields["decision_facts"] = ""
    for _law, why in GROUND_PAIRS.values():
        if why in fields:
            report = guard.screen(fields[why], context=guard.Context())
            fields[why] = guard.redact(fields[why], report, style="label")[: LONGEST[why]]
    fields["platform"] = settings.SITE_NAME
    return fields


def csv_row(fields: dict[str, Any], columns: list[str]) -> list[str]:
    """Lists as JSON-like text with bars; a cell that a spreadsheet would run begins with an apostrophe."""
    cells = ["|".join(value) if isinstance(value := fields.get(name, ""), list) else str(value) for name in columns]
    return [f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in cells]


COLUMNS = [
    "puid", "decision_visibility", "decision_visibility_other", "decision_account", "end_date_account_restriction",
    "decision_ground", "illegal_content_legal_ground", "illegal_content_explanation", "incompatible_content_ground",
    "incompatible_content_explanation", "incompatible_content_illegal", "category", "category_specification",
    "content_type", "content_date", "content_language", "application_date", "territorial_scope", "source_type",
    "automated_detection", "automated_decision", "platform",
]


def category_words(category: str) -> str:
    return str(CATEGORIES.get(category) or _("other house rules"))


def plain_fields(decision: Decision) -> list[tuple[str, str]]:
    """What else the law asks to be said, in plain words."""
    if not decision.decision_ground:
        return []
    found = [
        (_("Kind"), category_words(decision.category)),
        (_("Who decided"), _("A person. No machine decides here.")),
        (_("Where it holds"), _("Everywhere on this site.")),
    ]
    if decision.content_date:
        found.append((_("You wrote it on"), date_format(decision.content_date, "DATE_FORMAT")))
    return found
