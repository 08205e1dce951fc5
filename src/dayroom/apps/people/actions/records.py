from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dayroom.apps.people.models import Authorization, AuthorizationUse, PolicyAcknowledgement, TrainingRecord


def forget_records(member_id: int, now: datetime) -> None:
    """Forget what a member agreed to and passed. What patients signed stays for six years, and no longer says who
    entered it; what was shown because of it is taken down with the member's posts."""
    with transaction.atomic():
        PolicyAcknowledgement.objects.filter(member_id=member_id).delete()
        TrainingRecord.objects.filter(member_id=member_id).delete()
        standing = AuthorizationUse.objects.filter(authorization__made_by_id=member_id, taken_down_at=None)
        standing.filter(subject_id__isnull=False).update(taken_down_at=now)
        Authorization.objects.filter(made_by_id=member_id).update(made_by=None)
        Authorization.objects.filter(revoked_by_id=member_id).update(revoked_by=None)
