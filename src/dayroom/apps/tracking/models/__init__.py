from dayroom.apps.tracking.models.batches import ImportBatch
from dayroom.apps.tracking.models.cards import Card
from dayroom.apps.tracking.models.goals import Goal, GoalNote
from dayroom.apps.tracking.models.profiles import HealthProfile
from dayroom.apps.tracking.models.records import Condition, LifeEvent, Treatment
from dayroom.apps.tracking.models.reminders import CalendarAddress, DoseSaid, Reminder
from dayroom.apps.tracking.models.sharing import Access, ChosenReader, Proxy
from dayroom.apps.tracking.models.sheets import SheetLink, SheetOpening, VisitSheet
from dayroom.apps.tracking.models.trackers import FormAnswer, Reading, ReadingVersion, Tracker, YearOfDays

__all__ = [
    "Access",
    "CalendarAddress",
    "Card",
    "ChosenReader",
    "Condition",
    "DoseSaid",
    "FormAnswer",
    "Goal",
    "GoalNote",
    "HealthProfile",
    "ImportBatch",
    "LifeEvent",
    "Proxy",
    "Reading",
    "ReadingVersion",
    "Reminder",
    "SheetLink",
    "SheetOpening",
    "Tracker",
    "Treatment",
    "VisitSheet",
    "YearOfDays",
]
