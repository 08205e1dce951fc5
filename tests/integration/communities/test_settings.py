"""Opening a community, looking after its words, changing who can read it, closing it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.actions.posts import submit_topic
from dayroom.apps.communities.models import Community, Membership, RulesVersion, Topic
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.notices.models import Notice
from dayroom.platform import search
from tests import cast
from tests.integration.communities.places import community, joined, signed_in, topic

pytestmark = pytest.mark.django_db(transaction=False)

ABOUT = {
    "name": "Lupus", "description": "For people with lupus.", "conditions": "lupus, lupus nephritis; SLE",
    "language": "en", "join_policy": "OPEN", "rules": "Be **kind**.", "welcome": "Come in.",
}


def opened(client, **changes: str):
    given = {"visibility": "PUBLIC", "audience": "EVERYONE", "slug": "", "moderator": ""}
    return client.post("/communities/new", {**ABOUT, **given, **changes})


def test_a_steward_opens_a_community_and_it_has_a_moderator_and_rules_from_the_first_day() -> None:
    sue, mo = cast.sue(), cast.mo()
    response = opened(signed_in(sue), moderator="@Mo")
    place = Community.objects.get()
    assert response.headers["Location"] == f"/c/{place.slug}/"
    assert (place.slug, place.members_count) == ("lupus", 1)
    assert place.conditions == ["lupus", "lupus nephritis", "SLE"]
    assert "<strong>kind</strong>" in place.rules_html
    assert Membership.objects.get().member_id == mo.pk
    assert RulesVersion.objects.get().number == 1
    assert Notice.objects.get(member=mo).kind == "STANDING"
    assert Event.objects.filter(action="community.created", actor_id=sue.pk).exists()


def test_two_communities_of_one_name_get_two_addresses() -> None:
    client = signed_in(cast.sue())
    opened(client)
    opened(client)
    assert sorted(Community.objects.values_list("slug", flat=True)) == ["lupus", "lupus-2"]


@pytest.mark.parametrize("changes", [
    {"slug": "Not A Slug"}, {"slug": "diabetes"}, {"moderator": "nobody"}, {"name": ""}, {"description": "x" * 601},
    {"visibility": "PRIVATE"}, {"audience": "YOUNG"}, {"language": "xx"}, {"visibility": "SECRET"},
])
def test_what_does_not_fit_comes_back_with_a_sentence_and_opens_nothing(changes: dict[str, str]) -> None:
    community("diabetes")
    response = opened(signed_in(cast.sue()), **changes)
    assert response.status_code == 422
    assert Community.objects.count() == 1
    assert "For people with lupus." in response.text or "description" in changes


def test_members_cannot_open_communities_and_officers_can() -> None:
    assert opened(signed_in(cast.ann())).status_code == 403
    assert opened(signed_in(cast.oda())).status_code == 302


def test_new_rules_become_a_version_and_members_are_told(django_capture_on_commit_callbacks) -> None:
    place = community(rules="Old.", rules_html="<p>Old.</p>")
    mo, ann = joined(cast.mo(), place, role="MODERATOR"), joined(cast.ann(), place)
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in(mo).post("/c/diabetes/settings", ABOUT).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.rules) == ("Lupus", "Be **kind**.")
    assert RulesVersion.objects.filter(community=place, rules="Be **kind**.").exists()
    assert Notice.objects.filter(member=ann, kind="RULES", scope_id=place.pk).exists()
    assert not Notice.objects.filter(member=mo, kind="RULES").exists()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(mo).post("/c/diabetes/settings", {**ABOUT, "welcome": "Hello."})
    assert RulesVersion.objects.count() == 1
    assert "fields" in Event.objects.filter(action="community.edited").last().facts


def test_settings_are_for_those_who_look_after_the_place() -> None:
    place = community()
    ann = joined(cast.ann(), place)
    peer = joined(cast.carl(), place, role="PEER_SUPPORTER")
    for member in (ann, peer):
        for path in ("settings", "settings/away", "settings/hand-over", "settings/visibility", "settings/close"):
            assert signed_in(member).post(f"/c/diabetes/{path}", ABOUT).status_code == 403
    place.refresh_from_db()
    assert (place.name, place.closed_at) == ("Diabetes", None)


def test_a_steward_opens_a_closed_place_and_search_follows(django_capture_on_commit_callbacks) -> None:
    place = community(visibility="HYBRID")
    ann = joined(cast.ann(), place)
    sent = submit_topic(author=ann, community=place, written=Written(title="A quiet one", body="Kestrel."),
                        now=cast.NOW)
    assert search.find(["kestrel"], all_of=[["vpub"]]) == []
    sue = cast.sue()
    client = signed_in(sue)
    assert client.post("/c/diabetes/settings/visibility", {"visibility": "PUBLIC", "reason": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/c/diabetes/settings/visibility", {"visibility": "PUBLIC", "reason": "All members agreed."})
    assert Community.objects.get().visibility == "PUBLIC"
    assert search.find(["kestrel"], all_of=[["vpub"]]) == [sent.post.pk]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/c/diabetes/settings/visibility", {"visibility": "HYBRID", "reason": "Back again."})
    assert search.find(["kestrel"], all_of=[["vpub"]]) == []


def test_a_moderator_cannot_change_who_reads() -> None:
    place = community()
    mo = joined(cast.mo(), place, role="MODERATOR")
    response = signed_in(mo).post("/c/diabetes/settings/visibility", {"visibility": "PRIVATE", "reason": "x"})
    assert response.status_code == 403
    assert Community.objects.get().visibility == "PUBLIC"


def test_pinning_opens_a_topic_of_a_partly_public_place_to_search() -> None:
    place = community(visibility="HYBRID")
    mo = joined(cast.mo(), place, role="MODERATOR")
    sent = submit_topic(author=mo, community=place, written=Written(title="Start here", body="Kestrel."), now=cast.NOW)
    signed_in(mo).post(f"/t/{sent.topic.public_id}/pin", {"on": "1"})
    assert search.find(["kestrel"], all_of=[["vpub"]]) == [sent.post.pk]
    signed_in(mo).post(f"/t/{sent.topic.public_id}/pin", {"on": "0"})
    assert search.find(["kestrel"], all_of=[["vpub"]]) == []


def test_a_closed_place_can_be_read_but_not_joined_or_written_in() -> None:
    place = community()
    mo = joined(cast.mo(), place, role="MODERATOR")
    topic(place, "Still here")
    signed_in(mo).post("/c/diabetes/settings/close", {"closed": "1"})
    ann = signed_in(cast.ann())
    page = ann.get("/c/diabetes/").text
    assert "Still here" in page
    assert "This community is closed" in page
    assert ann.post("/c/diabetes/join").status_code == 403
    assert signed_in(mo).get("/c/diabetes/announce").status_code == 403
    signed_in(mo).post("/c/diabetes/settings/close", {"closed": "0"})
    assert ann.post("/c/diabetes/join").status_code == 302


def test_holiday_cover_makes_somebody_a_moderator_and_tells_them() -> None:
    place = community()
    mo, carl = joined(cast.mo(), place, role="MODERATOR"), joined(cast.carl(), place)
    given = {"away_from": "2026-12-20", "away_until": "2026-12-10", "cover": "carl"}
    assert signed_in(mo).post("/c/diabetes/settings/away", given).status_code == 422
    signed_in(mo).post("/c/diabetes/settings/away", {**given, "away_until": "2027-01-04"})
    place.refresh_from_db()
    assert place.cover_id == carl.pk
    assert Membership.objects.get(member=carl).role == "MODERATOR"
    assert Notice.objects.filter(member=carl, kind="STANDING").exists()


def test_an_announcement_and_a_meetup_go_through_the_guard_like_anything_else() -> None:
    place = community()
    mo, ann = joined(cast.mo(), place, role="MODERATOR"), joined(cast.ann(), place)
    client = signed_in(mo)
    form = client.get("/c/diabetes/announce").text
    assert "Write an announcement" in form
    words = {"title": "Server day", "body": "My NHS number is 943 476 5919.", "submit_key": "k1"}
    stopped = client.post("/c/diabetes/announce", words)
    assert stopped.status_code == 422
    assert "943 476 5919</mark>" in stopped.text
    assert Topic.objects.count() == 0
    assert client.post("/c/diabetes/announce", {**words, "body": "We are back on Monday."}).status_code == 302
    assert Topic.objects.get().kind == "ANNOUNCEMENT"
    assert signed_in(ann).get("/c/diabetes/announce").status_code == 403
    meet = {"title": "Walk", "body": "Slowly, by the river.", "meets_where": "The old mill"}
    assert signed_in(ann).post("/c/diabetes/meet", {**meet, "meets_at": "soon"}).status_code == 422
    signed_in(ann).post("/c/diabetes/meet", {**meet, "meets_at": "2027-05-01T10:30"})
    made = Topic.objects.get(kind="MEETUP")
    assert (made.meets_where, made.meets_at.year) == ("The old mill", 2027)
    assert made.meets_at - cast.NOW > timedelta(days=100)


def test_the_short_form_hides_what_was_found_with_one_tap() -> None:
    place = community()
    mo = joined(cast.mo(), place, role="MODERATOR")
    words = {"title": "Call", "body": "Ask me at mo.keeper@example.com please.", "submit_key": "k2", "do": "mask"}
    assert signed_in(mo).post("/c/diabetes/announce", words).status_code == 302
    made = Topic.objects.get()
    assert "mo.keeper@example.com" not in made.posts.get().body
    assert "please" in made.posts.get().body


def test_a_meetup_in_the_past_is_not_put_on_the_board() -> None:
    place = community()
    ann = joined(cast.ann(), place)
    words = {"title": "Walk", "body": "Slowly.", "meets_where": "The old mill", "meets_at": "2001-05-01T10:30"}
    response = signed_in(ann).post("/c/diabetes/meet", words)
    assert response.status_code == 422
    assert "Slowly." in response.text
    assert not Topic.objects.exists()


def test_an_officer_who_is_a_member_may_announce_and_another_member_may_not() -> None:
    place = community()
    oda = joined(cast.oda(), place)
    assert "/c/diabetes/announce" in signed_in(oda).get("/c/diabetes/").text
    words = {"title": "Server day", "body": "We are back on Monday."}
    assert signed_in(oda).post("/c/diabetes/announce", words).status_code == 302
    assert Topic.objects.get().kind == "ANNOUNCEMENT"
    assert signed_in(joined(cast.ann(), place)).post("/c/diabetes/announce", words).status_code == 403
