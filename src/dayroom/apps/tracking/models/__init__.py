from dayroom.apps.tracking.models.batches import ImportBatch
from dayroom.apps.tracking.models.profiles import HealthProfile
from dayroom.apps.tracking.models.records import Condition, LifeEvent, Treatment
from dayroom.apps.tracking.models.sharing import Access, ChosenReader, Proxy
from dayroom.apps.tracking.models.trackers import FormAnswer, Reading, ReadingVersion, Tracker, YearOfDays

__all__ = [
    "Access",
    "ChosenReader",
    "Condition",
    "FormAnswer",
    "HealthProfile",
    "ImportBatch",
    "LifeEvent",
    "Proxy",
    "Reading",
    "ReadingVersion",
    "Tracker",
    "Treatment",
    "YearOfDays",
]
