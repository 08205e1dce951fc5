"""Forget who did what at the listening desk; what was found stays, with nobody's name on it."""

from __future__ import annotations

from django.db import transaction

from dayroom.apps.listening.models import (
    Alarm,
    AlarmStep,
    Intake,
    OfficialSeries,
    Source,
    Threshold,
    Topic,
    TopicSample,
)


def forget_member(member_id: int) -> None:
    """Unname the member in every row; a file's name on their own machine goes altogether."""
    with transaction.atomic():
        Intake.objects.filter(started_by_id=member_id).update(started_by=None, shown_name="")
        AlarmStep.objects.filter(by_id=member_id).update(by=None)
        Alarm.objects.filter(owner_id=member_id).update(owner=None)
        Threshold.objects.filter(changed_by_id=member_id).update(changed_by=None)
        TopicSample.objects.filter(judged_by_id=member_id).update(judged_by=None)
        for model in (Topic, Source, OfficialSeries):
            model._default_manager.filter(made_by_id=member_id).update(made_by=None)
