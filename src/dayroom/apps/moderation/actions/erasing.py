"""Forget a member's words in moderation; what was decided stays as numbers."""

from __future__ import annotations

from django.db import transaction

from dayroom.apps.moderation.models import (
    Appeal,
    Call,
    Case,
    Decision,
    DeskChoice,
    Flag,
    HardLook,
    PushDevice,
    Shift,
    Strike,
)


def forget_member(member_id: int) -> None:
    """Blank what the member wrote to us and what was written about their texts; cut the ties to the person."""
    with transaction.atomic():
        appeals = Appeal.objects.filter(made_by_id=member_id)
        behind_bylines = list(appeals.values_list("decision_id", flat=True))
        Decision.objects.filter(case__author_id=member_id).update(ground_explanation="", decision_facts="")
        Decision.objects.filter(pk__in=behind_bylines).update(ground_explanation="", decision_facts="")
        appeals.update(text="", answer="", made_by=None)
        Flag.objects.filter(flagger_id=member_id).update(note="", flagger=None)
        Case.objects.filter(author_id=member_id).update(author=None)
        for model in (Strike, Shift, PushDevice, DeskChoice, HardLook):
            model.objects.filter(member_id=member_id).delete()
        Call.objects.filter(member_id=member_id).update(member=None)
