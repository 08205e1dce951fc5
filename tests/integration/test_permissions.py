"""Every cell of the permission table, over HTTP. The world is built once; what a cell changes is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dayroom.apps.communities.actions.indexing import index_topic
from dayroom.apps.communities.actions.posts import submit_topic
from dayroom.apps.communities.actions.withdrawing import withdraw_post
from dayroom.apps.communities.models import Bookmark, Community, Membership, Post, Question, Reaction, Topic
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import POST_KIND, JoinPolicy, MembershipRole, MembershipState, PostState
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.models import Decision, Flag
from dayroom.apps.moderation.ports import SUBJECTS
from dayroom.apps.moderation.vocabulary import Source
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import MemberState, Role
from tests import cast
from tests.integration.permissions import DESKS, KINDS, ROLES, STATES, TABLE, cells, rows

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AUTHORS = ("author", "anonymous author", "moderator, own words")


@dataclass(frozen=True, slots=True)
class Thing:
    """One topic in one state, with the words by which it is found, and its case."""

    topic: Topic
    post: Post
    title: str
    word: str
    case_id: str


@dataclass(slots=True)
class World:
    places: dict[str, Community] = field(default_factory=dict)
    things: dict[tuple[str, str, str], Thing] = field(default_factory=dict)  # (kind, letter, author role)
    clients: dict[str, Client] = field(default_factory=dict)
    pages: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    asked: dict[tuple[str, str], bool] = field(default_factory=dict)

    def thing(self, role: str, kind: str, letter: str) -> Thing:
        return self.things[kind, letter, role if role in AUTHORS else "author"]

    def get(self, role: str, path: str) -> tuple[int, str]:
        """A page, fetched once per role."""
        if (role, path) not in self.pages:
            answer = self.clients[role].get(path)
            self.pages[role, path] = (answer.status_code, answer.content.decode())
        return self.pages[role, path]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, no_contexts: None) -> Iterator[World]:
    """Everything in one transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built()
        transaction.set_rollback(True)


def built() -> World:
    made, now = World(), timezone.now() - timedelta(minutes=5)
    people = {role: cast.member(role.replace(" ", "-").replace(",", "")) for role in ROLES if role != "visitor"}
    cast.with_role(people["steward"], Role.STEWARD)
    elsewhere = Community.objects.create(slug="elsewhere", name="Elsewhere", description="Another place.", made_at=now)
    join(elsewhere, people["moderator elsewhere"], now, role=MembershipRole.MODERATOR)
    for kind in KINDS:
        made.places[kind] = place(kind, people, now)
        for letter in STATES:
            for role in AUTHORS:
                made.things[kind, letter, role] = thing(made.places[kind], letter, role, people, now)
    Member.objects.filter(pk=people["limited"].pk).update(state=MemberState.LIMITED, state_until=None)
    for role in ROLES:
        made.clients[role] = Client()
        if role != "visitor":
            made.clients[role].force_login(people[role], backend=BACKEND)
    # suspended while signed in: the session must end by itself
    Member.objects.filter(pk=people["suspended"].pk).update(state=MemberState.SUSPENDED, state_until=None)
    return made


def place(kind: str, people: dict[str, Member], now: Any) -> Community:
    made = Community.objects.create(
        slug=f"place-{kind.lower()}", name=f"Place {kind.lower()}", description="A place to test.", made_at=now,
        visibility=kind, join_policy=JoinPolicy.ASK,
    )
    parts = {"peer supporter": MembershipRole.PEER_SUPPORTER, "moderator": MembershipRole.MODERATOR,
             "moderator, own words": MembershipRole.MODERATOR}
    for role, person in people.items():
        if role in ("outsider", "steward", "moderator elsewhere"):
            continue
        state = MembershipState.BANNED if role == "banned" else MembershipState.ACTIVE
        join(made, person, now, role=parts.get(role, MembershipRole.MEMBER), state=state)
    return made


def join(where: Community, person: Member, now: Any, **fields: Any) -> None:
    Membership.objects.create(community=where, member=person, since=now, **fields)


def thing(where: Community, letter: str, role: str, people: dict[str, Member], now: Any) -> Thing:
    """A topic, brought into its state by the actions that bring topics there."""
    author = people[role]
    number = f"{where.pk}{letter.lower()}{AUTHORS.index(role)}"
    word, title = f"qopple{number}", f"Titular{number} question"
    sent = submit_topic(
        author=author, community=where, now=now, asks_moderator=letter == "H",
        written=Written(title=title, body=f"I wonder about the {word} today.", anonymous=role == "anonymous author"),
    )
    subject, by = SUBJECTS[POST_KIND], people["steward"].pk
    if letter == "I":
        subject.hide(sent.post.pk, by_id=by, now=now)
    elif letter == "R":
        subject.remove(sent.post.pk, by_id=by, now=now)
    elif letter == "W":
        withdraw_post(member=author, post=sent.post, now=now)
    elif letter == "P":
        Topic.objects.filter(pk=sent.topic.pk).update(pinned=True)
        index_topic(sent.topic.pk)
    case = open_case(
        subject=(POST_KIND, sent.post.pk), scope_id=where.pk, anonymous=role == "anonymous author", priority=2,
        author_id=None if role == "anonymous author" else author.pk, source=Source.MEMBER, reasons=["OTHER"], now=now,
    )
    return Thing(topic=sent.topic, post=sent.post, title=title, word=word, case_id=case.public_id)


