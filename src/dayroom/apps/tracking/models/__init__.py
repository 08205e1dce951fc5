from dayroom.apps.tracking.models.batches import ImportBatch
from dayroom.apps.tracking.models.cards import Card
from dayroom.apps.tracking.models.forms import Form
from dayroom.apps.tracking.models.found import FoundFact, SourceOrder
from dayroom.apps.tracking.models.goals import Goal, GoalNote
from dayroom.apps.tracking.models.kept import KeptPerson
from dayroom.apps.tracking.models.matching import MatchCard, MatchToken, TokenCount
from dayroom.apps.tracking.models.outside import AppToken, Document, ReceiveLink, Taking
from dayroom.apps.tracking.models.profiles import HealthProfile
from dayroom.apps.tracking.models.records import Condition, LifeEvent, Treatment
from dayroom.apps.tracking.models.reminders import CalendarAddress, DoseSaid, Reminder
from dayroom.apps.tracking.models.reports import AdviceLine, CountedRow, PublishedLedger, TreatmentReport
from dayroom.apps.tracking.models.sharing import Access, ChosenReader, Proxy
from dayroom.apps.tracking.models.sheets import SheetLink, SheetOpening, VisitSheet
from dayroom.apps.tracking.models.trackers import FormAnswer, Reading, ReadingVersion, Tracker, YearOfDays

__all__ = [
    "Access",
    "AdviceLine",
    "AppToken",
    "CalendarAddress",
    "Card",
    "ChosenReader",
    "Condition",
    "CountedRow",
    "Document",
    "DoseSaid",
    "Form",
    "FormAnswer",
    "FoundFact",
    "Goal",
    "GoalNote",
    "HealthProfile",
    "ImportBatch",
    "KeptPerson",
    "LifeEvent",
    "MatchCard",
    "MatchToken",
    "Proxy",
    "PublishedLedger",
    "Reading",
    "ReadingVersion",
    "ReceiveLink",
    "Reminder",
    "SheetLink",
    "SheetOpening",
    "SourceOrder",
    "Taking",
    "TokenCount",
    "Tracker",
    "Treatment",
    "TreatmentReport",
    "VisitSheet",
    "YearOfDays",
]
