"""What comes in wrong gets the right status, a sentence, and the words back. One table; the walk stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.communities.models import Community, Draft, Invitation, Membership, Post, Topic
from dayroom.apps.moderation.models import Decision, Flag
from tests import cast
from tests.integration import scene
from tests.integration.scene import Scene

pytestmark = pytest.mark.django_db

WORDS = "These words of mine must come back to me."
PLAIN = "application/x-www-form-urlencoded"
NESTED = "> " * 20_000 + "- " * 20_000 + "[" * 20_000 + WORDS  # deep Markdown, under the size limit of a form
MEGABYTE = "*_`[(" * 209_715 + WORDS


@dataclass(frozen=True, slots=True)
class Case:
    what: str
    role: str
    address: Callable[[Scene], str]
    status: int
    said: str  # part of the sentence on the page
    sent: dict[str, Any] | str | None = None  # None: a GET
    kept: str = ""  # words that must stand on the page, or in the draft
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=dict)


def reply(world: Scene) -> str:
    return f"/t/{world.topic.public_id}/reply"


def new_topic(world: Scene) -> str:
    return f"/c/{world.place.slug}/new"


def edit(world: Scene) -> str:
    return f"/p/{world.reply.public_id}/edit"


CASES = [
    # composer: whatever is wrong, the words come back
    Case("an empty reply", "member", reply, 422, "Write a few words", {"body": "   "}),
    Case("only control characters", "member", reply, 422, "Write a few words", {"body": "\x00\x01\x02"}),
    Case("only text that nobody can see", "member", reply, 422,
         "Write a few words", {"body": "\u200b\u2060\ufeff\u202e"}),
    Case("forty thousand letters and one", "member", reply, 413,
         "longer than one post", {"body": "a" * 40_001}, kept="a" * 40_001),
    Case("a megabyte of nesting", "member", reply, 413, "longer than one post", {"body": MEGABYTE}, kept=WORDS),
    Case("more than the site reads", "member", reply, 413, "", {"body": "a" * 3_000_000}),
    Case("a topic without a title", "member", new_topic, 422, "short title", {"body": WORDS}, kept=WORDS),
    Case("a title of 141 letters", "member", new_topic, 413, "140", {"title": "t" * 141, "body": WORDS}, kept=WORDS),
    Case("a kind of topic that is not one", "member", new_topic, 422,
         "", {"title": "A", "body": WORDS, "kind": "PARTY"}, kept=WORDS),
    Case("a meet-up in the past", "member", new_topic, 422, "still to come",
         {"title": "A", "body": WORDS, "kind": "MEETUP", "meets_at": "1999-01-01T10:00"}, kept=WORDS),
    Case("a meet-up at no time", "member", new_topic, 422, "still to come",
         {"title": "A", "body": WORDS, "kind": "MEETUP", "meets_at": "99999-99-99"}, kept=WORDS),
    Case("a persona of somebody else", "member", reply, 403, "", {"body": WORDS, "speak_as": "pro:nobody"}, kept=WORDS),
    Case("an edit of a version that has passed", "member", edit, 409,
         "another window", {"body": WORDS, "revision": "9"}, kept=WORDS),
    Case("an edit of what somebody else wrote", "moderator", edit, 404, "", {"body": WORDS}, kept=WORDS),
    Case("a reply to a topic that is not there", "member", lambda _w: "/t/zzzzzzzzzzzzzzzzzzzz/reply", 404,
         "", {"body": WORDS}, kept=WORDS),
    Case("a reply by somebody who has been signed out", "visitor", reply, 401, "", {"body": WORDS}, kept=WORDS),
    Case("a form that is no form", "member", reply, 422,
         "Write a few words", '{"body": "x"}', headers={"content_type": "application/json"}),
    # the small forms
    Case("a reaction that is none of the four", "moderator", lambda w: f"/p/{w.post.public_id}/react", 422,
         "four words", {"kind": "LIKE"}),
    Case("a reaction to one's own post", "member", lambda w: f"/p/{w.post.public_id}/react", 403,
         "posts of others", {"kind": "WITH_YOU"}),
    Case("a flag without a reason", "moderator", lambda w: f"/flag/post/{w.post.public_id}", 422,
         "say why", {"reason": ""}),
    Case("a flag with a reason of their own", "moderator", lambda w: f"/flag/post/{w.post.public_id}", 422,
         "", {"reason": "9" * 400}),
    Case("a flag on what does not exist", "moderator", lambda _w: "/flag/post/zzzzzzzzzzzzzzzzzzzz", 404,
         "", {"reason": "OTHER"}),
    Case("a flag on a kind that does not exist", "moderator", lambda w: f"/flag/planet/{w.post.public_id}", 404,
         "", {"reason": "OTHER"}),
    Case("a decision without a reason", "steward", lambda w: f"/desk/cases/{w.case.public_id}/decide", 422, "",
         {"verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT", "explanation": WORDS}, kept=WORDS),
    Case("a verdict that is none", "steward", lambda w: f"/desk/cases/{w.case.public_id}/decide", 422, "",
         {"verdict": "BURN", "explanation": WORDS}, kept=WORDS),
    Case("a limit without an end", "steward", lambda w: f"/desk/cases/{w.case.public_id}/decide", 422, "how long",
         {"verdict": "LIMIT", "ground": "INCOMPATIBLE_CONTENT", "canned": "HURTFUL", "days": ""}),
    Case("a look behind a byline without a reason", "steward", lambda w: f"/desk/cases/{w.case.public_id}/look", 422,
         "", {"reason": ""}),
    Case("a second appeal", "member", lambda w: f"/decisions/{w.decision.public_id}", 409,
         "appealed already", {"text": WORDS}),
    Case("an appeal by somebody else", "moderator", lambda w: f"/decisions/{w.decision.public_id}", 404,
         "", {"text": WORDS}),
    Case("an appeal with a key that is made up", "visitor",
         lambda w: f"/decisions/{w.decision.public_id}?key=abc:def", 404,
         "", method="GET"),
    Case("a draft for nowhere", "member", lambda _w: "/drafts/attic:1", 404, "", {"body": WORDS}),
    Case("a message to somebody unknown", "member", lambda _w: "/messages/to/nobody-here", 404, "", {"body": WORDS}),
    Case("an empty message", "member", lambda w: f"/messages/to/{w.mo.handle}", 422, "", {"body": " "}),
    Case("a consent to nothing we know", "member", lambda _w: "/privacy/consent/PLANETS", 404, "", {"give": "yes"}),
    Case("an unsubscribe link that is made up", "visitor", lambda _w: "/notices/unsubscribe/abc:def", 404,
         "", method="GET"),
    Case("an invitation that was never sent", "visitor", lambda _w: "/invite/" + "z" * 32, 410, "", method="GET"),
    # parameters
    Case("a page before the first", "visitor", lambda w: f"/t/{w.topic.public_id}/?after=-1", 422, "", method="GET"),
    Case("a page beyond all numbers", "visitor", lambda w: f"/t/{w.topic.public_id}/?after=" + "9" * 40, 422,
         "", method="GET"),
    Case("a place in the list that is broken", "member", lambda _w: "/me/bookmarks?place=%00%ff", 422,
         "", method="GET"),
    Case("a topic with an odd id", "visitor", lambda _w: "/t/" + "9" * 300 + "/", 404, "", method="GET"),
    Case("a page that is not there", "visitor", lambda _w: "/nowhere/at/all", 404, "find this page", method="GET"),
]  # fmt: skip


@pytest.fixture
def world() -> Scene:
    return scene.build()


def ask(client: Client, case: Case, path: str) -> Any:
    if case.method == "GET":
        return client.get(path)
    if isinstance(case.sent, str):
        return client.post(path, case.sent, content_type=case.headers.get("content_type", PLAIN))
    return client.post(path, case.sent)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what.replace(" ", "_"))
def test_what_does_not_fit_gets_its_status_its_sentence_and_its_words_back(world: Scene, case: Case) -> None:
    answer = ask(world.clients[case.role], case, case.address(world))
    page = answer.content.decode()
    assert answer.status_code == case.status
    assert case.said in page
    assert "<h1" in page or "HX-Redirect" in answer or len(page) < 300, "a page of ours, or one sentence"
    if case.kept:
        assert case.kept in page or Draft.objects.filter(body__contains=case.kept).exists()


def test_nothing_of_it_was_kept_as_a_post(world: Scene) -> None:
    before = Post.objects.count(), Flag.objects.count(), Decision.objects.count()
    for case in CASES:
        ask(world.clients[case.role], case, case.address(world))
    assert (Post.objects.count(), Flag.objects.count(), Decision.objects.count()) == before


def test_deep_nesting_is_shown_flat_and_quickly(world: Scene) -> None:
    client, began = world.clients["member"], timezone.now()
    answer = client.post(reply(world), {"body": NESTED[-39_000:], "submit_key": "deep"})
    assert answer.status_code in (302, 422)
    assert timezone.now() - began < timedelta(seconds=5)


def test_bytes_that_are_no_text_become_marks_and_nothing_else_is_lost(world: Scene) -> None:
    answer = world.clients["member"].post(reply(world), "submit_key=s&body=%ed%a0%80%ff+still+here", content_type=PLAIN)
    assert answer.status_code == 302
    assert Post.objects.order_by("-pk").first().body.endswith("still here")  # type: ignore[union-attr]  # there is one


def test_a_text_that_reads_backwards_is_kept_without_the_trick(world: Scene) -> None:
    world.clients["member"].post(reply(world), {"body": "safe \u202egnidaer\u202c words", "submit_key": "b"})
    body = Post.objects.order_by("-pk").first().body  # type: ignore[union-attr]  # there is one
    assert "\u202e" not in body
    assert "safe" in body


@pytest.mark.parametrize("end", ["expired", "used up", "withdrawn"])
def test_an_invitation_that_is_over_says_so(world: Scene, end: str) -> None:
    now = timezone.now()
    changes = {
        "expired": {"expires_at": now - timedelta(days=1)}, "used up": {"uses_left": 0},
        "withdrawn": {"withdrawn_at": now},
    }
    Invitation.objects.filter(pk=world.invitation.pk).update(**changes[end])
    dora = scene.signed_in(cast.member("dora"))
    assert dora.get(f"/invite/{world.invitation.token}").status_code == 410
    assert dora.post(f"/invite/{world.invitation.token}/join").status_code == 410
    assert not Membership.objects.filter(member__handle="dora").exists()


def test_a_form_without_its_token_is_refused_kindly_and_does_nothing(world: Scene) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.ann, backend=scene.BACKEND)
    answer = strict.post(reply(world), {"body": WORDS, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    # the words come back in a form with a fresh token: nothing that was typed is lost
    assert "Your words are all here" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert not Post.objects.filter(body__contains=WORDS).exists()


def test_a_form_from_another_site_is_refused(world: Scene) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example"})
    strict.force_login(world.ann, backend=scene.BACKEND)
    assert strict.post(f"/p/{world.reply.public_id}/withdraw").status_code == 403
    assert Post.objects.get(pk=world.reply.pk).state == "LIVE"


def test_every_form_needs_its_token_but_the_one_from_the_mail_and_the_api_with_its_own_key(world: Scene) -> None:
    """Walks all addresses that take a POST: without a token, nobody's form is read."""
    from tests.guards.tree import views
    from tests.integration.test_bad_input_walk import filled

    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(world.sue, backend=scene.BACKEND)
    unguarded = []
    for address, pattern in views():
        answer = strict.post(next(filled(address, world.holes(pattern.name or ""))), {"a": "b"})
        if answer.status_code not in (403, 405):
            unguarded.append((pattern.name, answer.status_code))
    # the API reads no cookie: without its own key it says 401, whoever is signed in, so no page can post for somebody;
    # letters of other servers are believed by their signature only, and here nobody may follow
    assert sorted(unguarded) == [
        ("ap-inbox", 404), ("guard_screen", 401), ("newsletter-leave", 404), ("notice-unsubscribe", 404),
    ]


