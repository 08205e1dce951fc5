from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from dayroom.apps.audit.models import Event
from dayroom.apps.moderation import actions, queries
from dayroom.apps.moderation.models import Appeal, Case, Decision
from dayroom.apps.moderation.rules import CaseMoved, OwnContent, StatementIncomplete, TooLate
from dayroom.apps.moderation.vocabulary import CaseState, Extras, Priority, Statement
from dayroom.apps.notices.models import Notice
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import MemberState
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused
from tests import cast
from tests.cast import NOW
from tests.integration.moderation.notes import Notes

pytestmark = pytest.mark.django_db
WHY = Statement(ground="INCOMPATIBLE_CONTENT", reference="Keep people private", explanation="zebrawhy")
SOON = NOW + timedelta(days=7)
As = Callable[[Member], Client]


def held(notes: Notes, author: Member, *, reasons: list[str] | None = None, **fields: object) -> Case:
    note_id = notes.add(author.pk, **{"state": "HELD", **fields})
    _author, anonymous, scope_id = notes.facts(note_id)
    return actions.open_case(
        subject=("note", note_id), scope_id=scope_id, author_id=None if anonymous else author.pk, anonymous=anonymous,
        priority=Priority.NORMAL, source="MACHINE", reasons=reasons or ["phone.number"], now=NOW,
    )


def decide(by: Member, case: Case, verdict: str, *, until: datetime | None = None, why: Statement = WHY) -> Decision:
    return actions.decide_case(by=by, case_public_id=case.public_id, verdict=verdict, statement=why,
                               limit_until=until, now=NOW)


def state(notes: Notes, case: Case) -> str:
    return notes.rows[case.subject_id].state


def kinds_told(member: Member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("verdict", "after", "told"),
    [("RELEASE", "LIVE", "RELEASED"), ("HIDE", "HIDDEN", "CASE_DECIDED"), ("REMOVE", "REMOVED", "CASE_DECIDED"),
     ("WARN", "LIVE", "CASE_DECIDED"), ("LIMIT", "REMOVED", "CASE_DECIDED")],
)
def test_a_decision_moves_the_subject_and_tells_the_author(
    notes: Notes, ann: Member, mo: Member, *, verdict: str, after: str, told: str
) -> None:
    case = held(notes, ann)
    decide(mo, case, verdict, until=SOON)
    case.refresh_from_db()
    assert (state(notes, case), case.state) == (after, CaseState.DECIDED)
    assert kinds_told(ann) == [told]
    ann.refresh_from_db()
    assert ann.unread_count == 1
    assert ann.state == (MemberState.LIMITED if verdict == "LIMIT" else MemberState.ACTIVE)


def test_the_record_of_a_decision_holds_ids_only(notes: Notes, ann: Member, mo: Member) -> None:
    decide(mo, held(notes, ann), "HIDE")
    event = Event.objects.get(action="case.decided")
    assert event.actor_id == mo.pk
    assert "zebrawhy" not in str(list(Event.objects.values()))


def test_what_was_visible_all_along_is_released_without_a_notice(notes: Notes, ann: Member, mo: Member) -> None:
    decide(mo, held(notes, ann, state="LIVE"), "RELEASE")
    assert kinds_told(ann) == []


