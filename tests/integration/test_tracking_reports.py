"""Treatment reports: written in steps, shown to whom their writer says, counted with a yes, gone with a no."""

from __future__ import annotations

import pytest
from django.test import Client

from dayroom.apps.people.actions import give_consent, withdraw_consent
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import AgeBand, Purpose
from dayroom.apps.tracking.actions.counting import publish_numbers, publish_subject, put_in
from dayroom.apps.tracking.actions.matching import put_card
from dayroom.apps.tracking.actions.reports import keep_report, save_step, start_report
from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.models import CountedRow, MatchCard, PublishedLedger, TokenCount, TreatmentReport
from dayroom.apps.tracking.presenters.advice import advice_card
from dayroom.apps.tracking.queries import ME, record_for
from dayroom.apps.tracking.queries.matching import matches_for
from dayroom.apps.tracking.queries.reports import report_of
from dayroom.apps.tracking.rules.counting import columns_of
from dayroom.apps.tracking.rules.matching import CardFacts
from dayroom.apps.tracking.vocabulary import Audience
from dayroom.apps.tracking.vocabulary.reports import AdviceState, CountState, ForPurpose, Said, SideEffect
from tests.cast import NOW, ann, carl, member

pytestmark = pytest.mark.django_db
SUBJECT = "metformin/type-2-diabetes"
SAID = Said(purposes=(ForPurpose("Type 2 diabetes", "MAJOR"),), severity="MILD", taking="STILL", again="YES",
            side_effects=(SideEffect("nausea", "MILD", "nausea"),))


def says_yes(person: Member, *purposes: Purpose) -> None:
    for purpose in purposes:
        give_consent(member_id=person.pk, purpose=purpose, text_version="2026-11", language="en", now=NOW)


def report_by(person: Member, said: Said = SAID, *, audience: str = Audience.NUMBERS, place_id: int | None = None,
              name: str = "Metformin") -> TreatmentReport:
    record = record_for(person, ME)
    treatment = keep_told(record=record, kind="treatment", values={"name": name}, now=NOW, today=NOW.date())
    row = start_report(record=record, treatment_id=treatment, now=NOW)
    save_step(record=record, public_id=row.public_id, said=said, now=NOW)
    return keep_report(record=record, public_id=row.public_id, audience=audience, place_id=place_id, now=NOW).row


def others(count: int, said: Said = SAID) -> None:
    """So many people who are in the numbers: their rows only."""
    for number in range(count):
        person = member(f"someone{number}")
        says_yes(person, Purpose.OWN_RECORD, Purpose.COUNTED)
        report_by(person, said)


def test_ann_writes_a_report_in_short_steps_and_only_she_sees_it(client: Client) -> None:
    writer, other = ann(), carl()
    says_yes(writer, Purpose.OWN_RECORD)
    client.force_login(writer)
    begun = client.post("/health/me/reports/new", {"name": "Metformin"})
    assert begun.status_code == 302
    steps = begun["Location"].rsplit("/", 1)[0]
    assert client.post(f"{steps}/helped", {"text_0": "Type 2 diabetes"}).status_code == 422
    client.post(f"{steps}/helped", {"text_0": "Type 2 diabetes", "helped_0": "MODERATE"})
    client.post(f"{steps}/effects", {"severity": "MILD", "effect_0": "Nausea", "bad_0": "MILD", "effect_1": "odd taste"})
    client.post(f"{steps}/advice", {"advice": "Take it with food.", "stop": "1"})
    assert "Draft" in client.get("/health/me/reports/").content.decode()
    kept = client.post(f"{steps}/share", {"audience": "ME"})
    page = client.get(kept["Location"]).content.decode()
    assert "Nausea (mild), odd taste" in page
    assert "Take it with food." in page
    row = TreatmentReport.objects.get()
    assert [one.code for one in report_of(record_for(writer, ME), row.public_id).said.side_effects] == ["nausea", ""]
    assert b"Nausea" not in bytes(row.sealed)
    client.force_login(other)
    assert client.get(f"/health/{writer.public_id}/reports/{row.public_id}/").status_code == 404


def test_words_become_suggestions_and_nothing_is_kept_that_is_not_ticked(client: Client) -> None:
    writer = ann()
    says_yes(writer, Purpose.OWN_RECORD)
    client.force_login(writer)
    steps = client.post("/health/me/reports/new", {"name": "Zoloft"})["Location"]
    words = "It helped my mood. I had bad nausea and a headache every day and quit because of it."
    address = steps.replace("step/helped", "words")
    page = client.post(address, {"words": words}).content.decode()
    assert "We read this in your words" in page
    assert report_of(record_for(writer, ME), TreatmentReport.objects.get().public_id).said == Said()
    client.post(address, {"words": words, "yes": ["0"], "confirm": "1"})
    effects = report_of(record_for(writer, ME), TreatmentReport.objects.get().public_id).said.side_effects
    assert [one.text for one in effects] == ["nausea"]


