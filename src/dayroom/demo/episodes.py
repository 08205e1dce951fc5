"""What happened beside the posts: friendships, flags, decisions and an appeal."""

from __future__ import annotations

from datetime import timedelta

from dayroom.apps.communities.actions.memberships import note_presence
from dayroom.apps.communities.actions.reading import bookmark, mark_read
from dayroom.apps.conversations.actions.messages import send_message
from dayroom.apps.moderation.actions import appeal, decide_appeal, decide_case, flag
from dayroom.apps.moderation.queries import handler_of, queue
from dayroom.apps.moderation.vocabulary import AppealOutcome, Asked, FlagReason, Ground, Statement, Verdict
from dayroom.apps.people.actions import accept_follow, ask_to_follow
from dayroom.demo.alarms import tell_alerts
from dayroom.demo.articles import tell_articles
from dayroom.demo.desk import desk
from dayroom.demo.feedback import tell_feedback
from dayroom.demo.loading import House
from dayroom.demo.outreach import tell_outreach
from dayroom.demo.questions import questions
from dayroom.demo.telling import moderators_of


def episodes(house: House) -> None:
    friendships(house)
    letters(house)
    reading(house)
    presence(house)
    desk_work(house)
    moderation(house)
    fresh_flag(house)
    desk(house)
    questions(house)
    tell_articles(house)
    tell_outreach(house)
    tell_alerts(house)
    tell_feedback(house)


def friendships(house: House) -> None:
    pairs = [
        ("ann", "carl"),
        ("kestrel88", "ann"),
        ("old-salt", "ann"),
        ("mamabear-lu", "old-salt"),
        ("carl", "deb-and-ray"),
    ]
    for one, other in pairs:
        at = house.now - timedelta(days=200)
        ask_to_follow(follower_id=house.members[one].pk, followed_id=house.members[other].pk, now=at)
        accept_follow(member_id=house.members[other].pk, follower_id=house.members[one].pk, now=at + timedelta(hours=5))
    ask_to_follow(
        follower_id=house.members["teo-nights"].pk,
        followed_id=house.members["ann"].pk,
        now=house.now - timedelta(days=1),
    )


def letters(house: House) -> None:
    lines = [
        (
            "kestrel88",
            "ann",
            6,
            "gary said 2.1 at four this morning and i was eating toast at the time. toast!! how is yours behaving",
        ),
        (
            "ann",
            "kestrel88",
            5,
            "Mine lies only on Sundays. Did you finger-prick? I always think I will and then I eat the toast instead.",
        ),
        ("kestrel88", "ann", 5, "pricked. 7.4. gary is going in the sock drawer"),
        (
            "old-salt",
            "ann",
            2,
            "The boy wrote to me about the egg pan. I have answered him in full. Thought you would like to know.",
        ),
    ]
    for sender, to, days, words in lines:
        send_message(
            sender=house.members[sender], to=house.members[to], body=words, now=house.now - timedelta(days=days)
        )


def reading(house: House) -> None:
    """Ann has read most of her place, and kept a few things."""
    ann, kept = house.members["ann"], 0
    for (key, number), post in house.posts.items():
        if number == 1 and post.topic.community.slug == "diabetes" and post.made_at < house.now - timedelta(days=9):
            last = max(n for k, n in house.posts if k == key)
            mark_read(
                member_id=ann.pk, topic_id=post.topic_id, position=max(1, last - 1), now=house.now - timedelta(days=3)
            )
            if kept < 3 and post.state == "LIVE":
                bookmark(member=ann, post=post, now=house.now - timedelta(days=3))
                kept += 1


def presence(house: House) -> None:
    """Those who look after a place have been there lately; one place has been left alone for a while."""
    for slug, community in house.communities.items():
        for handle in moderators_of(slug):
            was = house.now - timedelta(days=33 if slug == "epilepsy" else 1)
            note_presence(member_id=house.members[handle].pk, community_id=community.pk, last_active_at=None, now=was)


def desk_work(house: House) -> None:
    """What the guard held long ago has been looked at long ago: stories released, the seller of cures removed."""
    sue = house.members["sue"]
    kept_back = {post.pk for key, post in house.posts.items() if key in house.to_stay_held}
    for case in queue(handler_of(sue), Asked(), limit=200).rows:
        if case.opened_at > house.now - timedelta(days=3):
            continue
        removed = case.subject_id in kept_back
        decide_case(
            by=sue,
            case_public_id=case.public_id,
            verdict=Verdict.REMOVE if removed else Verdict.RELEASE,
            limit_until=None,
            now=case.opened_at + timedelta(minutes=35),
            statement=statement(
                "rule 5", "Nothing is sold here, and no cures.", "The guard held the post. A person read it."
            )
            if removed
            else Statement(),
        )


def moderation(house: House) -> None:
    """One thing decided and appealed, one flagged this morning, and what the guard held still waiting."""
    mo, sue = house.members["mo"], house.members["sue"]
    told = [
        post
        for (key, number), post in house.posts.items()
        if number > 3 and post.state == "LIVE" and post.author_id and post.topic.community.slug == "chronic-pain"
    ]
    old = next(post for post in told if post.author_id not in (mo.pk, sue.pk) and not post.persona_id)
    at = house.now - timedelta(days=40)
    flagger = (
        house.members["bad-knees-bev"]
        if old.author_id != house.members["bad-knees-bev"].pk
        else house.members["old-salt"]
    )
    made, _fresh = flag(
        member_id=flagger.pk,
        subject_kind="post",
        subject_public_id=old.public_id,
        reason=FlagReason.ADVICE,
        note="It reads as if we should all try this.",
        now=at,
    )
    decision = decide_case(
        by=mo,
        case_public_id=made.case.public_id,
        verdict=Verdict.HIDE,
        limit_until=None,
        now=at + timedelta(hours=3),
        statement=statement(
            "rule 1",
            "Say what you did, not what others should do.",
            "The post was flagged by a member. A moderator read it.",
        ),
    )
    author = next(member for member in house.members.values() if member.pk == old.author_id)
    asked = appeal(
        member_id=author.pk,
        decision_public_id=decision.public_id,
        now=at + timedelta(days=1),
        text="I only told what my own physio and I did. I never told anyone to do it.",
    )
    decide_appeal(
        by=sue,
        appeal_public_id=asked.public_id,
        outcome=AppealOutcome.OVERTURNED,
        now=at + timedelta(days=2),
        answer="You are right. It is your own story and it stays. Thank you for asking.",
    )


def fresh_flag(house: House) -> None:
    """Flagged this morning: somebody wonders whether it is true."""
    fresh = next(
        post
        for (key, number), post in house.posts.items()
        if number > 2 and post.state == "LIVE" and post.topic.community.slug == "long-covid" and post.author_id
    )
    flag(
        member_id=house.members["quiet-hobbit"].pk
        if fresh.author_id != house.members["quiet-hobbit"].pk
        else house.members["ann"].pk,
        subject_kind="post",
        subject_public_id=fresh.public_id,
        reason=FlagReason.FALSE_HEALTH,
        note="Is this true? I could not find it anywhere.",
        now=house.now - timedelta(hours=5),
    )


def statement(reference: str, explanation: str, facts: str) -> Statement:
    return Statement(ground=Ground.RULES, reference=reference, explanation=explanation, facts=facts)
