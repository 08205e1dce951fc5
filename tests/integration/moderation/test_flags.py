from __future__ import annotations

import pytest

from dayroom.apps.audit.models import Event
from dayroom.apps.moderation import actions
from dayroom.apps.moderation.models import Case, Flag
from dayroom.apps.moderation.vocabulary import FLAGS_A_DAY, Priority
from dayroom.apps.notices.models import Notice
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.models import Member
from dayroom.kernel.errors import Invalid, NotFound, Refused, TooMany
from tests import cast
from tests.cast import NOW
from tests.integration.moderation.notes import Notes

pytestmark = pytest.mark.django_db


def flag(member: Member, note_id: int, reason: str = "SPAM", note: str = "") -> tuple[Flag, bool]:
    return actions.flag(member_id=member.pk, subject_kind="note", subject_public_id=str(note_id), reason=reason,
                        note=note, now=NOW)


def test_a_flag_opens_a_case_and_tells_the_moderators(notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    row, made = flag(carl, notes.add(ann.pk), "HARASSMENT", "second line")
    assert made
    assert (row.case.priority, row.case.author_id, row.case.scope_id) == (Priority.URGENT, ann.pk, 1)
    assert Notice.objects.get(member=mo).kind == NoticeKind.CASE_URGENT
    assert not Notice.objects.filter(member=ann).exists()


def test_the_record_of_a_flag_holds_no_words(notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    flag(carl, notes.add(ann.pk), note="zebrawords")
    assert "zebrawords" not in str(list(Event.objects.values()))
    assert Event.objects.filter(action="flag.made", actor_id=carl.pk).exists()


def test_a_second_flag_by_the_same_member_is_merged(notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    note_id = notes.add(ann.pk)
    flag(carl, note_id, note="one")
    row, made = flag(carl, note_id, "OTHER", "two")
    assert not made
    assert row.note == "one\ntwo"
    assert Case.objects.get().flags_count == Flag.objects.count() == 1


def test_three_people_are_heard_sooner(notes: Notes, ann: Member, mo: Member) -> None:
    note_id = notes.add(ann.pk)
    priorities = []
    for name in ("eva", "finn", "gus", "hana"):
        flag(cast.member(name), note_id)
        priorities.append(Case.objects.get().priority)
    assert priorities == [Priority.NORMAL, Priority.NORMAL, Priority.URGENT, Priority.URGENT]
    assert Case.objects.get().flags_count == 4


def test_a_flag_needs_a_reason(notes: Notes, ann: Member, carl: Member) -> None:
    with pytest.raises(Invalid):
        flag(carl, notes.add(ann.pk), "")
    assert Case.objects.count() == 0


def test_what_one_cannot_see_one_cannot_flag(notes: Notes, ann: Member, carl: Member) -> None:
    with pytest.raises(NotFound):
        flag(carl, notes.add(ann.pk, hidden_from={carl.pk}))
    with pytest.raises(NotFound):
        actions.flag(member_id=carl.pk, subject_kind="star", subject_public_id="1", reason="SPAM", note="", now=NOW)


@pytest.mark.parametrize("anonymous", [False, True])
def test_one_does_not_flag_oneself(notes: Notes, ann: Member, anonymous: bool) -> None:
    with pytest.raises(Refused):
        flag(ann, notes.add(ann.pk, anonymous=anonymous))


def test_the_author_behind_a_byline_is_not_kept_on_the_case(
    notes: Notes, ann: Member, carl: Member, mo: Member
) -> None:
    row, _made = flag(carl, notes.add(ann.pk, anonymous=True))
    assert row.case.author_id is None
    assert row.case.author_anonymous


def test_flags_have_a_daily_limit(notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    for _number in range(FLAGS_A_DAY):
        flag(carl, notes.add(ann.pk))
    with pytest.raises(TooMany):
        flag(carl, notes.add(ann.pk))


def test_where_nobody_moderates_the_stewards_are_told(notes: Notes, ann: Member, carl: Member, sue: Member) -> None:
    flag(carl, notes.add(ann.pk, scope_id=None))
    assert Notice.objects.get(member=sue).kind == NoticeKind.CASE_OPEN


def test_a_crisis_calls_the_stewards_too(notes: Notes, ann: Member, carl: Member, mo: Member, sue: Member) -> None:
    flag(carl, notes.add(ann.pk), "SAFETY")
    told = Notice.objects.filter(kind=NoticeKind.CASE_URGENT).values_list("member_id", flat=True)
    assert set(told) == {mo.pk, sue.pk}
