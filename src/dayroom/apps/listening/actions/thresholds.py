"""How easily an alarm is raised: set by hand, moved by verdicts, and begun anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.listening.models import Threshold, Topic
from dayroom.apps.listening.queries.alarms import threshold_of, verdicts_of
from dayroom.apps.listening.queries.judging import setting_in, settings_of
from dayroom.apps.listening.rules.alarms import check_setting, learned_from
from dayroom.apps.listening.vocabulary import TOPIC_KIND


def learn(*, topic_id: int, place: str, now: datetime) -> float:
    """Count anew what all verdicts about this topic and place teach, so that one taken back teaches nothing; returns
    what they add to the way from expected to limit."""
    row = threshold_of(topic_id, place)
    learned = learned_from(verdicts_of(topic_id, place, row.learned_from if row else None))
    if row is not None:
        Threshold.objects.filter(pk=row.pk).update(learned=learned)
    elif learned:
        plain = setting_in(settings_of([topic_id]), topic_id, place)
        Threshold.objects.create(
            topic_id=topic_id,
            place=place,
            detector=plain.detector,
            alpha=plain.alpha,
            least=plain.least,
            learned=learned,
            changed_at=now,
        )
    return learned


def set_threshold(
    *, topic: Topic, place: str, detector: str, alpha: float, least: int, by_id: int, now: datetime
) -> Threshold:
    """Set by hand how easily a topic, or a place of it, alarms; what verdicts taught stays. Audited.

    Raises BadSetting.
    """
    check_setting(detector, alpha, least)
    with transaction.atomic():
        row, _made = Threshold.objects.update_or_create(
            topic=topic,
            place=place,
            defaults={"detector": detector, "alpha": alpha, "least": least, "changed_by_id": by_id, "changed_at": now},
        )
        record(
            actor_id=by_id,
            action="threshold.set",
            now=now,
            subject=(TOPIC_KIND, topic.pk),
            facts={"place": place, "detector": detector, "alpha": str(alpha), "least": least},
        )
    return row


def forget_learned(*, topic: Topic, place: str, by_id: int, now: datetime) -> None:
    """Verdicts up to now teach nothing any more about this topic and place. Audited."""
    with transaction.atomic():
        Threshold.objects.filter(topic=topic, place=place).update(
            learned=0.0, learned_from=now, changed_by_id=by_id, changed_at=now
        )
        record(
            actor_id=by_id,
            action="threshold.learned_forgotten",
            now=now,
            subject=(TOPIC_KIND, topic.pk),
            facts={"place": place},
        )