def test_who_flagged_is_answered(notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    note_id = notes.add(ann.pk)
    row, _made = actions.flag(member_id=carl.pk, subject_kind="note", subject_public_id=str(note_id), reason="SPAM",
                              note="", now=NOW)
    decide(mo, row.case, "REMOVE")
    assert kinds_told(carl) == [NoticeKind.FLAG_ANSWERED]


@pytest.mark.parametrize("anonymous", [False, True])
def test_nobody_acts_on_their_own_words_not_even_behind_a_byline(notes: Notes, mo: Member, anonymous: bool) -> None:
    case = held(notes, mo, anonymous=anonymous)
    for deed in (
        lambda: decide(mo, case, "RELEASE"),
        lambda: actions.take_case(by=mo, case_public_id=case.public_id, now=NOW),
        lambda: actions.look_behind_byline(by=mo, case_public_id=case.public_id, reason="long enough", now=NOW),
    ):
        with pytest.raises(OwnContent):
            deed()
    assert state(notes, case) == "HELD"


def test_a_moderator_of_another_place_does_not_even_see_the_case(notes: Notes, ann: Member, mo: Member) -> None:
    with pytest.raises(NotFound):
        decide(mo, held(notes, ann, scope_id=2), "RELEASE")
    with pytest.raises(NotFound):
        decide(ann, held(notes, cast.member("eva")), "RELEASE")


def test_a_steward_decides_everywhere(notes: Notes, ann: Member, sue: Member) -> None:
    decide(sue, held(notes, ann, scope_id=None), "SUSPEND", until=SOON)
    ann.refresh_from_db()
    assert ann.state == MemberState.SUSPENDED


def test_a_steward_without_a_second_factor_is_asked_for_one(notes: Notes, ann: Member, sue: Member) -> None:
    case = held(notes, ann)
    sue.has_factor_cached = False
    sue.save()
    with pytest.raises(Refused):
        decide(sue, case, "RELEASE")


def test_a_statement_without_its_ground_changes_nothing(notes: Notes, ann: Member, mo: Member) -> None:
    case = held(notes, ann)
    with pytest.raises(StatementIncomplete):
        decide(mo, case, "HIDE", why=Statement(reference="Keep people private", explanation="x"))
    case.refresh_from_db()
    assert (state(notes, case), case.state, Decision.objects.count()) == ("HELD", CaseState.OPEN, 0)


def test_somebody_in_danger_is_not_shut_out(notes: Notes, ann: Member, sue: Member) -> None:
    with pytest.raises(Refused):
        decide(sue, held(notes, ann, reasons=["crisis.en.wish"]), "SUSPEND", until=SOON)
    ann.refresh_from_db()
    assert ann.state == MemberState.ACTIVE


def test_two_people_do_not_work_on_one_case(notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    other = cast.member("moira")
    notes.moderators[1].append(other.pk)
    case = held(notes, ann)
    actions.take_case(by=mo, case_public_id=case.public_id, now=NOW)
    with pytest.raises(CaseMoved):
        actions.take_case(by=other, case_public_id=case.public_id, now=NOW)
    with pytest.raises(CaseMoved):
        decide(other, case, "RELEASE")
    actions.put_back(by=mo, case_public_id=case.public_id, now=NOW)
    assert actions.take_case(by=other, case_public_id=case.public_id, now=NOW).taken_by == other


def test_a_case_is_decided_once(notes: Notes, ann: Member, mo: Member) -> None:
    case = held(notes, ann)
    decide(mo, case, "RELEASE")
    with pytest.raises(CaseMoved):
        decide(mo, case, "HIDE")


def test_the_next_case_is_the_most_urgent_that_is_not_ones_own(notes: Notes, ann: Member, mo: Member) -> None:
    held(notes, ann)
    urgent = held(notes, ann)
    Case.objects.filter(pk=urgent.pk).update(priority=Priority.CRISIS)
    own = held(notes, mo, anonymous=True)
    Case.objects.filter(pk=own.pk).update(priority=Priority.CRISIS, due_at=NOW)
    assert actions.take_next_case(by=mo, now=NOW) == urgent
    actions.leave_crises(by=mo, leave=True)
    gentle = actions.take_next_case(by=mo, now=NOW)
    assert gentle is not None
    assert gentle.priority == Priority.NORMAL
    assert actions.take_next_case(by=mo, now=NOW) is None


@pytest.mark.parametrize(("before", "after"), [("LIVE", "LIVE"), ("HELD", "HIDDEN")])
def test_a_decision_is_taken_back_within_ten_minutes(
    notes: Notes, ann: Member, mo: Member, before: str, after: str
) -> None:
    case = held(notes, ann, state=before)
    decide(mo, case, "LIMIT", until=SOON)
    actions.undo_decision(by=mo, case_public_id=case.public_id, now=NOW + timedelta(minutes=9))
    ann.refresh_from_db()
    assert (state(notes, case), ann.state, ann.unread_count, kinds_told(ann)) == (after, MemberState.ACTIVE, 0, [])
    decide(mo, case, "RELEASE")
    assert Decision.objects.exclude(undone_at=None).count() == 1


def test_after_ten_minutes_a_decision_stands(notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    case = held(notes, ann)
    decide(mo, case, "HIDE")
    with pytest.raises(TooLate):
        actions.undo_decision(by=mo, case_public_id=case.public_id, now=NOW + timedelta(minutes=11))
    with pytest.raises(Refused):
        actions.undo_decision(by=sue, case_public_id=case.public_id, now=NOW)


def appeal(member: Member, decision: Decision, text: str = "Please look again") -> Appeal:
    return actions.appeal(member_id=member.pk, decision_public_id=decision.public_id, text=text, now=NOW)


def answer(by: Member, row: Appeal, outcome: str = "OVERTURNED", words: str = "We were wrong.") -> Appeal:
    return actions.decide_appeal(by=by, appeal_public_id=row.public_id, outcome=outcome, answer=words, now=NOW)


def test_a_decision_keeps_its_own_kind_where_it_is_not_the_cases(notes: Notes, ann: Member, mo: Member) -> None:
    case = held(notes, ann)
    decision = actions.decide_case(by=mo, case_public_id=case.public_id, verdict="HIDE", statement=WHY,
                                   limit_until=None, now=NOW, extras=Extras(harm="HURT"))
    assert decision.category == "STATEMENT_CATEGORY_CYBER_VIOLENCE"


def test_an_appeal_in_distress_is_taken_opens_a_case_and_is_due_as_soon(
    notes: Notes, ann: Member, mo: Member, as_: As
) -> None:
    decision = decide(mo, held(notes, ann, anonymous=True), "HIDE")
    words = "I am going to kill myself tonight because of this. My SSN is 219-09-9999."
    sent = as_(ann).post(f"/decisions/{decision.public_id}", {"text": words})
    assert sent["Location"].endswith("?help=1")
    assert "/help/now" in as_(ann).get(sent["Location"]).content.decode()
    row, case = Appeal.objects.get(), Case.objects.get(state=CaseState.OPEN)
    assert (row.text, row.tier) == (words, case.tier)
    assert (case.priority, case.author_id) == (Priority.CRISIS, None)
    assert row.due_at - row.made_at == timedelta(minutes=15)
    page = as_(mo).get(f"/desk/cases/{case.public_id}").content.decode()
    assert "speak of distress" in page


@pytest.mark.parametrize("anonymous", [False, True])
def test_an_overturned_appeal_makes_it_good(
    notes: Notes, ann: Member, mo: Member, sue: Member, *, anonymous: bool
) -> None:
    case = held(notes, ann, anonymous=anonymous)
    row = appeal(ann, decide(mo, case, "LIMIT", until=SOON))
    assert Notice.objects.filter(member=sue, kind=NoticeKind.CASE_OPEN).exists()
    answer(sue, row)
    case.refresh_from_db()
    ann.refresh_from_db()
    assert (state(notes, case), case.state, ann.state) == ("LIVE", CaseState.CLOSED, MemberState.ACTIVE)
    assert kinds_told(ann) == [NoticeKind.CASE_DECIDED, NoticeKind.APPEAL_DECIDED]


def test_an_upheld_appeal_changes_nothing_and_is_answered(notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    case = held(notes, ann)
    answer(sue, appeal(ann, decide(mo, case, "LIMIT", until=SOON)), "UPHELD")
    ann.refresh_from_db()
    assert (state(notes, case), ann.state) == ("REMOVED", MemberState.LIMITED)


def test_a_limit_that_another_decision_holds_up_does_not_end(
    notes: Notes, ann: Member, mo: Member, sue: Member
) -> None:
    first = decide(mo, held(notes, ann), "LIMIT", until=SOON)
    decide(mo, held(notes, ann), "LIMIT", until=SOON)
    answer(sue, appeal(ann, first))
    ann.refresh_from_db()
    assert ann.state == MemberState.LIMITED


def test_whoever_decided_does_not_decide_the_appeal(notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    row = appeal(ann, decide(mo, held(notes, ann), "HIDE"))
    with pytest.raises(Refused):
        answer(mo, row)
    with pytest.raises(NotFound):
        answer(cast.member("eva"), row)


def test_the_author_does_not_decide_their_own_appeal(notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    row = appeal(sue, decide(mo, held(notes, sue, anonymous=True), "HIDE"))
    with pytest.raises(OwnContent):
        answer(sue, row)
    assert row not in queries.appeals_waiting(queries.handler_of(sue)).rows


def test_only_the_author_appeals_once_with_words(notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    decision = decide(mo, held(notes, ann), "HIDE")
    with pytest.raises(NotFound):
        appeal(carl, decision)
    with pytest.raises(Invalid):
        appeal(ann, decision, "  ")
    appeal(ann, decision)
    with pytest.raises(Conflict):
        appeal(ann, decision)


def test_a_suspended_author_appeals_with_the_key_from_the_mail(notes: Notes, ann: Member, sue: Member) -> None:
    decision = decide(sue, held(notes, ann), "SUSPEND", until=SOON)
    other = decide(sue, held(notes, ann), "HIDE")
    key = queries.key_for(decision.public_id, ann.pk)
    for wrong in ("", "x" + key, queries.key_for(other.public_id, ann.pk)):
        with pytest.raises(NotFound):
            actions.appeal(member_id=None, decision_public_id=decision.public_id, text="Look", now=NOW, key=wrong)
    actions.appeal(member_id=None, decision_public_id=decision.public_id, text="Please look", now=NOW, key=key)
    assert Appeal.objects.get().made_by == ann


def test_a_look_behind_a_byline_is_recorded_with_its_reason(notes: Notes, ann: Member, mo: Member) -> None:
    case = held(notes, ann, anonymous=True)
    with pytest.raises(Invalid):
        actions.look_behind_byline(by=mo, case_public_id=case.public_id, reason="why not", now=NOW)
    assert not Event.objects.filter(action="byline.looked_behind").exists()
    handle = actions.look_behind_byline(by=mo, case_public_id=case.public_id, reason="Police asked, life in danger",
                                        now=NOW)
    event = Event.objects.get(action="byline.looked_behind")
    assert handle == "ann"
    assert (event.actor_id, event.reason) == (mo.pk, "Police asked, life in danger")
    assert "ann" not in str(event.facts)


def test_erasing_a_member_blanks_their_words_and_keeps_the_numbers(
    notes: Notes, ann: Member, carl: Member, mo: Member, sue: Member
) -> None:
    note_id = notes.add(ann.pk)
    flag, _made = actions.flag(member_id=carl.pk, subject_kind="note", subject_public_id=str(note_id), reason="SPAM",
                               note="zebranote", now=NOW)
    decision = decide(mo, flag.case, "HIDE", why=Statement(WHY.ground, WHY.reference, WHY.explanation, "zebrafacts"))
    answer(sue, appeal(ann, decision, "zebratext"), words="zebraanswer")
    actions.forget_member(ann.pk)
    actions.forget_member(carl.pk)
    left = str([list(model.objects.values()) for model in (Case, Decision, Appeal, type(flag))])
    assert "zebra" not in left
    flag.refresh_from_db()
    assert flag.flagger_id is None
    assert (Case.objects.get().author_id, Appeal.objects.get().made_by_id) == (None, None)
    assert Decision.objects.get().verdict == "HIDE"


def test_what_nobody_decided_in_time_is_told_to_the_stewards_once(
    notes: Notes, ann: Member, mo: Member, sue: Member
) -> None:
    case = held(notes, ann)
    assert actions.call_again(case.due_at) == 0
    late = case.due_at + timedelta(seconds=1)
    assert (actions.call_again(late), actions.call_again(late)) == (1, 0)
    assert kinds_told(sue) == [NoticeKind.CASE_OPEN]
    decide(mo, held(notes, ann), "RELEASE")
    assert actions.call_again(late + timedelta(days=9)) == 0


def test_where_the_only_moderator_is_the_author_behind_a_byline_the_stewards_are_told(
    notes: Notes, mo: Member, sue: Member
) -> None:
    held(notes, mo, anonymous=True)
    assert (kinds_told(mo), kinds_told(sue)) == ([], [NoticeKind.CASE_OPEN])


def test_a_moderator_who_is_limited_decides_nothing(notes: Notes, ann: Member, mo: Member) -> None:
    case = held(notes, ann)
    mo.state = MemberState.LIMITED
    mo.save()
    with pytest.raises(NotFound):
        decide(mo, case, "RELEASE")
