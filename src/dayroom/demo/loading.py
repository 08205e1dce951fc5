"""Make the people and the places of the story through everybody's own actions, then tell it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password

from dayroom.apps.communities.actions.communities import About, create_community
from dayroom.apps.communities.actions.memberships import change_role, join
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.people.actions import (
    accept_credential,
    claim_credential,
    confirm_email,
    grant_role,
    open_account,
    register_member,
    remember_factors,
)
from dayroom.apps.people.vocabulary import Role
from dayroom.demo import story
from dayroom.demo.fact_checking import ask_one, fill_register
from dayroom.demo.faq import tell_faq
from dayroom.demo.health import tell_health
from dayroom.demo.learning import tell_learning
from dayroom.demo.listening import tell_listening
from dayroom.demo.news import tell_news
from dayroom.demo.telling import finish_post, tell_post
from dayroom.demo.training import train

PASSWORD = "a-day-in-the-dayroom"  # of every demo account; nothing real ever lives in a demo
TEST_NUMBERS = {"US": ("NPI", "1234567893"), "GB": ("OTHER", "published test number"), "": ("OTHER", "test")}
ROLES_GIVEN = {
    Role.COMMUNICATIONS_OFFICER,
    Role.ANALYST,
    Role.RESEARCHER,
    Role.STEWARD,
    Role.AUDITOR,
    Role.OWNER,
    Role.CARER,
}


@dataclass
class House:
    """What has been made so far, by the names the story uses."""

    now: datetime
    say: Callable[[str], None]
    members: dict[str, Any] = field(default_factory=dict)
    personas: dict[str, Any] = field(default_factory=dict)
    communities: dict[str, Any] = field(default_factory=dict)
    topics: dict[str, Any] = field(default_factory=dict)
    posts: dict[tuple[str, int], Any] = field(default_factory=dict)
    hashed: str = field(default_factory=lambda: make_password(PASSWORD))
    to_stay_held: set[tuple[str, int]] = field(default_factory=set)  # the story says: a moderator keeps this back


def build(*, now: datetime, say: Callable[[str], None]) -> House:
    """People, communities, then everything that was said, in the order of time."""
    house = House(now=now, say=say)
    for person in story.people():
        make_member(house, person)
    for person in story.people():
        if "persona" in person:
            make_persona(house, person)
    train(house)
    say(f"{len(house.members)} people")
    for about in story.communities():
        make_community(house, about)
    say(f"{len(house.communities)} communities")
    fill_register(house)
    tell_learning(house)
    tell_faq(house)
    tell_news(house)
    told = story.tellings(now)
    for done, telling in enumerate(told, start=1):
        tell_post(house, telling)
        if done % 100 == 0:
            say(f"{done} of {len(told)} posts")
    for telling in told:
        finish_post(house, telling)
    ask_one(house)
    tell_health(house)
    tell_listening(house)
    say(f"{len(house.topics)} topics with {len(told)} posts")
    return house


def make_member(house: House, person: dict[str, Any]) -> None:
    joined = house.now - timedelta(days=person["joined_days_ago"])
    member = register_member(
        handle=person["handle"],
        email=f"{person['handle']}@example.org",
        password=None,
        now=joined,
        language=person["language"],
        about=person.get("about", ""),
        country=person.get("country", ""),
        time_zone=person.get("time_zone", "UTC"),
    )
    # one hash for all of them: hashing is slow on purpose, and the password is printed on the screen anyway
    member.password = house.hashed
    member.save(update_fields=["password"])
    confirm_email(member_id=member.pk)
    open_account(
        member=member, purposes=["TERMS", "HEALTH_DATA", "DIGEST_MAIL"], language=person["language"], now=joined
    )
    for role in person["roles"]:
        if role in ROLES_GIVEN:
            grant_role(member_id=member.pk, role=role, by_id=None, now=joined)
    if set(person["roles"]) - {"MEMBER", "CARER", "PEER_SUPPORTER"}:
        # desks and professional faces open with a second factor only: a real one, whose secret nobody needs,
        # because the demo's entrance stands in for the whole sign-in
        TOTP.activate(member, generate_totp_secret())
        remember_factors(member_id=member.pk, now=joined)
    member.refresh_from_db()
    house.members[person["handle"]] = member


def make_persona(house: House, person: dict[str, Any]) -> None:
    member, face = house.members[person["handle"]], person["persona"]
    then = member.joined_at + timedelta(hours=3)
    register, number = TEST_NUMBERS.get(person.get("country", ""), TEST_NUMBERS[""])
    claim = claim_credential(
        member=member,
        persona={key: face.get(key, "") for key in ("handle", "display_name", "profession", "employer", "interests")},
        register=register,
        country=person.get("country", ""),
        number=number,
        evidence="Seen in the public register.",
        now=then,
    )
    until: date = (house.now + timedelta(days=face["verified_until_days"])).date()
    # checked again a month ago, as licences are
    accept_credential(
        public_id=claim.public_id,
        by_id=house.members["sue"].pk,
        until=until,
        note="Register page seen.",
        now=house.now - timedelta(days=30),
    )
    member.refresh_from_db()
    claim.persona.refresh_from_db()
    house.personas[face["handle"]] = claim.persona


def make_community(house: House, about: dict[str, Any]) -> None:
    sue, opened = house.members["sue"], house.now - timedelta(days=729)
    moderators = about.get("moderators") or ["mo"]
    made = create_community(
        by=sue,
        about=About(
            name=about["name"],
            description=about["description"],
            conditions=tuple(about.get("conditions", ())),
            rules=about.get("rules", ""),
            welcome=about.get("welcome", ""),
            language=about.get("language", "en"),
            join_policy="INVITED" if about["visibility"] == "PRIVATE" else "OPEN",
            crisis_rules=about.get("crisis_rules", False),
        ),
        now=opened,
        visibility=about["visibility"],
        audience=about.get("audience", "EVERYONE"),
        slug=about["slug"],
        moderator_id=house.members[moderators[0]].pk,
    )
    house.communities[about["slug"]] = made
    wanted = dict.fromkeys([*moderators, *about.get("peer_supporters", ()), *about.get("members", ())])
    for handle in wanted:
        member = house.members[handle]
        if not standing_in(member, made.pk).is_member:
            join(member=member, community=made, now=member.joined_at + timedelta(hours=1), invited=True)
    by = house.members[moderators[0]]
    for handle in moderators[1:]:
        change_role(by=by, community=made, member_id=house.members[handle].pk, role="MODERATOR", now=opened)
    for handle in about.get("peer_supporters", ()):
        if handle not in moderators:
            change_role(by=by, community=made, member_id=house.members[handle].pk, role="PEER_SUPPORTER", now=opened)
