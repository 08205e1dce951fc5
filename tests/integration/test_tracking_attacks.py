"""What somebody tried who wanted to see more of a record than was theirs."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from django.utils import timezone

from dayroom.apps.communities.models import Membership
from dayroom.apps.people.actions import block, give_consent, withdraw_consent
from dayroom.apps.people.models import Follow, Member
from dayroom.apps.people.vocabulary import AgeBand, FollowState, Purpose
from dayroom.apps.tracking.actions import import_stretches
from dayroom.apps.tracking.actions.apps import make_key, use_key
from dayroom.apps.tracking.actions.audiences import change_audience
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.kept import keep_person
from dayroom.apps.tracking.actions.matching import show_card
from dayroom.apps.tracking.actions.readings import change_reading, enter_reading
from dayroom.apps.tracking.actions.reports import keep_report, save_step, start_report
from dayroom.apps.tracking.actions.sheets import make_sheet, share_sheet
from dayroom.apps.tracking.actions.told import CannotUndo, keep_told, remove_told, undo_told
from dayroom.apps.tracking.actions.trackers import follow_measure
from dayroom.apps.tracking.models import MatchToken, Proxy, Reading
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.matching import card_facts
from dayroom.apps.tracking.queries.records import conditions_of
from dayroom.apps.tracking.queries.sheets import eyes_of, standing_link
from dayroom.apps.tracking.rules.apps import NoKey
from dayroom.apps.tracking.rules.audiences import NotOneself
from dayroom.apps.tracking.rules.matching import ChildNotShown
from dayroom.apps.tracking.rules.reports import WordsStopped
from dayroom.apps.tracking.vocabulary import Audience, Authority, BatchKind, ProxyState
from dayroom.apps.tracking.vocabulary.reports import ForPurpose, Said
from dayroom.apps.tracking.vocabulary.sheets import LINK_DAYS, SheetChoice
from dayroom.apps.tracking.vocabulary.trackers import Entry
from dayroom.engines.measures.errors import FileBomb
from dayroom.kernel.errors import NotFound
from tests.cast import NOW, ann, carl, member
from tests.integration import scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db


def open_record(owner: Member) -> None:
    agree(member_id=owner.pk, language="en", now=NOW)


def condition(owner: Member, text: str, public_id: str = "") -> str:
    return keep_told(record=record_for(owner, "me"), kind="condition", values={"text": text}, now=NOW,
                     today=NOW.date(), public_id=public_id)


def carer_of(owner: Member, carer: Member) -> None:
    Proxy.objects.create(owner=owner, carer=carer, authority=Authority.ASKED, state=ProxyState.STANDING, asked_at=NOW,
                         may_see=True, may_enter=True, may_share=True)


def test_an_app_reads_nothing_once_the_yes_to_a_record_is_taken_back() -> None:
    owner = ann()
    open_record(owner)
    _row, text = make_key(record=record_for(owner, "me"), name="App", scopes=["Patient"], days=30, now=NOW)
    assert use_key(text, now=NOW).owner_id == owner.pk
    withdraw_consent(member_id=owner.pk, purpose=Purpose.OWN_RECORD, now=NOW)
    with pytest.raises(NoKey):
        use_key(text, now=NOW)


def test_a_carer_brings_no_wording_back_from_before_they_could_see_it() -> None:
    owner, carer = ann(), carl()
    open_record(owner)
    carer_of(owner, carer)
    item = condition(owner, "What nobody should read")
    condition(owner, "Asthma", item)
    change_audience(record=record_for(owner, "me"), kind="condition", public_id=item, audience=Audience.CARERS,
                    place_id=None, reader_ids=(), now=NOW)
    with pytest.raises(CannotUndo):
        undo_told(record=record_for(carer, owner.public_id), kind="condition", public_id=item, now=NOW)


def test_a_carer_who_shares_is_not_told_whom_the_owner_knows() -> None:
    owner, carer, friend = ann(), carl(), member("secretfriend")
    open_record(owner)
    carer_of(owner, carer)
    Follow.objects.create(follower=owner, followed=friend, state=FollowState.ACCEPTED, asked_at=NOW)
    Follow.objects.create(follower=friend, followed=owner, state=FollowState.ACCEPTED, asked_at=NOW)
    item = condition(owner, "Asthma")
    change_audience(record=record_for(owner, "me"), kind="condition", public_id=item, audience=Audience.CARERS,
                    place_id=None, reader_ids=(), now=NOW)
    page = f"audience/condition/{item}"
    assert b"secretfriend" in signed_in(owner).get(f"/health/me/{page}").content
    theirs = signed_in(carer).get(f"/health/{owner.public_id}/{page}")
    assert (theirs.status_code, b"secretfriend" in theirs.content) == (200, False)


def test_who_was_chosen_for_a_chart_reads_numbers_and_not_what_was_noted_or_said_before() -> None:
    owner, reader = ann(), carl()
    open_record(owner)
    record = record_for(owner, "me")
    tracker = follow_measure(record=record, key="weight", now=NOW)
    enter_reading(record=record, tracker=tracker.public_id, now=NOW,
                  entry=Entry(value="70", unit="kg", note="words of the first day"))
    row = Reading.objects.get()
    change_reading(record=record, public_id=row.public_id, now=NOW,
                   entry=Entry(value="71", unit="kg", note="words of today"))
    change_audience(record=record, kind="tracker", public_id=tracker.public_id, audience=Audience.CHOSEN,
                    place_id=None, reader_ids=[reader.pk], now=NOW)
    theirs, at = signed_in(reader), f"/health/{owner.public_id}"
    shown = [theirs.get(f"{at}/{page}/").content for page in
             (f"trackers/{tracker.public_id}", f"readings/{row.public_id}")]
    assert [(b"words of" in page, b"154" in page, b"156" in page) for page in shown] == [(False, False, True)] * 2
    assert theirs.get(f"{at}/readings/{row.public_id}/photo").status_code == 404
    assert b"words of the first day" in signed_in(owner).get(f"/health/me/readings/{row.public_id}/").content


def test_what_was_deleted_from_a_record_is_gone_from_the_card_for_people_like_me() -> None:
    owner = ann()
    open_record(owner)
    give_consent(member_id=owner.pk, purpose=Purpose.MATCHING, text_version="2026-11", language="en", now=NOW)
    items = [condition(owner, text) for text in ("Asthma", "Gout")]
    said = {"conditions": items, "treatments": []}
    show_card(member_id=owner.pk, facts=card_facts(owner.pk, said, today=NOW.date()), shown=said, weights={},
              language="en", now=NOW)
    assert MatchToken.objects.filter(card__owner=owner).count() == 2
    remove_told(record=record_for(owner, "me"), kind="condition", public_id=items[1], now=NOW)
    assert [one for one in MatchToken.objects.values_list("token", flat=True) if "gout" in one] == []
    undo_told(record=record_for(owner, "me"), kind="condition", public_id=items[1], now=NOW)
    assert MatchToken.objects.filter(card__owner=owner).count() == 2


def test_a_child_is_on_no_list_of_people_like_them() -> None:
    child = member("kid", age_band=AgeBand.CHILD)
    open_record(child)
    said = {"conditions": [condition(child, "Asthma")]}
    with pytest.raises(ChildNotShown):
        show_card(member_id=child.pk, facts=card_facts(child.pk, said, today=NOW.date()), shown=said, weights={},
                  language="en", now=NOW)


def test_what_is_typed_into_a_report_is_read_before_a_community_sees_it_and_who_may_not_share_moves_nothing() -> None:
    world = scene.build()
    owner, carer = world.ann, member("carer")
    open_record(owner)
    carer_of(owner, carer)
    Proxy.objects.update(may_share=False)
    record = record_for(owner, "me")
    treatment = keep_told(record=record, kind="treatment", values={"name": "Metformin"}, now=NOW, today=NOW.date())
    row = start_report(record=record, treatment_id=treatment, now=NOW)
    said = Said(purposes=(ForPurpose("call me, my social security number is 536-22-8141", "MAJOR"),), severity="MILD",
                taking="STILL", again="YES")
    save_step(record=record, public_id=row.public_id, said=said, now=NOW)
    opening = {"record": record, "public_id": row.public_id, "place_id": world.place.pk, "now": NOW}
    with pytest.raises(WordsStopped):
        keep_report(audience=Audience.PLACE, **opening)
    save_step(record=record, public_id=row.public_id, now=NOW,
              said=replace(said, purposes=(ForPurpose("Type 2 diabetes", "MAJOR"),)))
    keep_report(audience=Audience.PLACE, **opening)
    with pytest.raises(NotFound):
        keep_report(audience=Audience.PLACE, **{
            **opening, "record": record_for(carer, owner.public_id), "place_id": world.place.pk + 1})


def test_who_has_left_a_community_shows_it_nothing_more_and_a_kept_persons_sheet_opens() -> None:
    world = scene.build()
    owner = world.ann
    open_record(owner)
    item = condition(owner, "Asthma")
    change_audience(record=record_for(owner, "me"), kind="condition", public_id=item, audience=Audience.PLACE,
                    place_id=world.place.pk, reader_ids=(), now=NOW)
    seen = [[one.text for one in conditions_of(record_for(world.mo, owner.public_id))]]
    Membership.objects.filter(member=owner, community=world.place).delete()
    seen.append([one.text for one in conditions_of(record_for(world.mo, owner.public_id))])
    assert seen == [["Asthma"], []]
    kept = keep_person(carer=owner, name="Grandmother", authority=Authority.GUARDIAN, language="en", now=NOW)
    record, today = record_for(owner, kept.owner.public_id), timezone.localdate()
    sheet = make_sheet(record=record, choice=SheetChoice(name="M.", since_on=today, until_on=today), now=NOW)
    made = share_sheet(record=record, public_id=sheet.public_id, days=LINK_DAYS[0], whom="", now=timezone.now())
    link = standing_link(made.token, timezone.now())
    assert eyes_of(link.sheet).owner_id == kept.owner_id


@pytest.mark.parametrize("kind", [BatchKind.FHIR, BatchKind.OPEN_MHEALTH])
def test_a_small_file_of_very_many_values_is_not_read_whole(kind: BatchKind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_stretches, "VALUES_MOST", 1000)
    with pytest.raises(FileBomb):
        list(import_stretches.stretches(kind, BytesIO(b"[" + b"[]," * 900 + b"[]]"), now=NOW))


def test_a_carer_who_shares_chooses_others_not_themselves_and_learns_of_no_block() -> None:
    owner, carer, blocked = ann(), carl(), member("secretfriend")
    open_record(owner)
    carer_of(owner, carer)
    item = condition(owner, "Asthma")
    change_audience(record=record_for(owner, "me"), kind="condition", public_id=item, audience=Audience.CARERS,
                    place_id=None, reader_ids=(), now=NOW)
    block(member_id=owner.pk, blocked_id=blocked.pk, now=NOW)
    theirs, page = signed_in(carer), f"/health/{owner.public_id}/audience/condition/{item}"
    own = theirs.post(page, {"audience": "CHOSEN", "others": "carl"})
    assert (own.status_code, b"You cannot choose yourself" in own.content) == (422, True)
    with pytest.raises(NotOneself):
        change_audience(record=record_for(carer, owner.public_id), kind="condition", public_id=item, place_id=None,
                        audience=Audience.CHOSEN, reader_ids=[carer.pk], now=NOW)
    answers = [theirs.post(page, {"audience": "CHOSEN", "others": name, "sure": "2"})
               for name in ("nobody-here", "secretfriend")]
    assert [b"We know nobody called" in one.content for one in answers] == [True, False]
    assert signed_in(blocked).get(f"/health/{owner.public_id}/").status_code == 404


def test_a_carer_brings_back_what_they_deleted_and_not_what_the_owner_did() -> None:
    owner, carer = ann(), carl()
    open_record(owner)
    carer_of(owner, carer)
    mine, theirs = record_for(owner, "me"), record_for(carer, owner.public_id)
    item = condition(owner, "Asthma")
    change_audience(record=mine, kind="condition", public_id=item, audience=Audience.CARERS, place_id=None,
                    reader_ids=(), now=NOW)
    remove_told(record=mine, kind="condition", public_id=item, now=NOW)
    with pytest.raises(NotFound):
        undo_told(record=theirs, kind="condition", public_id=item, now=NOW)
    undo_told(record=mine, kind="condition", public_id=item, now=NOW)
    remove_told(record=theirs, kind="condition", public_id=item, now=NOW)
    undo_told(record=theirs, kind="condition", public_id=item, now=NOW)
    assert [one.text for one in conditions_of(mine)] == ["Asthma"]
