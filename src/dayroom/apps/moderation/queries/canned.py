"""Ready-made reasons: a steward's newest wording, or the one that was shipped."""

from __future__ import annotations

from django.utils.translation import override

from dayroom.apps.moderation.models import CannedText
from dayroom.apps.moderation.vocabulary import CANNED, Canned


def canned_rows() -> dict[str, CannedText]:
    """The newest wording of each reason that a steward has written; one query."""
    newest: dict[str, CannedText] = {}
    for row in CannedText.objects.order_by("code", "version"):
        newest[row.code] = row
    return newest


def canned_choices(language: str, *, also_retired: bool = False) -> list[Canned]:
    """What may be chosen, in a language (English stands in for others)."""
    written = canned_rows()
    shipped = [shipped_in(one, language) for one in CANNED if one.code not in written]
    own = [in_language(row, language) for row in written.values() if row.offered or also_retired]
    return sorted([*shipped, *own], key=lambda one: str(one.label).lower())


def canned_for(code: str, language: str) -> Canned | None:
    return next((one for one in canned_choices(language) if one.code == code), None)


def in_language(row: CannedText, language: str) -> Canned:
    spanish = language[:2] == "es"
    return Canned(
        row.code, row.title_es if spanish else row.title_en, row.reference_es if spanish else row.reference_en,
        row.text_es if spanish else row.text_en, harm=row.harm, ground=row.ground, version=row.version,
    )


def shipped_in(one: Canned, language: str) -> Canned:
    with override(language[:2] if language else None):
        return Canned(one.code, str(one.label), str(one.reference), str(one.text), harm=one.harm, ground=one.ground)


def canned_both(code: str) -> dict[str, object]:
    """One reason with all its words, for the form that changes it; {} for a new one."""
    row = canned_rows().get(code)
    if row is not None:
        names = ("harm", "ground", "title_en", "title_es", "reference_en", "reference_es", "text_en", "text_es",
                 "offered", "version")
        return {"code": code, **{name: getattr(row, name) for name in names}}
    shipped = next((one for one in CANNED if one.code == code), None)
    if shipped is None:
        return {}
    found: dict[str, object] = {
        "code": code, "harm": shipped.harm, "ground": shipped.ground, "offered": True, "version": 0,
    }
    for language in ("en", "es"):
        words = shipped_in(shipped, language)
        found |= {f"title_{language}": words.label, f"reference_{language}": words.reference,
                  f"text_{language}": words.text}
    return found


def canned_history(code: str) -> list[CannedText]:
    return list(CannedText.objects.filter(code=code).select_related("written_by").order_by("-version")[:50])
