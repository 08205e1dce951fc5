"""What was said in the demo, and what became of it: each post walked the same way as any other post."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dayroom.apps.communities.actions import GuardSpoke, Written
from dayroom.apps.communities.actions.answers import mark_answer
from dayroom.apps.communities.actions.attachments import store_attachment
from dayroom.apps.communities.actions.care import lock_topic, pin_topic
from dayroom.apps.communities.actions.editing import edit_post
from dayroom.apps.communities.actions.following import tell_followers
from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.actions.reactions import react
from dayroom.apps.communities.actions.sending import Sent
from dayroom.apps.communities.actions.withdrawing import withdraw_post
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.moderation.actions import decide_case
from dayroom.apps.moderation.queries import handler_of, queue
from dayroom.apps.moderation.vocabulary import Asked, Statement, Verdict
from dayroom.demo import pictures, story

if TYPE_CHECKING:
    from dayroom.demo.loading import House
    from dayroom.demo.story import Telling

REACTIONS = {"same_here": "SAME_HERE", "with_you": "WITH_YOU", "thank_you": "THANK_YOU", "helped_me": "HELPED_ME"}


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
