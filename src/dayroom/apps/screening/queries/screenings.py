from __future__ import annotations

from dayroom.apps.screening.models import Finding, Screening


def latest_screening(kind: str, subject_id: int) -> Screening | None:
    return Screening.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("-revision", "-id").first()


def latest_findings(kind: str, subject_id: int) -> list[Finding]:
    """What the guard saw in the newest revision, in the order of the text."""
    screening = latest_screening(kind, subject_id)
    return list(screening.findings.order_by("start", "end")) if screening else []
