from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.moderation import actions, queries
from dayroom.apps.moderation.models import Appeal, Case, Decision, Flag
from dayroom.apps.moderation.vocabulary import Asked, CaseState, Priority, Statement
from dayroom.apps.notices.models import Notice
from dayroom.apps.notices.queries import lines_of
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import Role
from dayroom.apps.screening.models import Finding, Screening
from tests import cast
from tests.integration.moderation.notes import Notes

pytestmark = pytest.mark.django_db
As = Callable[[Member], Client]
HIDE = {"verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT", "canned": "IDENTIFIER"}


def held(notes: Notes, author: Member, *, priority: int = Priority.NORMAL, reasons: tuple[str, ...] = ("core.phone",),
         **fields: object) -> Case:
    note_id = notes.add(author.pk, **{"state": "HELD", **fields})
    _author, anonymous, scope_id = notes.facts(note_id)
    return actions.open_case(
        subject=("note", note_id), scope_id=scope_id, author_id=None if anonymous else author.pk, anonymous=anonymous,
        priority=priority, source="MACHINE", reasons=list(reasons), now=timezone.now(),
    )


def hidden(notes: Notes, author: Member, by: Member, **fields: object) -> Decision:
    why = Statement("INCOMPATIBLE_CONTENT", "Keep people private", "It names a person.")
    return actions.decide_case(by=by, case_public_id=held(notes, author, **fields).public_id, verdict="HIDE",  # type: ignore[arg-type]
                               statement=why, limit_until=None, now=timezone.now())


