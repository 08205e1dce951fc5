"""A kind of subject for these tests: notes on a board, with moderators of their own and perhaps a byline."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from dayroom.apps.moderation.ports import SubjectCard
from tests.cast import NOW


@dataclass
class Note:
    author_id: int | None
    anonymous: bool = False
    scope_id: int | None = 1
    state: str = "LIVE"
    body: str = "Call me on 555 0100 & we talk"
    hidden_from: set[int] = field(default_factory=set)


class Notes:
    """Fills the port of moderation as communities do, without tables."""

    def __init__(self) -> None:
        self.rows: dict[int, Note] = {}
        self.scopes: dict[int, str] = {1: "Room one", 2: "Room two"}
        self.moderators: dict[int, list[int]] = {}
        self.language = ""

    def add(self, author_id: int | None, **fields: object) -> int:
        self.rows[len(self.rows) + 1] = Note(author_id, **fields)  # type: ignore[arg-type]  # named in each test
        return len(self.rows)

    def id_for(self, public_id: str, reader_id: int) -> int | None:
        number = int(public_id) if public_id.isdigit() else 0
        row = self.rows.get(number)
        return number if row and reader_id not in row.hidden_from else None

    def card(self, subject_id: int) -> SubjectCard | None:
        row = self.rows.get(subject_id)
        if row is None:
            return None
        return SubjectCard(
            title="A note", url=f"/n/{subject_id}", body_html="<p>note</p>", body=row.body,
            byline="Anonymous 1" if row.anonymous else "ann", place=self.scopes.get(row.scope_id or 0, ""),
            state=row.state, made_at=NOW, language=self.language, before=(("carl", "<p>what came before</p>"),),
        )

    def facts(self, subject_id: int) -> tuple[int | None, bool, int | None]:
        row = self.rows[subject_id]
        return row.author_id, row.anonymous, row.scope_id

    def moderated_scopes(self, member_id: int) -> list[tuple[int, str]]:
        return [(scope, self.scopes[scope]) for scope, people in self.moderators.items() if member_id in people]

    def moderators_of(self, scope_id: int) -> list[int]:
        return self.moderators.get(scope_id, [])

    def release(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        self.rows[subject_id].state = "LIVE"

    def hide(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        self.rows[subject_id].state = "HIDDEN"

    def remove(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        self.rows[subject_id].state = "REMOVED"