# --- how each action is tried, and how its success is seen -----------------------------------------------------------
def sees_community(world: World, role: str, kind: str, letter: str) -> bool:
    return world.get(role, f"/c/{world.places[kind].slug}/")[0] == 200


def sees_title_in_list(world: World, role: str, kind: str, letter: str) -> bool:
    return world.thing(role, kind, letter).title in world.get(role, f"/c/{world.places[kind].slug}/")[1]


def sees_title(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return made.title in world.get(role, f"/t/{made.topic.public_id}/")[1]


def reads(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return made.word in world.get(role, f"/t/{made.topic.public_id}/")[1]


def finds(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    status, page = world.get(role, f"/search?q={made.word}")
    assert status == 200
    return made.title in page


def trying(world: World, role: str, path: str, fields: dict[str, Any], happened: Callable[[], bool]) -> bool:
    """Send the form, see whether it happened, take it back."""
    with transaction.atomic():
        before = happened()
        world.clients[role].post(path, fields)
        done = not before and happened()
        transaction.set_rollback(True)
    return done


def replies(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return trying(
        world, role, f"/t/{made.topic.public_id}/reply", {"body": "Thank you for asking this.", "submit_key": "k"},
        lambda: Post.objects.filter(topic=made.topic).count() > 1,
    )


def asks_professional(world: World, role: str, kind: str, letter: str) -> bool:
    """The same whatever the state of the topic: tried once for each role and kind."""
    where = world.places[kind]
    if (role, kind) not in world.asked:
        world.asked[role, kind] = trying(
            world, role, f"/c/{where.slug}/ask-a-professional", {"title": "Why is that", "body": "I wonder why."},
            Question.objects.filter(topic__community=where).exists,
        )
    return world.asked[role, kind]


def edits(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return trying(
        world, role, f"/p/{made.post.public_id}/edit",
        {"body": "I wonder about something else.", "title": "Another title", "revision": "1"},
        lambda: Post.objects.get(pk=made.post.pk).revision == 2,
    )


def withdraws(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return trying(world, role, f"/p/{made.post.public_id}/withdraw", {},
                  lambda: Post.objects.get(pk=made.post.pk).state == PostState.WITHDRAWN)


def reacts(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return trying(world, role, f"/p/{made.post.public_id}/react", {"kind": "WITH_YOU"},
                  Reaction.objects.filter(post=made.post).exists)


def flags(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return trying(world, role, f"/flag/{POST_KIND}/{made.post.public_id}", {"reason": "OTHER", "note": ""},
                  Flag.objects.filter(case__subject_id=made.post.pk).exists)


def bookmarks(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return trying(world, role, f"/p/{made.post.public_id}/bookmark", {}, Bookmark.objects.filter(post=made.post).exists)


def opens_case(world: World, role: str, kind: str, letter: str) -> bool:
    return world.get(role, f"/desk/cases/{world.thing(role, kind, letter).case_id}")[0] == 200


def decides(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return trying(
        world, role, f"/desk/cases/{made.case_id}/decide",
        {"verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT", "canned": "OFF_TOPIC"},
        Decision.objects.filter(case__public_id=made.case_id).exists,
    )


def decides_together(world: World, role: str, kind: str, letter: str) -> bool:
    made = world.thing(role, kind, letter)
    return trying(
        world, role, "/desk/cases/together",
        {"case": [made.case_id], "verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT", "canned": "OFF_TOPIC"},
        Decision.objects.filter(case__public_id=made.case_id).exists,
    )


TRIES: dict[str, Callable[[World, str, str, str], bool]] = {
    "see the community": sees_community,
    "see the title in the list": sees_title_in_list,
    "open the topic and see its title": sees_title,
    "read the post": reads,
    "find it by search": finds,
    "reply": replies,
    "ask a professional in the community": asks_professional,
    "edit": edits,
    "withdraw": withdraws,
    "react": reacts,
    "flag": flags,
    "bookmark": bookmarks,
    "open the case": opens_case,
    "decide the case": decides,
    "decide it together with others": decides_together,
}


def test_the_table_has_a_cell_for_everyone_everywhere() -> None:
    assert set(TABLE) == set(TRIES)
    for action in TABLE:
        assert list(rows(action)) == list(ROLES), action
        for by_kind in rows(action).values():
            for cell in by_kind:
                assert [mark for mark, letter in zip(cell, STATES, strict=True) if mark not in (letter, "-")] == []


@pytest.mark.django_db
@pytest.mark.timeout(300)
@pytest.mark.parametrize("action", list(TABLE))
def test_everyone_may_do_exactly_what_the_table_says(world: World, action: str) -> None:
    wrong = [
        f"{role} / {kind} / {STATES[letter]}: {'may not' if expected else 'may'}"
        for role, kind, letter, expected in cells(action)
        if TRIES[action](world, role, kind, letter) is not expected
    ]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.timeout(300)
@pytest.mark.parametrize("path", list(DESKS))
def test_a_desk_opens_to_those_it_is_for(world: World, path: str) -> None:
    assert {role for role in ROLES if world.get(role, path)[0] == 200} == DESKS[path]
