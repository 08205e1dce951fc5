"""Alarms: raised from counts, looked at, decided; verdicts move the limit, and a confirmed one reaches the alert desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.listening.actions.alarms import Actor, hand_over, move_alarm
from dayroom.apps.listening.actions.detecting import detect, look_again
from dayroom.apps.listening.actions.thresholds import forget_learned, set_threshold
from dayroom.apps.listening.models import Alarm, AlarmStep, OfficialNotice, Tally, Threshold
from dayroom.apps.listening.queries.judging import seen_around
from dayroom.apps.listening.rules.alarms import AlarmMoved, HandedOver, NeedsNote, NotTheAnalyst
from dayroom.apps.notices.adapters import message_for
from dayroom.apps.notices.models import Notice
from dayroom.apps.notices.queries import instants_due
from dayroom.apps.outreach.models import Alert
from dayroom.apps.people.models import Member
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.integration.listening import alarm_scene as scene

pytestmark = pytest.mark.django_db


def alarm() -> Alarm:
    detect(now=scene.NOW)
    return Alarm.objects.get()


def test_a_high_day_is_raised_once_and_the_analyst_is_told() -> None:
    ivo, oda = cast.ivo(), cast.oda()
    scene.build()
    made = detect(now=scene.NOW)
    assert [(row.day, row.observed, row.state) for row in made.raised] == [(scene.TODAY - timedelta(1), 60, "NEW")]
    assert made.raised[0].limit < 20
    assert detect(now=scene.NOW).raised == []
    # 60 writers, three times the limit, nothing that explains it: the whole desk is told at once
    told = next(due for due in instants_due(scene.NOW) if due.member_id == oda.pk)
    mail = message_for(told)
    assert mail.subject == "Something urgent waits for you"
    assert f"/desk/listening/alarms/{made.raised[0].public_id}/" in mail.body
    assert "Measles" not in mail.subject + mail.body
    assert set(Notice.objects.values_list("member_id", "kind")) == {(ivo.pk, "ALARM_URGENT"), (oda.pk, "ALARM_URGENT")}


def test_the_day_that_still_runs_and_days_without_reading_raise_nothing() -> None:
    made = scene.build({})
    Tally.objects.create(topic=made.topic, margin="ALL", day=scene.TODAY, mentions=90, authors=90)
    Tally.objects.create(topic=None, margin="ALL", day=scene.TODAY, mentions=900, authors=90)
    assert detect(now=scene.NOW, until=scene.TODAY).raised == []
    # yesterday was read by nobody: unknown, not zero, so that the day before is still an ordinary one
    Tally.objects.filter(day=scene.TODAY - timedelta(1)).delete()
    points = seen_around(made.topic, period="day", since=scene.TODAY - timedelta(3), until=scene.TODAY - timedelta(1))
    assert [one.count for one in points][-1] is None
    assert points[-1].limit is None


def test_nothing_is_raised_again_for_seven_days_also_when_the_past_is_read_in() -> None:
    scene.build({30: 60, 28: 70, 15: 55})
    made = detect(now=scene.NOW, since=scene.TODAY - timedelta(60))
    assert [(scene.TODAY - row.day).days for row in made.raised] == [30, 15]


def test_one_loud_writer_raises_nothing() -> None:
    made = scene.build()
    Tally.objects.filter(topic=made.topic, day=scene.TODAY - timedelta(1)).update(authors=1)
    found = detect(now=scene.NOW)
    assert (found.raised, found.few) == ([], 1)


def test_a_place_alarms_when_eleven_people_wrote_there_and_the_narrowest_place_stands_for_it() -> None:
    made = scene.build({})
    for code, basis in (("US", "MENTION"), ("US-CA", "MENTION"), ("US-CA", "PROFILE")):
        scene.count(made.topic, {1: 50}, margin="PLACE", key=code, basis=basis)
    scene.count(made.topic, {1: 50}, margin="PLACE", key="ES", basis="MENTION", authors=10)
    assert [(row.place, row.basis) for row in detect(now=scene.NOW).raised] == [("US-CA", "MENTION")]


def test_a_source_that_doubles_excuses_what_only_it_brought() -> None:
    made = scene.build(dict.fromkeys(range(1, 11), 30))
    other = scene.source("Another server")
    Tally.objects.filter(margin="SOURCE", topic=made.topic).delete()
    scene.count(made.topic, {}, margin="SOURCE", key=made.source.public_id)
    for ago in range(1, 11):
        on = scene.TODAY - timedelta(ago)
        Tally.objects.create(topic=made.topic, margin="SOURCE", key=other.public_id, day=on, mentions=20)
    scene.count(None, dict.fromkeys(range(1, 11), 400), times=10, margin="SOURCE", key=other.public_id)
    found = detect(now=scene.NOW, since=scene.TODAY - timedelta(12))
    assert [row.day for row in found.raised] == []
    assert found.excused > 0


def test_what_may_explain_an_alarm_stands_beside_it_and_can_be_learned_later() -> None:
    made = scene.build()
    feed = scene.source("Wire", kind="FEED")
    Tally.objects.filter(topic=made.topic, margin="ALL", day=scene.TODAY - timedelta(1)).update(copies=90)
    row = alarm()
    assert row.suspects == {"copies": 0.6}
    assert Notice.objects.filter(kind="ALARM_URGENT").count() == 0
    scene.count(made.topic, {1: 9}, times=0, margin="SOURCE", key=feed.public_id)
    assert look_again(now=scene.NOW) == 1
    row.refresh_from_db()
    assert row.suspects == {"copies": 0.6, "news": 9}


def test_a_topic_with_years_of_past_is_also_judged_by_week() -> None:
    made = scene.build({})
    Tally.objects.all().delete()
    weeks = 7 * 170
    scene.count(made.topic, dict.fromkeys(range(5, 12), 22), days=weeks, times=1)
    scene.count(None, {}, days=weeks, times=20)
    assert scene.TODAY.weekday() == 4
    found = detect(now=scene.NOW, since=scene.TODAY - timedelta(6))
    assert [(row.period, row.detector) for row in found.raised][:1] == [("week", "farrington-flexible")]


def test_verdicts_move_the_limit_and_one_taken_back_teaches_nothing() -> None:
    ivo = cast.ivo()
    actor = Actor(ivo.pk, ivo.roles)
    scene.build({30: 60, 20: 60, 1: 60})
    detect(now=scene.NOW, since=scene.TODAY - timedelta(60))
    first, second, third = Alarm.objects.order_by("day")
    move_alarm(alarm=first, after="DISMISSED", actor=actor, now=scene.NOW, note="A quiz show.")
    move_alarm(alarm=second, after="EXPLAINED", explanation="NEWS", actor=actor, now=scene.NOW, note="A film.")
    assert Threshold.objects.get().learned == pytest.approx(0.15)
    higher = seen_around(third.topic, period="day", since=third.day, until=third.day)[0].limit
    assert higher is not None
    assert higher == pytest.approx(third.expected + (third.limit - third.expected) * 1.15)
    first.refresh_from_db()
    move_alarm(alarm=first, after="LOOKED", actor=actor, now=scene.NOW, note="")
    assert Threshold.objects.get().learned == pytest.approx(0.05)
    forget_learned(topic=first.topic, place="", by_id=ivo.pk, now=scene.NOW + timedelta(1))
    assert Threshold.objects.get().learned == 0
    set_threshold(topic=first.topic, place="", detector="epitweetr", alpha=0.01, least=20, by_id=ivo.pk, now=scene.NOW)
    assert Event.objects.filter(action__startswith="threshold.").count() == 2


def test_an_alarm_moves_as_the_states_say_and_only_an_analyst_moves_it() -> None:
    ivo, oda = cast.ivo(), cast.oda()
    scene.build()
    row = alarm()
    with pytest.raises(NotTheAnalyst):
        move_alarm(alarm=row, after="LOOKED", actor=Actor(oda.pk, oda.roles), now=scene.NOW)
    with pytest.raises(NeedsNote):
        move_alarm(alarm=row, after="CONFIRMED", actor=Actor(ivo.pk, ivo.roles), now=scene.NOW)
    move_alarm(
        alarm=row, after="CONFIRMED", actor=Actor(ivo.pk, ivo.roles), now=scene.NOW, note="Two clinics.", is_public=True
    )
    with pytest.raises(AlarmMoved):  # another window still shows it as new
        move_alarm(alarm=row, after="DISMISSED", actor=Actor(ivo.pk, ivo.roles), now=scene.NOW, note="No.")
    row.refresh_from_db()
    assert (row.state, row.is_public, row.owner_id) == ("CONFIRMED", True, ivo.pk)
    assert [(one.before, one.after, one.note) for one in row.steps.all()] == [("NEW", "CONFIRMED", "Two clinics.")]


def test_a_confirmed_alarm_becomes_a_draft_that_cannot_go_out_unfilled() -> None:
    ivo, oda = cast.ivo(), cast.oda()
    scene.build()
    row, actor = alarm(), Actor(ivo.pk, ivo.roles)
    row = move_alarm(alarm=row, after="CONFIRMED", actor=actor, now=scene.NOW, note="Two clinics.")
    given = {"sentence": "60 mentions, about 10 expected.", "place_name": "", "actor": actor, "now": scene.NOW}
    draft = hand_over(alarm=row, **given)
    alert = Alert.objects.get(public_id=draft)
    assert (alert.state, alert.event, alert.certainty) == ("DRAFT", "Measles", "Possible")
    assert all("[" in text.what for text in alert.texts.all())
    assert Notice.objects.filter(member=oda, kind="ALARM").exists()
    with pytest.raises(HandedOver):
        hand_over(alarm=Alarm.objects.get(), **given)


@pytest.fixture
def analyst(client: Client) -> Client:
    client.force_login(cast.ivo())
    return client


def test_ivo_looks_decides_and_hands_over_in_two_clicks(analyst: Client) -> None:
    cast.oda()
    made = scene.build()
    for title in ("Measles in two towns", "Heat until Friday"):
        OfficialNotice.objects.create(
            source=made.source, key=title, title=title, at=scene.NOW, link="https://x.example"
        )
    row = alarm()
    page = f"/desk/listening/alarms/{row.public_id}/"
    assert "60 mentions" in analyst.get("/desk/listening/alarms/").content.decode()
    first = analyst.get(page).content.decode()
    assert "Your verdict" in first
    assert "Measles in two towns" in first
    assert "Heat until Friday" not in first
    analyst.post(f"{page}move", {"to": "look"})
    refused = analyst.post(page, {"after": "EXPLAINED", "note": "A film."})
    assert (refused.status_code, "Say what was behind it." in refused.content.decode()) == (422, True)
    analyst.post(page, {"after": "CONFIRMED", "note": "Two clinics say so.", "is_public": "on"})
    assert "Hand it over" in analyst.get(f"{page}hand-over/").content.decode()
    analyst.post(f"{page}hand-over/")
    shown = analyst.get(page).content.decode()
    assert "It was handed to the alert desk." in shown
    assert "Two clinics say so." in shown
    summary = analyst.get("/desk/listening/alarms/summary/").content.decode()
    assert "Measles" in summary


def test_oda_reads_alarms_and_decides_none(client: Client) -> None:
    oda = cast.oda()
    client.force_login(oda)
    scene.build()
    row = alarm()
    page = client.get(f"/desk/listening/alarms/{row.public_id}/").content.decode()
    assert "Your verdict" not in page
    assert client.post(f"/desk/listening/alarms/{row.public_id}/move", {"to": "look"}).status_code == 403
    answer = client.post(f"/desk/listening/alarms/{row.public_id}/", {"after": "DISMISSED", "note": "No."})
    assert answer.status_code == 403
    client.force_login(cast.ann())
    assert client.get("/desk/listening/alarms/").status_code == 403


def test_numbers_of_a_place_are_cut_and_its_days_are_not_drawn(analyst: Client) -> None:
    made = scene.build({})
    scene.count(made.topic, {1: 53}, margin="PLACE", key="US-CA", basis="MENTION")
    row = alarm()
    page = analyst.get(f"/desk/listening/alarms/{row.public_id}/").content.decode()
    assert "At least 50 mentions" in page
    assert "53 mentions" not in page
    assert ">53<" not in page
    assert "California" in page


def test_limits_are_set_for_a_topic_and_for_a_place_that_has_alarmed(analyst: Client) -> None:
    made = scene.build({})
    scene.count(made.topic, {1: 53}, margin="PLACE", key="US-CA", basis="MENTION")
    alarm()
    page = f"/desk/listening/thresholds/{made.topic.public_id}/"
    assert analyst.post(page, {"detector": "epitweetr", "alpha": "0.01", "least": "20"}).status_code == 302
    assert analyst.post(page, {"detector": "guesswork", "alpha": "2", "least": "0"}).status_code == 422
    analyst.post(f"{page}?place=US-CA", {"detector": "ears-c1", "alpha": "0.002", "least": "30"})
    assert analyst.get(f"{page}?place=FR").status_code == 404
    rows = Threshold.objects.order_by("place").values_list("place", "detector", "least")
    assert list(rows) == [("", "epitweetr", 20), ("US-CA", "ears-c1", 30)]
    assert "1 place of its own" in analyst.get("/desk/listening/thresholds/").content.decode()


def test_the_public_map_shows_what_was_confirmed_and_what_authorities_say(client: Client) -> None:
    ivo = cast.ivo()
    made = scene.build()
    now = timezone.now()
    same = {"topic": made.topic, "day": now.date(), "period": "day", "observed": 60, "expected": 10.0, "limit": 15.0,
            "quiet_until": now.date(), "raised_at": now, "is_public": True, "detector": "ears-c2"}  # fmt: skip
    shown = Alarm.objects.create(place="US-CA", state="CONFIRMED", **same)
    Alarm.objects.create(place="US-TX", state="EXPLAINED", **same)
    Alarm.objects.create(place="US", state="CONFIRMED", **same)
    Alarm.objects.create(state="CONFIRMED", **same)
    office = scene.source("Health office", kind="CAP", is_official=True)
    OfficialNotice.objects.create(source=office, key="1", title="Mumps at a school", place="ES", at=now,
                                  link="https://health.example.org/1")  # fmt: skip
    page = client.get("/health-map/").content.decode()
    assert "More people than usual speak about: Measles" in page
    assert "California" in page
    assert page.count("More people than usual speak about: Measles</th>") + page.count("about: Measles<br>") == 1
    assert "Texas" not in page
    assert "Mumps at a school" in page
    assert "60 mentions" not in page
    assert b"Mumps at a school" in client.get("/health-map/feed.xml").content
    frame = client.get("/health-map/frame")
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    move_alarm(alarm=shown, after="LOOKED", actor=Actor(ivo.pk, ivo.roles), now=now)
    assert "United States" in client.get("/health-map/").content.decode()
    Alarm.objects.exclude(pk=shown.pk).delete()
    assert "Measles" not in client.get("/health-map/").content.decode()


def test_how_wrong_are_we_speaks_of_detectors_history_sources_and_silence(analyst: Client) -> None:
    made = scene.build({30: 60, 15: 60})
    detect(now=scene.NOW, since=scene.TODAY - timedelta(60))
    ivo = Member.objects.get(handle="ivo")
    for row, after in zip(Alarm.objects.order_by("day"), ("CONFIRMED", "DISMISSED"), strict=True):
        move_alarm(alarm=row, after=after, actor=Actor(ivo.pk, ivo.roles), now=scene.NOW, note="Seen.")
    scene.count(None, times=20, margin="LANGUAGE", key="en")
    page = analyst.get("/desk/listening/how-wrong/").content.decode()
    for words in (
        "Of 2 alarms with a verdict 1 were confirmed",
        "farrington-flexible",
        made.source.name,
        "English: 100 %",
    ):
        assert words in page


def test_what_staff_did_can_be_exported_and_forgotten() -> None:
    ivo = cast.ivo()
    scene.build(by=ivo)
    move_alarm(alarm=alarm(), after="DISMISSED", actor=Actor(ivo.pk, ivo.roles), now=scene.NOW, note="A quiz show.")
    plug = PERSONAL_DATA["listening"]
    told = dict(plug.export(ivo.pk))
    assert told["verdicts and looks"][0]["note"] == "A quiz show."
    assert told["topics defined"]
    plug.erase(ivo.pk)
    assert not any(dict(plug.export(ivo.pk)).values())
    assert AlarmStep.objects.get().note == "A quiz show."
