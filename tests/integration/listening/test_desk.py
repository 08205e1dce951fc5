"""The listening desk: what rose, where and how sure; a topic read, drilled into, written, judged and compared."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dayroom.apps.audit.models import Event
from dayroom.apps.listening.actions.narratives import find_narratives
from dayroom.apps.listening.models import ClaimSeen, OfficialSeries, Topic, TopicSample
from dayroom.apps.screening.actions import accept_many, load_claims
from dayroom.apps.screening.models import FactCheck
from dayroom.apps.screening.vocabulary import CheckOrigin
from dayroom.engines import guard
from tests import cast
from tests.integration.listening import desk_scene, lake_scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db

DESK = "/desk/listening/"
FORM = {"name": "Tap water", "about": "", "terms_en": "tap water\nboil water", "terms_es": "", "terms_any": "",
        "hashtags": "", "exclusions": ""}


def test_ivo_sees_at_a_glance_what_is_unusual_where_and_how_sure_that_is() -> None:
    ivo = cast.ivo()
    scene = desk_scene.build(ivo)
    desk = signed_in(ivo)
    desk.get(DESK)
    with CaptureQueriesContext(connection) as asked:
        page = desk.get(DESK).content.decode()
    assert "1 topic is unusual." in page
    assert "60 mentions. Up to" in page
    assert "California (" in page
    assert "Fewer than 20 posts were judged by hand" in page
    assert "koplik spots" in page
    assert len(asked) <= 16
    assert Topic.objects.get().public_id == scene.topic.public_id


def test_a_topic_shows_places_only_in_whole_weeks_and_never_a_small_one() -> None:
    ivo = cast.ivo()
    topic = desk_scene.build(ivo).topic
    page = signed_in(ivo).get(f"{DESK}topics/{topic.public_id}/").content.decode()
    assert "California" in page
    assert "Texas" in page
    assert "New York" not in page  # two writers in a week
    assert "1 place had too few people or writers" in page
    assert "posts sounded negative" in page
    assert "For each million people" in page
    narrowed = signed_in(ivo).get(f"{DESK}topics/{topic.public_id}/?place=US-CA").content.decode()
    assert "Week by week" in narrowed
    hidden = signed_in(ivo).get(f"{DESK}topics/{topic.public_id}/?place=US-NY").content.decode()
    assert "Nothing was counted in this time." in hidden
    spanish = signed_in(ivo).get(f"{DESK}topics/{topic.public_id}/?language=es&days=30").content.decode()
    assert "Only: <strong>Spanish</strong>" in spanish


def test_oda_reads_the_desk_and_changes_nothing_and_ann_does_not_come_in() -> None:
    oda = cast.oda()
    topic = desk_scene.build(oda).topic
    desk = signed_in(oda)
    assert "Judge ten posts" not in desk.get(f"{DESK}topics/{topic.public_id}/").content.decode()
    for path in ("topics/new/", f"topics/{topic.public_id}/edit/", f"topics/{topic.public_id}/judge/", "official/new/"):
        assert desk.get(DESK + path).status_code == 403
    assert desk.post(f"{DESK}topics/{topic.public_id}/switch", {"on": "no"}).status_code == 403
    assert signed_in(cast.ann()).get(DESK).status_code == 403


def test_a_topic_is_written_looked_at_and_changed_and_a_change_is_a_new_version() -> None:
    ivo = cast.ivo()
    desk = signed_in(ivo)
    assert "Nobody is listening for anything yet" in desk.get(DESK).content.decode()
    broken = desk.post(f"{DESK}topics/new/", FORM | {"terms_en": "the\nve*"})
    assert broken.status_code == 422
    assert "stands in nearly every post" in broken.content.decode()
    assert "would match too many words" in broken.content.decode()
    seen = desk.post(f"{DESK}topics/new/", FORM | {"do": "look"})
    assert "No posts were read yet" in seen.content.decode()
    assert "no-store" in seen["Cache-Control"]
    assert not Topic.objects.exists()
    kept = desk.post(f"{DESK}topics/new/", FORM | {"do": "keep"})
    topic = Topic.objects.get()
    assert kept["Location"] == f"{DESK}topics/{topic.public_id}/"
    assert desk.post(f"{DESK}topics/new/", FORM | {"name": "tap WATER"}).status_code == 422
    TopicSample.objects.create(topic=topic, version=1, post_key=1, fits=True, judged_at=topic.made_at)
    edit = f"{DESK}topics/{topic.public_id}/edit/"
    assert "boil water" in desk.get(edit).content.decode()
    desk.post(edit, FORM | {"about": "After the storm"})
    topic.refresh_from_db()
    assert (topic.version, topic.about) == (1, "After the storm")
    desk.post(edit, FORM | {"exclusions": "water game"})
    topic.refresh_from_db()
    assert topic.version == 2
    assert "Nobody has judged yet" in desk.get(f"{DESK}topics/{topic.public_id}/").content.decode()
    desk.post(f"{DESK}topics/{topic.public_id}/switch", {"on": "no"})
    assert not Topic.objects.get().is_on
    done = set(Event.objects.filter(subject_kind="listening-topic").values_list("action", flat=True))
    assert done == {"listening.topic_made", "listening.topic_changed", "listening.topic_off"}


def test_ten_posts_are_judged_by_a_few_words_and_the_words_are_kept_nowhere() -> None:
    ivo = cast.ivo()
    topic = desk_scene.build(ivo).topic
    desk_scene.posts()
    desk, address = signed_in(ivo), f"{DESK}topics/{topic.public_id}/judge/"
    answer = desk.get(address)
    page = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert page.count("<fieldset") == 10
    assert "<mark>measles</mark>" in page
    words = [line.split("</p>")[0].replace("<mark>", "").replace("</mark>", "").split() for line in page.split('dir="auto">… ')[1:]]
    assert {len(one) for one in words} == {8 + 1 + 8 + 1}  # eight words on each side, and the dots
    names = [line.split('"')[0] for line in page.split('name="post-')[1:]][::3]
    desk.post(address, {f"post-{key}": "not" if at == 0 else "fits" for at, key in enumerate(names)} | {"post-x": "fits"})
    assert TopicSample.objects.filter(topic=topic, fits=True).count() == 9
    assert "9 of 10 posts judged by hand were about it: between 60 and 98 in 100." in desk.get(address).content.decode()
    assert desk.get(address).content.decode().count("<fieldset") == 2
    seen = desk.post(f"{DESK}topics/{topic.public_id}/edit/", FORM | {"terms_en": "measles", "do": "look"}).content.decode()
    assert "12 of 12 posts" in seen


def test_official_counts_come_from_a_file_and_stand_beside_a_topic() -> None:
    ivo = cast.ivo()
    topic = desk_scene.build(ivo).topic
    desk = signed_in(ivo)
    told = {"name": "Cases by day", "origin": "Health office", "topic": topic.public_id}
    wrong = desk.post(f"{DESK}official/new/", told | {"day": "when", "file": SimpleUploadedFile("a.csv", b"date,value\n2026-09-01,3\n")})
    assert wrong.status_code == 422
    assert "Its first line has: date, value." in wrong.content.decode()
    rows = "".join(f"2026-10-{at:02d},{at % 7}\n" for at in range(1, 31))
    file = SimpleUploadedFile("a.csv", f"date,value\n{rows}2026-10-31,=1+1\n".encode())
    page = desk.post(f"{DESK}official/new/", told | {"file": file}, follow=True).content.decode()
    assert "Kept: 30 periods." in page
    assert "that we can read: 1." in page
    series = OfficialSeries.objects.get(name="Cases by day")
    assert series.period == "day"
    both = desk.get(f"{DESK}official/{series.public_id}/{topic.public_id}/").content.decode()
    assert "That two lines move together does not say why." in both
    assert "<svg" in both
    desk.post(f"{DESK}official/{series.public_id}/drop")
    assert not OfficialSeries.objects.filter(name="Cases by day").exists()


def test_what_is_asked_and_not_answered_is_listed_and_years_are_told_with_their_limits() -> None:
    ivo = cast.ivo()
    topic = desk_scene.build(ivo).topic
    desk = signed_in(ivo)
    page = desk.get(f"{DESK}questions/").content.decode()
    assert "100 %" in page
    assert "nothing of ours answers" in page
    years = desk.get(f"{DESK}topics/{topic.public_id}/years/").content.decode()
    assert "days were read" in years
    assert "is not held against another" in years
    assert "Growth of what?" in years
    assert years.count("Review of social media in health care, 2024") >= 6  # each figure with its source
    assert "A forecast. When more people write, counts rise without more worry." in years


def test_checked_claims_that_go_round_are_counted_and_those_of_few_are_not_kept() -> None:
    sue, now = cast.sue(), lake_scene.NOW
    load_claims(guard.shipped_claims(), origin=CheckOrigin.SHIPPED, by_id=sue.pk, now=now)
    accept_many(list(FactCheck.objects.values_list("public_id", flat=True)), by_id=sue.pk, byline="sue", now=now)
    made = ["Vaccines cause autism, and near {} everybody knows it"] * 12 + ["The flu shot gave {} the flu"] * 4
    towns = desk_scene.words(16, 9)
    lake_scene.bring(lake_scene.a_source(), [
        lake_scene.post(at, text.format(" ".join(towns[at])), at=now - timedelta(6)) for at, text in enumerate(made)])
    assert find_narratives(now=now) == 1
    row = ClaimSeen.objects.get()
    assert (row.fact_check.claim_id, row.writers >= 11, row.looked_at >= row.posts) == ("vaccination.autism", True, True)
    page = signed_in(cast.ivo()).get(f"{DESK}questions/").content.decode()
    assert row.fact_check.claim in page
