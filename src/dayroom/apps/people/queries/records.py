"""What was agreed to, passed and entered by one member, for their own export. What a patient signed is the patient's:
its words and names are not in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dayroom.apps.people.models import Authorization, PolicyAcknowledgement, TrainingRecord

Rows = list[dict[str, object]]


def exported_records(member_id: int) -> Iterator[tuple[str, Rows]]:
    agreed = PolicyAcknowledgement.objects.filter(member_id=member_id).select_related("version__policy").order_by("pk")
    yield _("policies agreed to"), [
        {"policy": row.version.policy.slug, "version": row.version.number, "language": row.language,
         "acknowledged_at": row.acknowledged_at.isoformat()} for row in agreed
    ]
    yield _("courses passed"), [
        {"course": row.course, "version": row.version, "score": row.score, "questions_count": row.questions_count,
         "passed_at": row.passed_at.isoformat(), "expires_at": row.expires_at.isoformat()}
        for row in TrainingRecord.objects.filter(member_id=member_id).order_by("pk")
    ]
    yield _("authorizations you entered"), [
        {"name": row.label, "made_at": row.made_at.isoformat(), "kept_until": row.kept_until.isoformat(),
         "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None}
        for row in Authorization.objects.filter(made_by_id=member_id).order_by("pk")
    ]
