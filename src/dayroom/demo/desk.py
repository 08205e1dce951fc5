"""What the desk looks like after a while: who is on call, what was decided, a strike, a second person, second looks."""

from __future__ import annotations

from datetime import timedelta

from dayroom.apps.moderation.actions import add_shift, decide_case, flag
from dayroom.apps.moderation.actions.bulk import decide_together
from dayroom.apps.moderation.actions.canned import word_reason
from dayroom.apps.moderation.actions.samples import draw_sample, look_again, monday_of
from dayroom.apps.moderation.queries import handler_of
from dayroom.apps.moderation.queries.canned import canned_both
from dayroom.apps.moderation.queries.samples import looks_waiting
from dayroom.apps.moderation.vocabulary import Extras, FlagReason, Ground, Statement, Verdict
from dayroom.demo.loading import House
from dayroom.demo.story import CAST

# what members flagged in the last months, in a circle, and what was decided; nothing of the story goes from view
FLAGGED = (
    (FlagReason.ADVICE, Verdict.WARN), (FlagReason.SELLING, Verdict.RELEASE), (FlagReason.FALSE_HEALTH, Verdict.WARN),
    (FlagReason.HARASSMENT, Verdict.RELEASE), (FlagReason.SPAM, Verdict.RELEASE), (FlagReason.PRIVACY, Verdict.RELEASE),
    (FlagReason.ADVICE, Verdict.RELEASE),
)
CASES = 28
WHY = Statement(ground=Ground.RULES, reference="rule 1", explanation="Say what you did, not what others should do.")


def desk(house: House) -> None:
    rota(house)
    reasons(house)
    months(house)
    second_looks(house)
    alike(house)


def rota(house: House) -> None:
    """Mo now, Sue from tonight, Mo again the day after."""
    start = house.now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=6)
    for number, handle in enumerate(("mo", "sue", "mo")):
        begin = start + timedelta(hours=12 * number)
        member = house.members[handle]
        add_shift(by=member, member_id=member.pk, starts_at=begin, ends_at=begin + timedelta(hours=12),
                  now=house.now - timedelta(days=2))


def reasons(house: House) -> None:
    """Sue has worded one of the ready-made reasons in her own way."""
    words = canned_both("OFF_TOPIC")
    words["text_en"] = "This belongs in another community here, where people wait for it. Please post it there."
    words["text_es"] = "Esto encaja mejor en otra comunidad de aquí, donde esperan estas historias. Publícalo allí."
    word_reason(by=house.members["sue"], code="OFF_TOPIC", words=words, seen_version=0,
                now=house.now - timedelta(days=70))


def months(house: House) -> None:
    """A flag every few days, each looked at by Mo within hours; two of the decisions came with a strike."""
    mo, sue = house.members["mo"], house.members["sue"]
    bev = house.members["bad-knees-bev"]
    mine, staff = set(handler_of(mo).scopes), {house.members[handle].pk for handle in (*CAST, bev.handle)}
    told = [post for post in house.posts.values()
            if post.state == "LIVE" and post.author_id and post.byline_number is None and not post.persona_id
            and post.topic.community_id in mine and post.author_id not in staff
            and post.topic.community.visibility == "PUBLIC" and post.position > 2
            and post.made_at < house.now - timedelta(days=95)]
    for number, post in enumerate(told[:: max(1, len(told) // CASES)][:CASES]):
        reason, verdict = FLAGGED[number % len(FLAGGED)]
        at = house.now - timedelta(days=90 - 3 * number, hours=number % 9)
        made, _fresh = flag(member_id=bev.pk, subject_kind="post", subject_public_id=post.public_id, reason=reason,
                            note="", now=at)
        decide_case(by=mo if number % 4 else sue, case_public_id=made.case.public_id, verdict=verdict, limit_until=None,
                    now=at + timedelta(hours=1 + number % 7), statement=WHY,
                    extras=Extras(strike=verdict == Verdict.WARN and number > 5))


def second_looks(house: House) -> None:
    """The last full weeks were drawn; Sue and Mo have looked at some of each other's."""
    week = monday_of(house.now.date()) - timedelta(days=7)
    for back in range(6):
        draw_sample(week - timedelta(days=7 * back), house.now - timedelta(days=7 * back))
    for handle in ("sue", "mo"):
        member = house.members[handle]
        waiting = looks_waiting(handler_of(member)).rows
        for number, look in enumerate(waiting[: max(0, len(waiting) - 2)]):
            look_again(by=member, public_id=look.public_id, agrees=number != 1, now=house.now - timedelta(days=1))


def alike(house: House) -> None:
    """Three times the same flag on a harmless thing: let through together."""
    mo, old_salt = house.members["mo"], house.members["old-salt"]
    told = [post for post in house.posts.values()
            if post.state == "LIVE" and post.topic.community.slug == "heart-failure" and post.position > 1
            and post.author_id not in (None, mo.pk, old_salt.pk)][:3]
    at = house.now - timedelta(days=3)
    ids = [flag(member_id=old_salt.pk, subject_kind="post", subject_public_id=post.public_id, reason=FlagReason.OTHER,
                note="Is this allowed?", now=at)[0].case.public_id for post in told]
    if ids:
        decide_together(by=mo, case_public_ids=ids, verdict=Verdict.RELEASE, statement=Statement(), canned_code="",
                        now=at + timedelta(hours=2))
