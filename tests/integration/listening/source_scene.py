"""Sources in every state that their pages can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dayroom.apps.listening.actions.files import bring_file
from dayroom.apps.listening.models import Intake, OfficialNotice, Source
from dayroom.apps.listening.vocabulary import Fault, IntakeState

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
TABLE = b"id,created_at,text,user\n1,2026-11-01,I cough all day,a\n2,never,what,b\n3,2026-11-02,=SUM(A1),c\n"
COLUMNS = {"row": "POST", "c_at": "1", "c_text": "2", "date_form": "ISO", "time_zone": "UTC", "encoding": "utf-8",
           "look": "1"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sources:
    feed: str
    file: str
    waiting: str
    reading: str
    done: str
    failed: str


def build(by: Member) -> Sources:
    feed = Source.objects.create(
        name="Office nobody reaches", kind="FEED", address="http://127.0.0.1:9/feed", is_official=True, made_at=NOW,
        fault=Fault.SILENT, failures=4, fetched_at=NOW, next_at=NOW + timedelta(hours=16),
    )  # fmt: skip
    OfficialNotice.objects.create(source=feed, key="1", title="Boil water", at=NOW, severity="Severe", place="PE",
                                  link="https://health.example/1", language="en")  # fmt: skip
    file = Source.objects.create(name="Town talk", kind="FILE", made_at=NOW)
    troubles = {"NO_DATE": 4, "TWICE": 30, "FORMULA": 2, "ENCODING": 1}
    rounds = {
        state: Intake.objects.create(
            source=file, state=state, shown_name="october.csv", bytes_total=1000, bytes_done=400, read=900, kept=860,
            copies=12, screened=3, troubles=troubles, started_at=NOW, changed_at=NOW, first_day=NOW.date(),
            last_day=NOW.date(), fault=Fault.FORM if state == IntakeState.FAILED else "", file_name="gone",
        ).public_id
        for state in (IntakeState.READING, IntakeState.DONE, IntakeState.FAILED)
    }  # fmt: skip
    other = Source.objects.create(name="Another file", kind="FILE", made_at=NOW)
    waiting = bring_file(source=other, name="posts.csv", size=len(TABLE), pieces=[TABLE], by_id=by.pk, now=NOW)
    return Sources(feed.public_id, file.public_id, waiting.public_id, rounds[IntakeState.READING],
                   rounds[IntakeState.DONE], rounds[IntakeState.FAILED])  # fmt: skip
