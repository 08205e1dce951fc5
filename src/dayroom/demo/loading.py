"""Tell the story through everybody's own actions: each post of the demo walked the same way as any other post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile

from dayroom.apps.communities.actions import GuardSpoke, Written
from dayroom.apps.communities.actions.answers import mark_answer
from dayroom.apps.communities.actions.attachments import store_attachment
from dayroom.apps.communities.actions.care import lock_topic, pin_topic
from dayroom.apps.communities.actions.communities import About, create_community
from dayroom.apps.communities.actions.editing import edit_post
from dayroom.apps.communities.actions.following import tell_followers
from dayroom.apps.communities.actions.memberships import change_role, join
from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.actions.reactions import react
from dayroom.apps.communities.actions.sending import Sent
from dayroom.apps.communities.actions.withdrawing import withdraw_post
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.moderation.actions import decide_case
from dayroom.apps.moderation.queries import handler_of, queue
from dayroom.apps.moderation.vocabulary import Asked, Statement, Verdict
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
from dayroom.demo import pictures, story
from dayroom.demo.fact_checking import ask_one, fill_register
from dayroom.demo.story import Telling
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
REACTIONS = {"same_here": "SAME_HERE", "with_you": "WITH_YOU", "thank_you": "THANK_YOU", "helped_me": "HELPED_ME"}


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
    told = story.tellings(now)
    for done, telling in enumerate(told, start=1):
        tell_post(house, telling)
        if done % 100 == 0:
            say(f"{done} of {len(told)} posts")
    for telling in told:
        finish_post(house, telling)
    ask_one(house)
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


def tell_post(house: House, telling: Telling) -> None:
    body = telling.body
    quoted = house.posts.get((telling.topic, telling.raw.get("quotes", 0)))
    if quoted is not None:
        body = f"[[quote:{quoted.public_id}]]\n\n{body}"
    sent = _send(house, telling, body)
    house.posts[telling.topic, telling.number] = sent.post
    house.topics[telling.topic] = sent.topic
    if telling.raw.get("state") == "HELD":
        house.to_stay_held.add((telling.topic, telling.number))
    elif sent.post.state == "HELD":
        release(house, sent.post.pk, at=telling.at + timedelta(minutes=35))
        sent.topic.refresh_from_db()
    elif telling.at > house.now - timedelta(days=4):
        # older news has been read long ago
        tell_followers(post_id=sent.post.pk, now=telling.at)


def release(house: House, post_id: int, *, at: datetime) -> None:
    """The guard held it, a steward read it, and it went up: before anybody could answer."""
    sue = house.members["sue"]
    case = next(one for one in queue(handler_of(sue), Asked(), limit=200).rows if one.subject_id == post_id)
    decide_case(
        by=sue, case_public_id=case.public_id, verdict=Verdict.RELEASE, limit_until=None, now=at, statement=Statement()
    )


def _send(house: House, telling: Telling, body: str) -> Sent:
    raw, author = telling.raw, house.members[telling.author]
    written = Written(
        body=body,
        title=raw.get("title", ""),
        seeking=raw.get("seeking", ""),
        content_warning=raw.get("content_warning", ""),
        anonymous=raw.get("anonymous", False),
    )
    way: dict[str, Any] = {
        "author": author,
        "written": written,
        "now": telling.at,
        "persona": house.personas.get(raw.get("persona", "")),
        "asks_moderator": raw.get("state") == "HELD",
        "attachment_ids": _picture(house, telling),
    }
    if telling.is_opening:
        if raw.get("meets_in_days") is not None:
            way["meets_at"] = story.meeting(raw, house.now)
        way.update(
            community=house.communities[telling.community],
            kind=raw.get("kind", "TOPIC"),
            meets_where=raw.get("meets_where", ""),
        )
        submit: Callable[..., Sent] = submit_topic
    else:
        way["topic"] = house.topics[telling.topic]
        submit = submit_post
    try:
        return submit(**way)
    except GuardSpoke as spoke:
        if not spoke.decision.may_override:
            raise LookupError(
                f"demo: {telling.topic} #{telling.number} is blocked by {spoke.decision.reasons}"
            ) from spoke
        # somebody read the notice and went ahead, as people do; it is in the record
        return submit(**way, overridden=True)


def _picture(house: House, telling: Telling) -> tuple[str, ...]:
    key = telling.raw.get("image")
    if not key:
        return ()
    upload = SimpleUploadedFile(f"{key}.jpg", pictures.draw(key), "image/jpeg")
    made = store_attachment(
        uploader=house.members[telling.author], upload=upload, alt=telling.raw["alt"], now=telling.at
    )
    return (made.public_id,)


def finish_post(house: House, telling: Telling) -> None:
    """What happened to a post after it was sent: words of others, a new wording, a change of mind."""
    raw, post = telling.raw, house.posts[telling.topic, telling.number]
    post.refresh_from_db()
    topic, author = house.topics[telling.topic], house.members[telling.author]
    community = house.communities[telling.community]
    if post.state == "LIVE":
        for name, kind in REACTIONS.items():
            for handle in raw.get(name, ()):
                member = house.members[handle]
                standing = standing_in(member, community.pk)
                if standing.is_member and handle != telling.author:
                    react(member=member, post=post, standing=standing, kind=kind, now=telling.at + timedelta(hours=2))
    if raw.get("edited_body"):
        written = Written(
            body=raw["edited_body"].strip(),
            title=raw.get("title", ""),
            content_warning=raw.get("content_warning", ""),
            seeking=raw.get("seeking", ""),
            anonymous=raw.get("anonymous", False),
        )
        edit_post(
            member=author,
            post=post,
            standing=standing_in(author, community.pk),
            written=written,
            now=telling.at + timedelta(hours=raw.get("edited_after_hours") or 1),
            overridden=True,
        )
    if raw.get("state") == "WITHDRAWN":
        withdraw_post(member=author, post=post, now=telling.at + timedelta(hours=6))
    answer = house.posts.get((telling.topic, raw.get("answered_by", 0)))
    if answer is not None and answer.state == "LIVE":
        mark_answer(member=author, post=answer, now=answer.made_at + timedelta(hours=1))
    if telling.is_opening:
        moderator = house.members[moderators_of(telling.community)[0]]
        if raw.get("pinned"):
            pin_topic(by=moderator, topic=topic, pinned=True, now=telling.at)
        if raw.get("locked"):
            lock_topic(by=moderator, topic=topic, locked=True, now=house.now - timedelta(days=20))


def moderators_of(slug: str) -> list[str]:
    about = next(one for one in story.communities() if one["slug"] == slug)
    return about.get("moderators") or ["mo"]