def test_a_report_counts_with_a_yes_and_leaves_at_once_with_a_no() -> None:
    writer = ann()
    says_yes(writer, Purpose.OWN_RECORD)
    row = report_by(writer)
    assert not CountedRow.objects.exists()
    says_yes(writer, Purpose.COUNTED)
    assert CountedRow.objects.get().report_id == row.pk
    withdraw_consent(member_id=writer.pk, purpose=Purpose.COUNTED, now=NOW)
    assert not CountedRow.objects.exists()


def test_teens_and_names_we_do_not_know_are_in_no_number() -> None:
    teen, writer = member("tess", age_band=AgeBand.TEEN), ann()
    says_yes(teen, Purpose.OWN_RECORD, Purpose.COUNTED)
    says_yes(writer, Purpose.OWN_RECORD, Purpose.COUNTED)
    report_by(teen)
    report_by(writer, name="Metformin from my aunt")
    assert not CountedRow.objects.exists()


def test_eleven_people_make_a_page_and_who_left_and_comes_back_is_not_counted_twice(client: Client) -> None:
    others(10)
    assert publish_numbers(now=NOW)["counted"] == 0
    assert "No numbers yet" in client.get("/health/treatments/metformin/").content.decode()
    writer = ann()
    says_yes(writer, Purpose.OWN_RECORD, Purpose.COUNTED)
    report_by(writer)
    assert publish_numbers(now=NOW)["counted"] == 1
    page = client.get("/health/treatments/metformin/?for=type-2-diabetes&age=65%2B").content.decode()
    assert "People: 11" in page.replace("at least ", "") or "too few to say" in page
    assert "People: 11" in client.get("/health/treatments/metformin/").content.decode()
    withdraw_consent(member_id=writer.pk, purpose=Purpose.COUNTED, now=NOW)
    ledger = PublishedLedger.objects.get()
    assert (len(ledger.gone), ledger.people) == (1, 11)
    assert str(writer.pk) not in ledger.gone
    # ten are left: nothing is shown any more, and with her back nothing new is counted beside the old
    publish_numbers(now=NOW)
    assert "No numbers yet" in client.get("/health/treatments/metformin/").content.decode()
    says_yes(writer, Purpose.COUNTED)
    assert CountedRow.objects.get(owner=writer).state == CountState.CHANGED
    assert PublishedLedger.objects.get().gone == []
    publish_numbers(now=NOW)  # the same eleven again: everybody is counted anew, and nothing has moved
    assert "People: 11" in client.get("/health/treatments/metformin/").content.decode()


def test_public_pages_stand_for_everybody_and_odd_filters_are_not_there(client: Client) -> None:
    others(12)
    publish_numbers(now=NOW)
    for address in ("/health/treatments/", "/health/treatments/metformin/?for=type-2-diabetes",
                    "/health/conditions/type-2-diabetes/", "/health/treatments/compare/?a=metformin&b=walking"):
        assert client.get(address).status_code == 200
    assert "12" in client.get("/health/treatments/").content.decode()
    hub = client.get("/library/conditions/type-2-diabetes").content.decode()
    assert "/health/treatments/metformin/?for=type-2-diabetes" in hub
    for address in ("/health/treatments/nothing/", "/health/conditions/nothing/",
                    "/health/treatments/metformin/?age=33", "/health/treatments/metformin/?sex=%00"):
        assert client.get(address).status_code == 404


def test_a_column_that_a_published_plan_does_not_have_changes_nothing() -> None:
    others(11)
    publish_subject(SUBJECT, today=NOW.date())
    columns = columns_of(SAID, birth_year=None, sex="", today=NOW.date()) | {"side_new": "YES", "burden": "UNHEARD"}
    CountedRow.objects.update(state=CountState.WAITING)
    row = CountedRow.objects.order_by("pk").first()
    assert row is not None
    put_in(row.report, SUBJECT, columns, today=NOW.date())
    assert publish_subject(SUBJECT, today=NOW.date())


