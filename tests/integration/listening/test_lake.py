"""Posts into the lake, and counts out of it: nothing lost, nothing twice, nobody to be known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from dayroom.apps.listening.actions import intake as rounds
from dayroom.apps.listening.actions import settling
from dayroom.apps.listening.actions.keeping import keep_house
from dayroom.apps.listening.actions.keys import key_of_writers
from dayroom.apps.listening.actions.rising import find_rising
from dayroom.apps.listening.actions.tallies import count_waiting, recount
from dayroom.apps.listening.models import LakeKey, RisingTerm, Source, Tally
from dayroom.apps.listening.rules.lake import ROOM
from dayroom.apps.listening.vocabulary import IntakeState
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.platform.lake import files_of, lake_root, opened, show

from .lake_scene import NOW, a_source, a_topic, bring, post

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LONG = "half of my class is at home with measles this week and nobody tells the parents anything about it"


def cell(margin: str, key: str = "", basis: str = "") -> list[tuple[object, ...]]:
    rows = Tally.objects.filter(margin=margin, key=key, basis=basis, topic__isnull=False).order_by("day")
    return [(row.day.isoformat(), row.mentions, row.authors, row.authors_window) for row in rows]


def lying(column: str = "folded") -> list[object]:
    files = files_of(ROOM)
    if not files:
        return []
    with opened() as lake:
        show(lake, "posts", files)
        return [value for (value,) in lake.sql(f"SELECT {column} FROM posts ORDER BY day, row").fetchall()]  # noqa: S608


def test_posts_lie_by_day_and_are_counted_by_topic() -> None:
    source, topic = a_source(), a_topic()
    done = bring(source, [
        post(1, "My son has the measles in Houston, Texas. What now?", profile_place="Madrid, España"),
        post(2, "Nothing to see here"),
        post(3, "Vacuna contra el sarampión hoy", at=NOW - 2 * DAY, language="es"),
        post(4, "Measles again in our street", at=NOW - 2 * DAY, author="writer 1"),
        Refusal("NO_DATE", 5),
        post(6, "From the future", at=NOW + 5 * DAY),
        post(7, "", about="Measles", count=40, at=NOW - 2 * DAY, author=""),
    ])  # fmt: skip
    assert (done.state, done.read, done.kept) == (IntakeState.DONE, 7, 5)
    assert done.troubles == {"NO_DATE": 1, "FUTURE": 1}
    count_waiting(now=NOW)
    assert cell("ALL") == [("2026-03-28", 1, 1, 1), ("2026-03-29", 42, 2, 2)]
    assert cell("LANGUAGE", "es") == [("2026-03-29", 1, 1, 1)]
    assert cell("SOURCE", source.public_id) == cell("ALL")
    assert cell("PLACE", "US-TX", "MENTION") == cell("PLACE", "US", "MENTION") == [("2026-03-28", 1, 1, 1)]
    assert cell("PLACE", "ES", "PROFILE") == [("2026-03-28", 1, 1, 1)]
    first = Tally.objects.get(topic=topic, margin="ALL", day="2026-03-28")
    assert (first.personal, first.questions) == (1, 1)
    # a ready count is about its topic, and no part of everything
    assert Tally.objects.get(topic=None, margin="ALL", day="2026-03-29").mentions == 2


def test_no_identifier_handle_or_minute_enters_the_lake() -> None:
    bring(a_source(), [post(1, "Ask Dr. Jane Smithson on 202-555-0143 or @jane_s, see https://example.org/x")])
    assert lying() == ["ask dr. ... on ... or , see"]
    with opened() as lake:
        show(lake, "posts", files_of(ROOM))
        row = lake.sql("SELECT * FROM posts")
        told = dict(zip(row.columns, row.fetchall()[0], strict=True))
    assert isinstance(told["author"], int)
    assert "writer 1" not in str(told)
    assert not {"at", "text", "minute", "handle", "link"} & set(told)


def test_what_is_here_already_is_left_out_and_a_copy_is_marked() -> None:
    source, topic = a_source(), a_topic()
    assert bring(source, [post(1, LONG), post(1, LONG), post(2, "measles at last")]).troubles == {"TWICE": 1}
    again = bring(source, [post(1, LONG), post(3, LONG + " today", author="writer 3")])
    assert (again.kept, again.copies, again.troubles) == (1, 1, {"TWICE": 1})
    recount(topic, now=NOW)
    row = Tally.objects.get(topic=topic, margin="ALL")
    assert (row.mentions, row.copies, row.authors) == (2, 1, 2)


def test_a_writer_of_two_quarters_counts_once_in_a_week() -> None:
    source, topic = a_source(), a_topic()
    later = NOW + 5 * DAY
    rows = [post(1, "measles", at=NOW, author="ann"), post(2, "measles", at=NOW + 3 * DAY, author="ann")]
    rounds.take_in(rounds.begin(source, by_id=None, now=later), iter(rows), later)
    assert len(set(lying("author"))) == 2
    recount(topic, now=later)
    assert cell("ALL") == [("2026-03-31", 1, 1, 1), ("2026-04-03", 1, 1, 1)]


class PulledOut(Exception):
    """The disk was taken away."""


class Dying:
    """A reader that breaks off, and knows where it stood."""

    def __init__(self, posts: list[RawPost], start: int, breaks_at: int) -> None:
        self._posts, self._at, self._breaks_at = posts, start, breaks_at

    def __iter__(self) -> Iterator[RawPost]:
        return self

    def __next__(self) -> RawPost:
        if self._at == self._breaks_at:
            raise PulledOut
        if self._at >= len(self._posts):
            raise StopIteration
        self._at += 1
        return self._posts[self._at - 1]

    @property
    def place(self) -> dict[str, int]:
        return {"row": self._at}


def test_a_round_that_was_killed_goes_on_without_loss_or_double(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dayroom.apps.listening.actions.crew.BATCH_POSTS", 3)
    monkeypatch.setattr("dayroom.apps.listening.actions.crew.apart", lambda _rows: False)
    posts = [post(number, f"measles number {number}", at=NOW - number % 4 * DAY) for number in range(10)]
    intake = rounds.begin(a_source(), by_id=None, now=NOW)
    with pytest.raises(PulledOut):
        rounds.take_in(intake, Dying(posts, 0, 8), NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.read, intake.position["file"]) == (IntakeState.READING, 6, {"row": 6})
    # killed while days are being written
    monkeypatch.setattr(settling, "all_on_disk", _die)
    with pytest.raises(KeyboardInterrupt):
        rounds.take_in(intake, Dying(posts, intake.position["file"]["row"], -1), NOW)
    monkeypatch.undo()
    type(intake).objects.update(changed_at=NOW - DAY)
    assert rounds.go_on(NOW) == {"settled": 1, "files": 0}
    intake.refresh_from_db()
    assert (intake.state, intake.read, intake.kept, intake.troubles) == (IntakeState.DONE, 10, 10, {})
    assert sorted(lying("key")) == sorted(set(lying("key")))  # type: ignore[type-var]  # whole numbers
    assert len(lying()) == 10


def _die() -> None:
    raise KeyboardInterrupt


def test_a_round_is_stopped_or_taken_back_as_a_whole() -> None:
    from tests import cast

    ivo, source, topic = cast.mo(), a_source(), a_topic()
    kept, gone = bring(source, [post(1, "measles")]), bring(source, [post(2, "measles"), post(3, "measles")])
    count_waiting(now=NOW)
    assert cell("ALL") == [("2026-03-28", 3, 3, 3)]
    rounds.undo(gone, by_id=ivo.pk, now=NOW)
    count_waiting(now=NOW)
    assert cell("ALL") == [("2026-03-28", 1, 1, 1)]
    with pytest.raises(rounds.NotStoppable):
        rounds.stop(kept, by_id=ivo.pk, now=NOW)
    assert topic.tallies.exists()


def test_the_house_is_kept() -> None:
    source, other = a_source(), a_source("Short memory", keep_days=40)
    for number in range(5):
        bring(source, [post(number, f"measles {number}"), post(100 + number, "cough", at=NOW - 30 * DAY)])
    bring(other, [post(1, "measles elsewhere", at=NOW - 39 * DAY)])
    key_of_writers(NOW)
    (lake_root() / "x.half").write_bytes(b"")
    recount(None, now=NOW)
    before = Tally.objects.filter(topic=None, margin="ALL").count()
    later = NOW + 30 * DAY
    assert keep_house(now=later) == {"files_dropped": 1, "files_joined": 10, "keys": 1, "parts": 0, "crumbs": 0}
    assert len(files_of(ROOM)) == 2
    assert len(lying()) == 10
    assert Tally.objects.filter(topic=None, margin="ALL").count() == before
    assert set(LakeKey.objects.values_list("name", flat=True)) == {"posts"}
    # a late post of a day whose posts are partly gone does not lessen what was counted
    rounds.take_in(rounds.begin(source, by_id=None, now=later), iter([post(900, "late", at=NOW - 39 * DAY)]), later)
    count_waiting(now=later)
    assert Tally.objects.filter(topic=None, margin="SOURCE", key=other.public_id).count() == 1
    # a round that lies in joined files can be taken back
    last = source.intakes.order_by("pk")[4]
    settling.unsettle(source=source.public_id, intake=last.public_id)
    assert len(lying()) == 9
    Source.objects.all().delete()
    assert keep_house(now=later)["files_dropped"] == 3


def test_files_half_joined_are_read_once() -> None:
    source = a_source()
    for number in range(3):
        bring(source, [post(number, f"measles {number}")])
    from pathlib import Path

    from dayroom.platform import lake

    files = [Path(file) for file in files_of(ROOM)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lake, "finish_joins", lambda _folder: None)
        lake.join_files(files, f"{source.public_id}-joined-x.parquet")
    assert len(list(files[0].parent.glob("*.parquet"))) == 4
    assert len(lying()) == 3


def test_phrases_that_rise_are_written_down() -> None:
    at = NOW - timedelta(days=NOW.weekday() + 4)
    words = ["street", "school", "bus", "tea", "river", "cat", "shop", "door", "hill", "bread", "rain", "road", "bell"]
    bring(a_source(), [
        *(post(number, f"brain fog near the {word}", at=at) for number, word in enumerate(words)),
        *(post(50 + number, f"quiet day near the {word}", at=at - 14 * DAY) for number, word in enumerate(words)),
    ])  # fmt: skip
    assert find_rising(now=NOW) > 0
    assert find_rising(now=NOW) == RisingTerm.objects.count()
    assert RisingTerm.objects.filter(phrase__startswith="brain fog", before=0, count=13).exists()