def test_the_same_form_sent_twice_is_one_post_one_flag_and_one_decision(world: Scene) -> None:
    member, moderator = world.clients["member"], world.clients["moderator"]
    for _time in range(2):
        member.post(reply(world), {"body": "Only once, please.", "submit_key": "once"})
        moderator.post(f"/flag/post/{world.post.public_id}", {"reason": "OTHER", "note": ""})
        moderator.post(f"/desk/cases/{world.case.public_id}/decide", {"verdict": "RELEASE"})
    assert Post.objects.filter(body="Only once, please.").count() == 1
    assert Flag.objects.filter(flagger=world.mo).count() == 1
    assert Decision.objects.filter(case=world.case).count() == 1


def test_joining_withdrawing_and_deciding_twice_answer_with_a_sentence_and_change_nothing(world: Scene) -> None:
    path = f"/p/{world.reply.public_id}/withdraw"
    assert world.clients["member"].post(path).status_code == 302
    again = world.clients["member"].post(path)
    assert again.status_code == 409
    assert "taken back" in again.content.decode()


def test_what_is_absent_and_what_is_not_yours_look_the_same(world: Scene) -> None:
    """Pages about private things: the bytes of both answers are equal but for the address in them."""
    hidden = Community.objects.create(
        slug="secret", name="Secret", description="-", made_at=timezone.now(), visibility="PRIVATE"
    )
    topic = Topic.objects.create(
        community=hidden, title="A secret title", state="LIVE", made_at=timezone.now(), last_post_at=timezone.now()
    )
    for there, absent in (
        (f"/c/{hidden.slug}/", "/c/secreu/"), (f"/c/{hidden.slug}/about", "/c/secreu/about"),
        (f"/t/{topic.public_id}/", "/t/" + "z" * 20 + "/"),
    ):
        seen, unseen = (world.clients["member"].get(path) for path in (there, absent))
        assert seen.status_code == unseen.status_code == 404
        assert bare(seen) == bare(unseen)


def bare(answer: Any) -> str:
    """The page without what differs from request to request."""
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"|/[ct]/[a-z0-9]+/(?:about)?', "", answer.content.decode())