def test_advice_is_read_by_the_guard_before_a_community_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from dayroom.apps.moderation.models import Case
    from dayroom.apps.tracking.actions import reports as acts
    from dayroom.apps.tracking.queries import reports as asked

    for module in (acts, asked):
        monkeypatch.setattr(module, "places_of", lambda _member_id: {7: "Diabetes"})
    writer, reader = ann(), carl()
    members = {(7, writer.pk)}
    monkeypatch.setattr(asked, "still_there", lambda pairs: set(pairs) & members)
    says_yes(writer, Purpose.OWN_RECORD)
    said = Said(purposes=SAID.purposes, advice="Take it with food and give it two weeks.")
    row = report_by(writer, said, audience=Audience.PLACE, place_id=7)
    assert row.advice_state == AdviceState.LIVE
    assert [one.text for _row, one in asked.advice_about(reader, "metformin")] == [said.advice]
    record = record_for(writer, ME)
    for odd in ("Just stop your insulin, this works far better.", "Take 2000 mg of it at once."):
        save_step(record=record, public_id=row.public_id, said=Said(purposes=SAID.purposes, advice=odd), now=NOW)
        kept = keep_report(record=record, public_id=row.public_id, audience=Audience.PLACE, place_id=7, now=NOW)
        assert kept.held
        assert Case.objects.filter(subject_kind="treatmentreport", subject_id=row.pk, scope_id=7).exists()
    harm = Said(purposes=SAID.purposes, advice="I want to kill myself tonight, I have the pills here.")
    save_step(record=record, public_id=row.public_id, said=harm, now=NOW)
    kept = keep_report(record=record, public_id=row.public_id, audience=Audience.PLACE, place_id=7, now=NOW)
    assert kept.show_help
    assert Case.objects.filter(subject_kind="treatmentreport", subject_id=row.pk).exists()
    card = advice_card(row.pk)
    assert card is not None
    assert (card.body, card.byline) == (harm.advice, "ann")
    keep_report(record=record, public_id=row.public_id, audience=Audience.ME, place_id=None, now=NOW)
    assert asked.advice_about(reader, "metformin") == []
    # in whatever way it was opened to the community, nobody reads it before the guard; what was taken down stays down
    other = report_by(writer, said, audience=Audience.ME, name="Walking")
    TreatmentReport.objects.filter(pk=other.pk).update(audience=Audience.PLACE, place_id=7)
    assert asked.advice_about(reader, "walking") == []
    acts.after_change(writer.pk, "treatmentreport", other.public_id)
    assert [one.text for _row, one in asked.advice_about(reader, "walking")] == [said.advice]
    members.clear()  # what is shown to a community is shown by a member of it
    assert (asked.advice_about(reader, "walking"), asked.advice_id(other.public_id, reader.pk)) == ([], None)
    members.add((7, writer.pk))
    acts.decide_advice(report_id=other.pk, state=AdviceState.REMOVED, now=NOW)
    keep_report(record=record, public_id=other.public_id, audience=Audience.PLACE, place_id=7, now=NOW)
    assert asked.advice_about(reader, "walking") == []


def test_people_like_me_are_found_by_what_both_show_and_by_nothing_else(client: Client) -> None:
    reader, alike, teen, other = ann(), carl(), member("tess", age_band=AgeBand.TEEN), member("olu")
    facts = CardFacts(conditions=(("Type 2 diabetes", "mild"),), treatments=("Metformin",), age="35-49")
    for person in (reader, alike, teen):
        says_yes(person, Purpose.OWN_RECORD, Purpose.MATCHING)
        put_card(member_id=person.pk, facts=facts, shown={}, weights={}, now=NOW, young=person.is_teen)
    put_card(member_id=other.pk, facts=facts, shown={}, weights={}, now=NOW, young=False)  # never said yes
    assert [one.handle for one in matches_for(reader).found] == ["carl"]
    assert matches_for(teen).found == ()
    client.force_login(reader)
    page = client.get("/health/like-me/").content.decode()
    assert "You both live with Type 2 diabetes." in page
    withdraw_consent(member_id=alike.pk, purpose=Purpose.MATCHING, now=NOW)
    assert matches_for(reader).found == ()
    assert not MatchCard.objects.filter(owner=alike).exists()
    assert TokenCount.objects.get(token="A|t:metformin").cards == 2
    client.post("/health/like-me/leave")
    assert not MatchCard.objects.filter(owner=reader).exists()


def test_ann_agrees_on_the_spot_to_be_found(client: Client) -> None:
    reader = ann()
    says_yes(reader, Purpose.OWN_RECORD)
    client.force_login(reader)
    assert "Nothing to be found by yet" in client.get("/health/like-me/card").content.decode()
    item = keep_told(record=record_for(reader, ME), kind="condition", values={"text": "Type 2 diabetes"}, now=NOW,
                     today=NOW.date())
    assert client.post("/health/like-me/card", {}).status_code == 422
    assert "Show me to people like me" in client.get("/health/like-me/card").content.decode()
    client.post("/health/like-me/card", {"conditions": [item]})
    assert MatchCard.objects.get().owner_id == reader.pk
    assert "Nobody yet" in client.get("/health/like-me/").content.decode()
    client.post("/health/like-me/", dict.fromkeys(("condition", "stage", "treatment", "age", "sex"), "3"))
    assert MatchCard.objects.get().weights["age"] == 3