def test_a_member_flags_and_flags_again(as_: As, notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    note_id, client = notes.add(ann.pk), as_(carl)
    page = client.get(f"/flag/note/{note_id}").content.decode()
    assert "You flag something that ann wrote" in page
    assert client.post(f"/flag/note/{note_id}", {"reason": "SPAM"}).status_code == 201
    again = client.post(f"/flag/note/{note_id}", {"reason": "SPAM"})
    assert again.status_code == 200
    assert "We have it already" in again.content.decode()
    assert Flag.objects.count() == 1
    assert "Waits for a moderator" in client.get("/flags/").content.decode()


def test_a_flag_without_a_reason_is_asked_for_one(as_: As, notes: Notes, ann: Member, carl: Member) -> None:
    answer = as_(carl).post(f"/flag/note/{notes.add(ann.pk)}", {"note": "kept words"})
    assert answer.status_code == 422
    assert "kept words" in answer.content.decode()


def test_who_is_worried_is_shown_crisis_help(as_: As, notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    answer = as_(carl).post(f"/flag/note/{notes.add(ann.pk)}", {"reason": "SAFETY"})
    assert "Numbers for crisis help" in answer.content.decode()


def test_what_cannot_be_seen_cannot_be_flagged(as_: As, notes: Notes, ann: Member, carl: Member) -> None:
    secret = notes.add(ann.pk, hidden_from={carl.pk})
    client = as_(carl)
    for path in (f"/flag/note/{secret}", "/flag/note/99", "/flag/star/1"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"reason": "SPAM"}).status_code == 404


def test_one_case_from_the_desk_to_the_next(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    case, client = held(notes, ann), as_(mo)
    assert "Take the next case" in client.get("/desk/").content.decode()
    assert client.post("/desk/cases/next")["Location"] == f"/desk/cases/{case.public_id}"
    assert client.post(f"/desk/cases/{case.public_id}/decide", {"verdict": "RELEASE"})["Location"].endswith("/decided")
    after = client.get(f"/desk/cases/{case.public_id}/decided").content.decode()
    assert "Take it back" in after
    assert "That was a hard one" not in after
    assert notes.rows[case.subject_id].state == "LIVE"
    client.post(f"/desk/cases/{case.public_id}/undo")
    case.refresh_from_db()
    assert case.state == CaseState.TAKEN
    client.post(f"/desk/cases/{case.public_id}/put-back")
    case.refresh_from_db()
    assert case.state == CaseState.OPEN


def test_the_case_page_shows_everything_on_one_screen(
    as_: As, notes: Notes, ann: Member, carl: Member, mo: Member
) -> None:
    hidden(notes, ann, mo)
    case = held(notes, ann, body="Call <me> on 555 0100 today")
    actions.flag(member_id=carl.pk, subject_kind="note", subject_public_id=str(case.subject_id), reason="PRIVACY",
                 note="It is her number", now=timezone.now())
    screening = Screening.objects.create(subject_kind="note", subject_id=case.subject_id, text_digest="x",
                                         action="HOLD", engine_version="1", screened_at=timezone.now())
    Finding.objects.create(screening=screening, family="IDENTIFIER", klass="PHONE", start=13, end=21, confidence=1,
                           rule_id="core.phone", rule_version="1")
    page = as_(mo).get(f"/desk/cases/{case.public_id}").content.decode()
    assert '<mark class="span">555 0100<span' in page
    assert "Call &lt;me&gt; on" in page
    assert "what came before" in page
    assert "It is her number" in page
    assert "Hide it until it is changed: 1" in page
    assert "carl" not in page.split("What members said")[1].split("About the author")[0]


def test_a_decision_with_a_ready_made_explanation_needs_three_taps(
    as_: As, notes: Notes, ann: Member, mo: Member
) -> None:
    case = held(notes, ann)
    assert as_(mo).post(f"/desk/cases/{case.public_id}/decide", HIDE).status_code == 302
    decision = Decision.objects.get()
    assert decision.ground_reference == "Keep people private"
    assert decision.ground_explanation


@pytest.mark.parametrize(
    "missing",
    [{"ground": ""}, {"canned": ""}, {"verdict": ""}, {"verdict": "SUSPEND"}, {"verdict": "LIMIT"}, {"ground": "X"}],
)
def test_a_statement_without_a_part_comes_back_with_what_was_written(
    as_: As, notes: Notes, ann: Member, mo: Member, missing: dict[str, str]
) -> None:
    case = held(notes, ann)
    answer = as_(mo).post(f"/desk/cases/{case.public_id}/decide", {**HIDE, "facts": "kept words", **missing})
    assert answer.status_code == 422
    assert "kept words" in answer.content.decode()
    assert Decision.objects.count() == 0


def test_a_crisis_case_says_what_comes_first_and_asks_afterwards_how_one_is(
    as_: As, notes: Notes, ann: Member, mo: Member
) -> None:
    case, client = held(notes, ann, priority=Priority.CRISIS, reasons=("crisis.en.wish",)), as_(mo)
    page = client.get(f"/desk/cases/{case.public_id}").content.decode()
    assert "Somebody may be in danger" in page
    assert "have to do this one" in page
    client.post(f"/desk/cases/{case.public_id}/check-in")
    (told,) = Notice.objects.filter(member=ann, kind=NoticeKind.CHECK_IN)
    assert lines_of([told], ann.pk)[0].url == "/help/now"
    client.post(f"/desk/cases/{case.public_id}/decide", {"verdict": "RELEASE"})
    assert "That was a hard one" in client.get(f"/desk/cases/{case.public_id}/decided").content.decode()


def test_crisis_cases_can_be_left_to_others(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    held(notes, ann, priority=Priority.CRISIS, reasons=("crisis.en.wish",))
    client = as_(mo)
    assert "words about self-harm" in client.get("/desk/cases/").content.decode().lower()
    assert "words about self-harm" not in client.get("/desk/cases/?gentle=yes").content.decode().lower()
    assert client.post("/desk/cases/next")["Location"] == "/desk/cases/"


def test_the_queue_filters_and_asks_the_same_however_long_it_is(
    as_: As, notes: Notes, ann: Member, mo: Member, django_assert_num_queries: object
) -> None:
    notes.moderators[2] = [mo.pk]
    held(notes, ann)
    client = as_(mo)
    client.get("/desk/cases/")
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get("/desk/cases/")
    for _number in range(12):
        held(notes, ann, scope_id=2)
    with django_assert_num_queries(6):  # type: ignore[operator]
        assert client.get("/desk/cases/").content.decode().count('class="row__title"') == 13
    assert client.get("/desk/cases/?room=Room+two").content.decode().count('class="row__title"') == 12
    assert client.get("/desk/cases/?source=MEMBER").content.decode().count('class="row__title"') == 0
    for odd in ("show=x", "source=x", "room=x"):
        assert client.get(f"/desk/cases/?{odd}").status_code == 200
    assert client.get("/desk/cases/?place=x").status_code == 422


def test_the_queue_goes_on_by_key_most_urgent_first(notes: Notes, ann: Member, mo: Member) -> None:
    for number in range(7):
        case = held(notes, ann)
        Case.objects.filter(pk=case.pk).update(priority=number % 3, due_at=timezone.now() + timedelta(hours=number % 2))
    handler = queries.handler_of(mo)
    seen, place = [], ""
    while True:
        page = queries.queue(handler, Asked(), place=place, limit=2)
        seen += [(row.priority, row.due_at, row.pk) for row in page.rows]
        place = page.older
        if not place:
            break
    assert len(seen) == 7
    assert seen == sorted(seen)


def test_an_anonymous_author_is_named_once_and_only_with_a_reason(
    as_: As, notes: Notes, ann: Member, mo: Member
) -> None:
    case, client = held(notes, ann, anonymous=True, body="hello"), as_(mo)
    page = f"/desk/cases/{case.public_id}"
    assert "Written by" not in client.get(page).content.decode()
    assert client.post(f"{page}/look", {"reason": "short"}).status_code == 422
    shown = client.post(f"{page}/look", {"reason": "The police asked, a life is at risk"})
    assert "Written by ann" in shown.content.decode()
    assert "Written by" not in client.get(page).content.decode()
    assert Event.objects.filter(action="byline.looked_behind", actor_id=mo.pk).count() == 1


def test_the_author_reads_why_and_appeals_and_is_answered_by_somebody_else(
    as_: As, notes: Notes, ann: Member, mo: Member, sue: Member
) -> None:
    decision = hidden(notes, ann, mo)
    page = f"/decisions/{decision.public_id}"
    client = as_(ann)
    assert "It names a person." in client.get(page).content.decode()
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, {"text": "I am that person"}).status_code == 302
    assert "I am that person" in client.get(page).content.decode()
    assert client.post(page, {"text": "Again"}).status_code == 409
    desk = f"/desk/appeals/{Appeal.objects.get().public_id}"
    client = as_(mo)
    assert "Somebody else answers this" in client.get(desk).content.decode()
    assert client.post(desk, {"outcome": "UPHELD", "answer": "No"}).status_code == 403
    client = as_(sue)
    assert desk in client.get("/desk/appeals/").content.decode()
    assert client.post(desk, {"outcome": "OVERTURNED"}).status_code == 422
    assert client.post(desk, {"outcome": "OVERTURNED", "answer": "You were right"}).status_code == 302
    assert "You were right to appeal" in as_(ann).get(page).content.decode()


def test_the_statement_can_be_kept_in_the_words_of_the_law(as_: As, notes: Notes, ann: Member, mo: Member) -> None:
    decision = hidden(notes, ann, mo)
    data = as_(ann).get(f"/decisions/{decision.public_id}/statement.json").json()
    assert data["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert data["decision_ground"] == "DECISION_GROUND_INCOMPATIBLE_CONTENT"
    assert data["incompatible_content_ground"] == "Keep people private"
    assert data["incompatible_content_explanation"] == "It names a person."
    assert (data["automated_detection"], data["automated_decision"]) == ("Yes", "AUTOMATED_DECISION_NOT_AUTOMATED")
    assert data["puid"] == decision.public_id
    assert as_(mo).get(f"/decisions/{decision.public_id}/statement.json").status_code == 404


def test_the_case_page_asks_the_same_however_many_flags_there_are(
    as_: As, notes: Notes, ann: Member, mo: Member, django_assert_num_queries: object
) -> None:
    case = held(notes, ann)
    client = as_(mo)
    client.get(f"/desk/cases/{case.public_id}")
    with django_assert_num_queries(11):  # type: ignore[operator]
        client.get(f"/desk/cases/{case.public_id}")
    for name in ("eva", "finn", "gus"):
        actions.flag(member_id=cast.member(name).pk, subject_kind="note", subject_public_id=str(case.subject_id),
                     reason="SPAM", note="", now=timezone.now())
    with django_assert_num_queries(11):  # type: ignore[operator]
        client.get(f"/desk/cases/{case.public_id}")


def test_nobody_else_reads_the_statement(as_: As, notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    page = f"/decisions/{hidden(notes, ann, mo).public_id}"
    assert Client().get(page).status_code == 404
    for person in (carl, mo):
        assert as_(person).get(page).status_code == 404


def test_a_suspended_author_reads_and_appeals_with_the_key(notes: Notes, ann: Member, mo: Member) -> None:
    decision = hidden(notes, ann, mo)
    Member.objects.filter(pk=ann.pk).update(state="SUSPENDED")
    key, page, visitor = queries.key_for(decision.public_id, ann.pk), f"/decisions/{decision.public_id}", Client()
    shown = visitor.get(f"{page}?key={key}")
    assert "It names a person." in shown.content.decode()
    assert shown["Referrer-Policy"] == "same-origin"  # "no-referrer" would make browsers fail the appeal
    assert visitor.post(page, {"text": "Please look", "key": key}).status_code == 302
    assert Appeal.objects.get().made_by_id == ann.pk


def test_ones_own_case_cannot_be_opened(as_: As, notes: Notes, mo: Member) -> None:
    for anonymous in (False, True):
        case = held(notes, mo, anonymous=anonymous)
        client = as_(mo)
        assert client.get(f"/desk/cases/{case.public_id}").status_code == 403
        for verb in ("take", "decide", "look", "undo", "check-in"):
            said = {"verdict": "RELEASE", "reason": "long enough"}
            assert client.post(f"/desk/cases/{case.public_id}/{verb}", said).status_code == 403, verb


@pytest.mark.parametrize("path", ["/desk/", "/desk/cases/", "/desk/appeals/"])
def test_the_desk_is_for_those_with_a_task(as_: As, notes: Notes, ann: Member, path: str) -> None:
    assert Client().get(path)["Location"].startswith("/account/login/")
    assert as_(ann).get(path).status_code == 403


def test_the_desk_of_an_auditor_opens_the_record_and_no_cases(as_: As, notes: Notes) -> None:
    page = as_(cast.with_role(cast.member("aud"), Role.AUDITOR)).get("/desk/").content.decode()
    assert "/desk/audit/" in page
    assert "Take the next case" not in page


def test_a_steward_finds_the_doors_of_the_other_desks(as_: As, notes: Notes, sue: Member) -> None:
    page = as_(sue).get("/desk/").content.decode()
    for door in ("/desk/audit/", "/desk/credentials/", "/desk/people/"):
        assert f'href="{door}"' in page


def test_unknown_cases_are_not_found(as_: As, notes: Notes, mo: Member, ann: Member) -> None:
    client = as_(mo)
    for path in ("/desk/cases/nope", "/desk/cases/nope/decided", "/desk/appeals/nope", "/decisions/nope"):
        assert client.get(path).status_code == 404
    elsewhere = held(notes, ann, scope_id=2)
    assert client.get(f"/desk/cases/{elsewhere.public_id}").status_code == 404
