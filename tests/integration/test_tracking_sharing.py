"""Who sees what, who may act for whom, and that the owner sees who looked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.people.actions import block
from dayroom.apps.people.models import Follow, GuardianConsent, Member
from dayroom.apps.people.vocabulary import AgeBand, FollowState
from dayroom.apps.people.vocabulary.guardians import GuardianState
from dayroom.apps.tracking.actions.audiences import change_audience
from dayroom.apps.tracking.actions.carers import answer_proxy, ask_proxy
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.models import Access, Condition, KeptPerson, Proxy
from dayroom.apps.tracking.plugs import RecordData
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.records import conditions_of
from dayroom.apps.tracking.rules.carers import AdultForTeen, ChildsGuardian, NotConnected
from dayroom.apps.tracking.vocabulary import Audience, Authority, ProxyState, Scope
from dayroom.kernel.errors import NotFound
from tests.cast import NOW, ann, carl, member
from tests.integration import scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db
ALL = ("SEE", "ENTER", "SHARE")


def told(owner: Member, text: str, audience: str = Audience.ME) -> str:
    agree(member_id=owner.pk, language="en", now=NOW)
    record = record_for(owner, "me")
    public_id = keep_told(record=record, kind="condition", values={"text": text}, now=NOW, today=NOW.date())
    Condition.objects.filter(public_id=public_id).update(audience=audience)
    return public_id


def proxy(owner: Member, carer: Member, *scopes: str, until_on: date | None = None) -> Proxy:
    row = ask_proxy(by=carer, owner=owner, carer=carer, authority=Authority.ASKED, scopes=scopes, until_on=until_on,
                    now=timezone.now(), today=timezone.localdate())
    return answer_proxy(by=owner, public_id=row.public_id, accepts=True, now=timezone.now())


def seen_by(reader: Member, owner: Member) -> list[str]:
    try:
        return [one.text for one in conditions_of(record_for(reader, owner.public_id))]
    except NotFound:
        return ["no record"]


def test_an_item_goes_wider_only_after_one_question_with_how_many_people() -> None:
    world = scene.build()
    owner, client = world.ann, world.clients["member"]
    item = told(owner, "Asthma")
    page = f"/health/me/audience/condition/{item}"
    assert client.get(page).status_code == 200
    choice = {"audience": "PLACE", "place": str(world.place.pk)}
    asked = client.post(page, choice).content.decode()
    assert ("people will see this" in asked or "person will see this" in asked, seen_by(world.mo, owner)) == (True, [])
    sure = asked.split('name="sure" value="')[1].split('"')[0]
    client.post(page, {**choice, "sure": sure})
    assert seen_by(world.mo, owner) == ["Asthma"]
    client.post(page, {"audience": "CHOSEN", "others": "nobody-of-that-name"})
    assert seen_by(world.mo, owner) == ["Asthma"], "a wrong handle changed the audience"
    client.post(page, {"audience": "ME"})
    assert seen_by(world.mo, owner) == []


def test_what_others_see_is_shown_by_the_same_questions_and_each_look_is_in_the_log() -> None:
    owner, carer = ann(), carl()
    told(owner, "Asthma", Audience.CARERS)
    told(owner, "Only mine")
    proxy(owner, carer, Scope.SEE)
    mine, theirs = signed_in(owner), signed_in(carer)
    eyes = mine.get(f"/health/seen?as=person:{carer.public_id}").content
    assert (b"Asthma" in eyes, b"Only mine" in eyes) == (True, False)
    assert b"Nothing. To them" in mine.get("/health/seen?as=anybody").content
    theirs.get(f"/health/{owner.public_id}/")
    shown = theirs.get(f"/health/{owner.public_id}/conditions/").content
    assert (b"Asthma" in shown, b"Only mine" in shown, b"Add a condition" in shown) == (True, False, False)
    log = mine.get("/health/log").content.decode()
    assert ["carl saw: Asthma" in log, "carl saw: your record" in log, "as your carer" in log] == [True] * 3
    assert theirs.get(f"/health/{owner.public_id}/conditions/new").status_code == 404


def test_a_carer_enters_for_the_owner_it_is_noted_and_either_ends_it_at_once() -> None:
    owner, carer = ann(), carl()
    agree(member_id=owner.pk, language="en", now=NOW)
    row = proxy(owner, carer, *ALL)
    theirs = signed_in(carer)
    pages = [signed_in(one).get("/health/carers/").content for one in (owner, carer)]
    assert [b"you asked them to" in page for page in pages] == [True, False]
    theirs.post(f"/health/{owner.public_id}/conditions/new", {"text": "Gout", "certainty": "DIAGNOSED"})
    [item] = conditions_of(record_for(owner, "me"))
    assert (item.text, item.audience, item.entered_by) == ("Gout", Audience.CARERS, "carl")
    assert Access.objects.filter(owner=owner, actor=carer, scope=Scope.ENTER, item=item.public_id).exists()
    theirs.post(f"/health/carers/{row.public_id}/end")
    assert (seen_by(carer, owner), Proxy.objects.get().state) == ([], ProxyState.ENDED)


def test_a_permission_ends_with_its_day_with_a_block_and_is_nobody_elses_business() -> None:
    owner, carer = ann(), carl()
    told(owner, "Asthma", Audience.CARERS)
    proxy(owner, carer, Scope.SEE, until_on=timezone.localdate())
    assert seen_by(carer, owner) == ["Asthma"]
    Proxy.objects.update(until_on=timezone.localdate() - timedelta(days=1))
    assert seen_by(carer, owner) == []
    Proxy.objects.update(until_on=None)
    block(member_id=owner.pk, blocked_id=carer.pk, now=NOW)
    assert (seen_by(carer, owner), Proxy.objects.get().state) == (["no record"], ProxyState.ENDED)
    assert signed_in(member("eve")).post(f"/health/carers/{Proxy.objects.get().public_id}/end").status_code == 404


def test_for_a_teen_only_a_known_adult_asks_and_the_teen_says_yes() -> None:
    teen = member("tess", age_band=AgeBand.TEEN)
    parent, stranger, friend = carl(), member("eve"), member("finn", age_band=AgeBand.TEEN)
    told(teen, "Mine alone")
    told(teen, "For carers", Audience.CARERS)
    for other in (parent, friend):
        Follow.objects.create(follower=other, followed=teen, state=FollowState.ACCEPTED, asked_at=NOW)
    ask = {"owner": teen, "authority": Authority.PARENT, "scopes": ("SEE",), "until_on": None, "now": NOW,
           "today": NOW.date()}
    with pytest.raises(NotConnected):
        ask_proxy(by=stranger, carer=stranger, **ask)
    with pytest.raises(AdultForTeen):
        ask_proxy(by=friend, carer=friend, **ask)
    row = ask_proxy(by=parent, carer=parent, **ask)
    assert seen_by(parent, teen) == [], "opened before the teen said yes"
    with pytest.raises(NotFound):
        answer_proxy(by=parent, public_id=row.public_id, accepts=True, now=NOW)
    answer_proxy(by=teen, public_id=row.public_id, accepts=True, now=NOW)
    assert seen_by(parent, teen) == ["For carers"]


def test_a_record_for_somebody_without_an_account_is_handed_over_whole_and_then_is_theirs() -> None:
    carer, father = carl(), member("frank")
    theirs = signed_in(carer)
    begun = theirs.post("/health/carers/kept/new", {"name": "Dad Ptarmigan", "authority": "ASKED", "sure": "on"})
    kept = KeptPerson.objects.get()
    theirs.post(f"{begun.url}conditions/new", {"text": "Heart failure", "certainty": "DIAGNOSED"})
    assert b"Dad Ptarmigan" in theirs.get(begun.url).content
    assert signed_in(father).get(begun.url).status_code == 404
    assert signed_in(father).get(f"/m/{kept.owner.handle}").status_code == 404, "a kept person can be found"
    page = theirs.post(f"/health/carers/kept/{kept.public_id}/link").content.decode()
    address = "/health/take-over/" + page.split("/health/take-over/")[1].split('"')[0]
    assert theirs.post(address).status_code == 422, "the carer took it over"
    own = Client()
    own.force_login(father)
    assert own.post(address, {"scopes": ["SEE"]}).url == "/health/me/"
    assert [one.text for one in conditions_of(record_for(father, "me"))] == ["Heart failure"]
    assert (seen_by(carer, father), theirs.get(begun.url).status_code) == (["Heart failure"], 404)
    assert own.get(address).status_code == 403, "the link is good twice"


def test_with_the_carer_go_the_records_that_nobody_else_opens() -> None:
    carer = carl()
    signed_in(carer).post("/health/carers/kept/new", {"name": "Dad", "authority": "PROXY", "sure": "on"})
    kept_id = KeptPerson.objects.get().owner_id
    told(Member.objects.get(pk=kept_id), "Gout")
    assert dict(RecordData().export(carer.pk))["people without an account"][0]["name"] == "Dad"
    RecordData().erase(carer.pk)
    assert (Condition.every.count(), Member.objects.get(pk=kept_id).state) == (0, "ERASED")


def test_a_profile_leads_to_what_is_shown_and_only_for_whom_it_is_shown() -> None:
    owner, friend, other = ann(), carl(), member("eve")
    item = told(owner, "Asthma")
    change_audience(record=record_for(owner, "me"), kind="condition", public_id=item, audience="CHOSEN", place_id=None,
                    reader_ids=[friend.pk], now=NOW)
    link = f"/health/{owner.public_id}/".encode()
    assert link in signed_in(friend).get("/m/ann").content
    assert link not in signed_in(other).get("/m/ann").content
    shown = signed_in(friend).get(link.decode()).content
    assert "carl saw: Asthma" in signed_in(owner).get("/health/log").content.decode()
    assert (b"Asthma" in shown, signed_in(other).get(link.decode() + "conditions/").content.count(b"Asthma")) == (True, 0)


def test_the_policy_says_the_same_to_machines_as_to_people() -> None:
    visitor = Client()
    told_to_machines = visitor.get("/health/policy.json").json()
    page = visitor.get("/health/policy").content.decode()
    assert [use["words"] in page for use in told_to_machines["uses"]] == [True] * 5
    assert {use["consent"] for use in told_to_machines["uses"]} >= {"OWN_RECORD", "COUNTED", "MATCHING"}
    assert "sold" in told_to_machines["never"]


def test_a_guardian_sees_a_childs_whole_record_until_the_thirteenth_birthday_and_nobody_else_does() -> None:
    child, guardian, other = member("cleo", age_band=AgeBand.CHILD), carl(), member("eve")
    GuardianConsent.objects.create(guardian=guardian, child=child, place_id=1, state=GuardianState.OPEN,
                                   text_version="1", language="en", asked_at=NOW)
    told(child, "Asthma")
    assert (seen_by(guardian, child), record_for(guardian, child.public_id).may(Scope.ENTER)) == (["Asthma"], True)
    assert seen_by(other, child) == []
    with pytest.raises(ChildsGuardian):
        proxy(child, other, Scope.SEE)
    Member.objects.filter(pk=child.pk).update(age_band=AgeBand.TEEN)
    assert seen_by(guardian, child) == []
