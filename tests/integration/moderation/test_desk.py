"""The desk beside the one case: several at once, ready-made reasons, strikes, two people, care, second looks, numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from dayroom.apps.moderation import actions, queries
from dayroom.apps.moderation.actions.bulk import decide_together, undo_together
from dayroom.apps.moderation.actions.samples import draw_sample, keep_house, look_again, monday_of
from dayroom.apps.moderation.models import Case, DebriefCount, Decision, HardLook, Second, SecondLook, Strike
from dayroom.apps.moderation.rules import AtOdds, CaseMoved, OwnFlag, TooLate
from dayroom.apps.moderation.views import reports
from dayroom.apps.moderation.vocabulary import CaseState, Extras, Priority, Statement
from dayroom.apps.notices.models import Notice
from dayroom.apps.people.models import Block, Member
from dayroom.apps.people.vocabulary import MemberState, Role
from dayroom.kernel.errors import Invalid, NotFound, Refused
from tests import cast
from tests.integration.moderation.notes import Notes

pytestmark = pytest.mark.django_db
As = Callable[[Member], Client]
NOW = cast.NOW
WHY = Statement("INCOMPATIBLE_CONTENT", "Be kind", "zebrawhy")
STRIKE = Extras(strike=True)


def held(notes: Notes, author: Member, *, at: datetime = NOW, reasons: tuple[str, ...] = ("SPAM",),
         priority: int = Priority.NORMAL, **fields: Any) -> Case:
    note_id = notes.add(author.pk, **{"state": "HELD", **fields})
    _author, anonymous, scope_id = notes.facts(note_id)
    return actions.open_case(
        subject=("note", note_id), scope_id=scope_id, author_id=None if anonymous else author.pk, anonymous=anonymous,
        priority=priority, source="MACHINE", reasons=list(reasons), now=at,
    )


def decide(by: Member, case: Case, verdict: str = "HIDE", *, at: datetime = NOW, extras: Extras | None = None,
           why: Statement = WHY) -> Decision:
    return actions.decide_case(by=by, case_public_id=case.public_id, verdict=verdict, statement=why, now=at,
                               limit_until=at + timedelta(days=7), extras=extras or Extras())


def together(by: Member, cases: list[Case], verdict: str = "HIDE", **fields: Any) -> Any:
    return decide_together(by=by, case_public_ids=[case.public_id for case in cases], verdict=verdict, statement=WHY,
                           canned_code="", now=NOW, **fields)


# --- several at once -------------------------------------------------------------------------------------------------
def test_several_like_cases_are_decided_together_and_taken_back_together(
    notes: Notes, ann: Member, carl: Member, mo: Member
) -> None:
    cases = [held(notes, ann), held(notes, carl), held(notes, ann, state="LIVE")]
    done = together(mo, cases)
    assert (done.decided, done.left) == (3, [])
    assert {row.state for row in notes.rows.values()} == {"HIDDEN"}
    assert Notice.objects.filter(kind="CASE_DECIDED").count() == 3
    back = undo_together(by=mo, bulk_public_id=done.bulk.public_id, now=NOW + timedelta(minutes=5))
    assert back.decided == 3
    assert [notes.rows[number].state for number in (1, 2, 3)] == ["HIDDEN", "HIDDEN", "LIVE"]
    assert not Notice.objects.filter(kind="CASE_DECIDED").exists()
    assert {case.state for case in Case.objects.all()} == {CaseState.TAKEN}
    with pytest.raises(CaseMoved):
        undo_together(by=mo, bulk_public_id=done.bulk.public_id, now=NOW + timedelta(minutes=6))


def test_what_may_not_be_decided_so_is_left_out_and_said(notes: Notes, ann: Member, mo: Member) -> None:
    good, crisis = held(notes, ann), held(notes, ann, reasons=("crisis.en.wish",), priority=Priority.CRISIS)
    own, elsewhere = held(notes, mo), held(notes, ann, scope_id=2)
    done = together(mo, [good, crisis, own, elsewhere, good])
    assert (done.decided, len(done.left)) == (1, 3)
    assert Decision.objects.count() == 1


def test_accounts_are_never_touched_together(notes: Notes, ann: Member, sue: Member) -> None:
    with pytest.raises(Invalid):
        together(sue, [held(notes, ann)], verdict="LIMIT")


def test_together_is_taken_back_in_ten_minutes_and_by_oneself(
    notes: Notes, ann: Member, mo: Member, sue: Member
) -> None:
    done = together(mo, [held(notes, ann)])
    with pytest.raises(NotFound):
        undo_together(by=sue, bulk_public_id=done.bulk.public_id, now=NOW)
    with pytest.raises(CaseMoved):
        undo_together(by=mo, bulk_public_id=done.bulk.public_id, now=NOW + timedelta(minutes=11))
    assert {row.state for row in notes.rows.values()} == {"HIDDEN"}


def test_together_works_with_boxes_and_buttons_alone(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    cases = [held(notes, ann, at=timezone.now()) for _number in range(2)]
    ids, client = {"case": [case.public_id for case in cases]}, as_(mo)
    assert 'name="case"' in client.get("/desk/cases/").content.decode()
    assert client.post("/desk/cases/together", {}).status_code == 302
    assert "2 cases" in client.post("/desk/cases/together", ids).content.decode()
    assert client.post("/desk/cases/together", {**ids, "verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT"}).status_code == 422
    sent = {**ids, "verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT", "canned": "SELLING"}
    page = client.post("/desk/cases/together", sent)["Location"]
    assert "Take all of it back" in client.get(page).content.decode()
    assert {row.ground_reference for row in Decision.objects.all()} == {"No selling"}
    client.post(f"{page}/undo")
    assert "Taken back" in client.get(page).content.decode()


# --- who may not judge -----------------------------------------------------------------------------------------------
def test_who_flagged_it_does_not_judge_it(notes: Notes, ann: Member, mo: Member) -> None:
    note_id = notes.add(ann.pk)
    row, _made = actions.flag(member_id=mo.pk, subject_kind="note", subject_public_id=str(note_id), reason="SPAM",
                              note="", now=NOW)
    for deed in (lambda: decide(mo, row.case), lambda: actions.take_case(by=mo, case_public_id=row.case.public_id, now=NOW)):
        with pytest.raises(OwnFlag):
            deed()
    assert actions.take_next_case(by=mo, now=NOW) is None


def test_who_is_at_odds_with_the_author_does_not_judge_but_a_byline_gives_nothing_away(
    as_: As, notes: Notes, ann: Member, mo: Member
) -> None:
    Block.objects.create(member=mo, blocked=ann, since=NOW)
    case = held(notes, ann)
    with pytest.raises(AtOdds):
        decide(mo, case)
    assert "You have blocked the author" in as_(mo).get(f"/desk/cases/{case.public_id}").content.decode()
    assert decide(mo, held(notes, ann, anonymous=True)).pk


# --- ready-made reasons ----------------------------------------------------------------------------------------------
WORDS = {"harm": "SELLING", "ground": "INCOMPATIBLE_CONTENT", "title_en": "Sells", "title_es": "Vende",
         "reference_en": "No selling here", "reference_es": "Aquí no se vende", "text_en": "It sells.",
         "text_es": "Vende algo.", "offered": "on"}


def test_a_steward_words_a_reason_and_the_author_reads_it_in_the_language_of_the_place(
    as_: As, notes: Notes, ann: Member, mo: Member, sue: Member
) -> None:
    notes.language = "es"
    client = as_(sue)
    assert "as it came with Dayroom" in client.get("/desk/reasons/").content.decode()
    assert client.post("/desk/reasons/SELLING", {**WORDS, "seen": "0"}).status_code == 302
    assert client.post("/desk/reasons/SELLING", {**WORDS, "seen": "0"}).status_code == 422  # somebody was quicker
    assert client.post("/desk/reasons/new", {**WORDS, "code": "links", "seen": "0"}).status_code == 422
    assert client.post("/desk/reasons/new", {**WORDS, "code": "LINKS", "seen": "0"}).status_code == 302
    case = held(notes, ann)
    client = as_(mo)
    assert "Vende" in client.get(f"/desk/cases/{case.public_id}").content.decode()
    client.post(f"/desk/cases/{case.public_id}/decide",
                {"verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT", "canned": "SELLING"})
    made = Decision.objects.get()
    assert (made.ground_reference, made.canned_code, made.canned_version, made.language) == (
        "Aquí no se vende", "SELLING", 1, "es")
    assert client.get("/desk/reasons/").status_code == 403


def test_a_reason_that_is_not_offered_cannot_be_chosen(as_: As, notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    retired = {key: value for key, value in WORDS.items() if key != "offered"}
    as_(sue).post("/desk/reasons/SELLING", {**retired, "seen": "0"})
    case = held(notes, ann)
    answer = as_(mo).post(f"/desk/cases/{case.public_id}/decide",
                          {"verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT", "canned": "SELLING"})
    assert answer.status_code == 422


# --- strikes ---------------------------------------------------------------------------------------------------------
def test_a_strike_is_shown_to_its_owner_and_ends_by_itself(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    now = timezone.now()
    made = decide(mo, held(notes, ann, at=now), "WARN", at=now, extras=STRIKE)
    client = as_(ann)
    assert "This counts as a strike until" in client.get(f"/decisions/{made.public_id}").content.decode()
    assert "ends by itself on" in client.get("/decisions/").content.decode()
    assert len(queries.strikes_of(ann.pk, now + timedelta(days=179))) == 1
    assert queries.strikes_of(ann.pk, now + timedelta(days=180)) == []
    assert "strike" in json.dumps(queries.records_about(ann.pk))


@pytest.mark.parametrize(
    ("verdict", "fields", "reasons"),
    [("RELEASE", {}, ("SPAM",)), ("HIDE", {"anonymous": True}, ("SPAM",)), ("HIDE", {}, ("crisis.en.wish",))],
)
def test_some_things_give_no_strike(
    notes: Notes, ann: Member, mo: Member, *, verdict: str, fields: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    case = held(notes, ann, reasons=reasons, **fields)
    with pytest.raises((Invalid, Refused)):
        decide(mo, case, verdict, extras=STRIKE)
    assert (Strike.objects.count(), Decision.objects.count()) == (0, 0)


@pytest.mark.parametrize("way", ["undone", "overturned"])
def test_a_strike_goes_with_its_decision(notes: Notes, ann: Member, mo: Member, sue: Member, way: str) -> None:
    case = held(notes, ann)
    made = decide(mo, case, extras=STRIKE)
    if way == "undone":
        actions.undo_decision(by=mo, case_public_id=case.public_id, now=NOW)
    else:
        row = actions.appeal(member_id=ann.pk, decision_public_id=made.public_id, text="No.", now=NOW)
        actions.decide_appeal(by=sue, appeal_public_id=row.public_id, outcome="OVERTURNED", answer="Yes.", now=NOW)
    assert queries.strikes_of(ann.pk, NOW) == []


def test_strikes_suggest_a_step_and_take_none(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    for _number in range(4):
        decide(mo, held(notes, ann), extras=STRIKE, at=timezone.now())
    page = as_(mo).get(f"/desk/cases/{held(notes, ann).public_id}").content.decode()
    assert "A suspension may be worth a thought" in page
    ann.refresh_from_db()
    assert ann.state == MemberState.ACTIVE


# --- two people ------------------------------------------------------------------------------------------------------
@pytest.fixture
def second(db: None) -> Member:
    return cast.with_role(cast.member("sol"), Role.STEWARD)


@pytest.mark.parametrize("agreed", [True, False])
def test_an_account_is_closed_when_a_second_person_agrees(
    notes: Notes, ann: Member, sue: Member, second: Member, *, agreed: bool
) -> None:
    made = decide(sue, held(notes, ann), "CLOSE")
    ann.refresh_from_db()
    assert ann.state == MemberState.LIMITED
    row = Second.objects.get()
    with pytest.raises(Refused):
        actions.answer_second(by=sue, public_id=row.public_id, agreed=True, now=NOW)
    actions.answer_second(by=second, public_id=row.public_id, agreed=agreed, now=NOW)
    for person in (ann, made):
        person.refresh_from_db()
    assert ann.state == (MemberState.SUSPENDED if agreed else MemberState.ACTIVE)
    assert (made.for_good, ann.state_until) == (agreed, None)
    assert Notice.objects.get(member=ann, kind="CASE_DECIDED").count == 2
    with pytest.raises(CaseMoved):
        actions.answer_second(by=second, public_id=row.public_id, agreed=True, now=NOW)


def test_without_a_second_person_the_limit_ends(notes: Notes, ann: Member, sue: Member, second: Member) -> None:
    made = decide(sue, held(notes, ann), "CLOSE")
    later = NOW + timedelta(days=15)
    with pytest.raises(TooLate):
        actions.answer_second(by=second, public_id=Second.objects.get().public_id, agreed=True, now=later)
    assert made.limit_until == NOW + timedelta(days=14)


def test_a_moderator_neither_closes_an_account_nor_agrees(notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    with pytest.raises(Refused):
        decide(mo, held(notes, ann), "CLOSE")
    decide(sue, held(notes, ann), "CLOSE")
    with pytest.raises(Refused):
        actions.answer_second(by=mo, public_id=Second.objects.get().public_id, agreed=True, now=NOW)


def test_the_page_of_second_persons(as_: As, notes: Notes, ann: Member, sue: Member, second: Member) -> None:
    now = timezone.now()
    made = decide(sue, held(notes, ann, at=now), "CLOSE", at=now)
    assert "You decided first" in as_(sue).get("/desk/seconds/").content.decode()
    client = as_(second)
    assert "I agree: close the account" in client.get("/desk/seconds/").content.decode()
    assert client.post(f"/desk/seconds/{Second.objects.get().public_id}", {"agree": "yes"}).status_code == 302
    page = client.get(f"/decisions/{made.public_id}?key={queries.key_for(made.public_id, ann.pk)}").content.decode()
    assert "two people decided to close your account" in page
    assert "Send the appeal" in page


# --- care ------------------------------------------------------------------------------------------------------------
def test_what_somebody_leaves_to_others_stays_out_of_their_queue(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    notes.moderators[2] = [mo.pk]
    held(notes, ann, reasons=("harm.insult",))
    held(notes, ann, scope_id=2)
    client = as_(mo)
    assert client.post("/desk/care/", {"skips": ["HURT"], "places": ["2"]}).status_code == 302
    page = client.get("/desk/cases/").content.decode()
    assert page.count('class="row__title"') == 1
    assert "You have chosen not to see everything" in page
    assert client.post("/desk/care/", {"skips": ["NOPE"]}).status_code == 422
    assert "checked" in client.get("/desk/care/").content.decode()


def test_when_it_is_enough_the_desk_asks_and_does_not_forbid(
    as_: As, notes: Notes, ann: Member, mo: Member, settings: Any
) -> None:
    settings.HARD_CASES_A_DAY = 1
    now = timezone.now()
    first, other = (held(notes, ann, at=now, reasons=("crisis.en.wish",), priority=0) for _number in range(2))
    actions.take_case(by=mo, case_public_id=first.public_id, now=now)
    client = as_(mo)
    assert "Enough for today" not in client.get(f"/desk/cases/{first.public_id}").content.decode()
    page = client.get(f"/desk/cases/{other.public_id}").content.decode()
    assert "Enough for today" in page
    assert "Call me on 555" not in page
    assert client.post("/desk/cases/next")["Location"] == "/desk/cases/"
    client.post(f"/desk/cases/{other.public_id}/take")
    assert "Enough for today" not in client.get(f"/desk/cases/{other.public_id}").content.decode()
    assert "It is enough for today" in client.get("/desk/care/").content.decode()


def test_pictures_are_out_of_focus_until_somebody_wants_to_see_them(
    as_: As, notes: Notes, ann: Member, mo: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, client = held(notes, ann), as_(mo)
    assert "show-pictures" not in client.get(f"/desk/cases/{case.public_id}").content.decode()
    card = notes.card(case.subject_id)
    assert card is not None
    monkeypatch.setattr(notes, "card", lambda _pk: replace(card, body_html='<p><img src="/media/x" alt="a"></p>'))
    page = client.get(f"/desk/cases/{case.public_id}").content.decode()
    assert 'id="show-pictures"' in page
    assert '<div class="prose calm"><p><img' in page


def test_three_hard_days_in_a_row_are_said(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    case, today = held(notes, ann), timezone.now().date()
    for back in range(3):
        HardLook.objects.create(member=mo, case=case, on=today - timedelta(days=back))
    assert "Three hard days in a row" in as_(mo).get("/desk/care/").content.decode()
    keep_house(timezone.now() + timedelta(days=20))
    assert not HardLook.objects.exists()


def test_how_somebody_is_after_a_hard_case_is_counted_without_a_name(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    client = as_(mo)
    assert "What may help now" in client.post("/desk/care/debrief", {"answer": "HEAVY"}).content.decode()
    client.post("/desk/care/debrief", {"answer": "HEAVY"})
    assert client.post("/desk/care/debrief", {"answer": "x"}).status_code == 422
    assert list(DebriefCount.objects.values_list("answer", "count")) == [("HEAVY", 2)]


# --- second looks ----------------------------------------------------------------------------------------------------
def test_a_few_decisions_of_last_week_are_looked_at_again_by_others(
    as_: As, notes: Notes, ann: Member, mo: Member, sue: Member
) -> None:
    for _number in range(5):
        decide(mo, held(notes, ann))
    week = monday_of(NOW.date())
    assert (draw_sample(week, NOW), draw_sample(week, NOW)) == (3, 0)
    row = SecondLook.objects.first()
    assert row is not None
    with pytest.raises(Refused):
        look_again(by=mo, public_id=row.public_id, agrees=True, now=NOW)
    assert as_(mo).get(f"/desk/second-looks/{row.public_id}").status_code == 404
    client = as_(sue)
    assert client.get("/desk/second-looks/").content.decode().count('class="row__title"') == 3
    assert client.post(f"/desk/second-looks/{row.public_id}", {}).status_code == 422
    assert client.post(f"/desk/second-looks/{row.public_id}", {"agree": "no"}).status_code == 302
    row.refresh_from_db()
    assert (row.agrees, row.looked_by) == (False, sue)
    assert client.post(f"/desk/second-looks/{row.public_id}", {"agree": "yes"}).status_code == 409


# --- numbers ---------------------------------------------------------------------------------------------------------
def busy(notes: Notes, author: Member, by: Member) -> None:
    for number in range(12):
        case = held(notes, author, at=NOW - timedelta(minutes=10), reasons=("core.phone",))
        decide(by, case, "RELEASE" if number % 2 else "REMOVE", at=NOW)
    decide(by, held(notes, author, reasons=("harm.insult",)), extras=STRIKE)


def test_the_public_report_is_drawn_from_the_rows_and_hides_small_numbers(
    client: Client, notes: Notes, ann: Member, mo: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    busy(notes, ann, mo)
    assert client.get("/transparency/data.json?period=2026-Q4").status_code == 404
    monkeypatch.setattr(reports, "timezone", SimpleNamespace(now=lambda: NOW + timedelta(days=60)))
    found = client.get("/transparency/data.json?period=2026-Q4").json()
    page = client.get("/transparency/?period=2026").content.decode()
    assert found["tables"]["decisions"] == {"RELEASE": 6, "REMOVE": None, "HIDE": None}
    assert found["tables"]["machine"] == {"PRIVACY": None, "HURT": None}
    assert found["facts"]["automatic"] == 0
    assert (found["facts"]["released"], found["facts"]["minutes_2"], found["facts"]["strikes"]) == (0.462, 10, None)
    assert "How this is counted" in page
    assert "ann" not in page.lower().split("<main")[1].split("</main")[0].replace("annot", "").replace("anned", "")
    assert client.get("/transparency/?period=2026-Q7").status_code == 404
    assert client.get("/transparency/").status_code == 200


def test_the_report_of_a_year_asks_the_same_however_much_happened(
    notes: Notes, ann: Member, mo: Member, django_assert_num_queries: Any
) -> None:
    from dayroom.apps.moderation.queries.reports import report

    with django_assert_num_queries(11):
        report("2026")
    busy(notes, ann, mo)
    with django_assert_num_queries(11):
        report("2026")


def test_statements_leave_as_the_database_takes_them_and_without_anything_personal(
    as_: As, notes: Notes, ann: Member, mo: Member, sue: Member
) -> None:
    decide(mo, held(notes, ann), why=Statement("INCOMPATIBLE_CONTENT", "Be kind", "Call 202-555-0143 said ann.", "facts"))
    decide(mo, held(notes, ann), "RELEASE")
    client, days = as_(sue), {"start": "2026-11-01", "end": "2026-11-30"}
    assert client.get("/desk/reports/").status_code == 200
    answer = client.post("/desk/reports/statements", {**days, "form": "json"})
    (found,) = json.loads(b"".join(answer.streaming_content))["statements"]
    assert found["puid"] == Decision.objects.get(verdict="HIDE").public_id
    assert "0143" not in found["incompatible_content_explanation"]
    assert found["decision_facts"] == ""
    lines = b"".join(client.post("/desk/reports/statements", {**days, "form": "csv"}).streaming_content).splitlines()
    assert len(lines) == 2
    assert client.post("/desk/reports/statements", {**days, "end": "2026-10-01"}).status_code == 422
    assert as_(mo).get("/desk/reports/").status_code == 403


def test_the_desk_shows_its_doors(as_: As, notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    page = as_(mo).get("/desk/").content.decode()
    assert "On call" in page
    assert "Ready-made reasons" not in page
    assert "Ready-made reasons" in as_(sue).get("/desk/").content.decode()


def test_what_is_kept_about_a_moderator_goes_with_them(notes: Notes, ann: Member, mo: Member) -> None:
    decide(mo, held(notes, ann), extras=STRIKE)
    actions.keep_choice(by=mo, skips=["HURT"], scope_ids=[1])
    HardLook.objects.create(member=mo, case=held(notes, ann), on=NOW.date())
    assert "HURT" in json.dumps(queries.records_about(mo.pk))
    actions.forget_member(mo.pk)
    assert not HardLook.objects.exists()
    assert queries.choice_of(mo.pk).skips == frozenset()
    actions.forget_member(ann.pk)
    assert not Strike.objects.exists()
