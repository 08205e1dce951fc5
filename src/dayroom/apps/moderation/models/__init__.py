from dayroom.apps.moderation.models.cases import Appeal, Bulk, Case, Decision, Flag
from dayroom.apps.moderation.models.duty import Call, DebriefCount, DeskChoice, HardLook, PushDevice, Shift
from dayroom.apps.moderation.models.weighing import CannedText, Second, SecondLook, Strike

__all__ = [
    "Appeal",
    "Bulk",
    "Call",
    "CannedText",
    "Case",
    "DebriefCount",
    "Decision",
    "DeskChoice",
    "Flag",
    "HardLook",
    "PushDevice",
    "Second",
    "SecondLook",
    "Shift",
    "Strike",
]
