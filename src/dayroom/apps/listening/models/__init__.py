"""Rows of listening. Posts are not rows: they lie in the lake (docs/adr/0026); here is what is counted and decided."""

from dayroom.apps.listening.models.alarms import Alarm, AlarmStep, Threshold
from dayroom.apps.listening.models.lake import LakeKey
from dayroom.apps.listening.models.narratives import ClaimSeen
from dayroom.apps.listening.models.official import OfficialCount, OfficialNotice, OfficialSeries
from dayroom.apps.listening.models.sources import Intake, Source
from dayroom.apps.listening.models.tallies import CommunityWeek, RisingTerm, Tally
from dayroom.apps.listening.models.topics import Topic, TopicSample

__all__ = [
    "Alarm",
    "AlarmStep",
    "ClaimSeen",
    "CommunityWeek",
    "Intake",
    "LakeKey",
    "OfficialCount",
    "OfficialNotice",
    "OfficialSeries",
    "RisingTerm",
    "Source",
    "Tally",
    "Threshold",
    "Topic",
    "TopicSample",
]
