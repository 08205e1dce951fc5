"""A register with one entry of each kind, a labelled post, and a question: for tests that look at every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from dayroom.apps.communities.models import Post
from dayroom.apps.people.models import Member
from dayroom.apps.screening.actions import accept_many, ask_if_true, load_claims
from dayroom.apps.screening.actions.labels import answer_question
from dayroom.apps.screening.actions.tokens import make_token
from dayroom.apps.screening.models import ClaimLabel, FactCheck
from dayroom.apps.screening.vocabulary import CheckOrigin
from dayroom.engines import guard


@dataclass(frozen=True, slots=True)
class Facts:
    """The public names of what was made."""

    accepted: str
    waiting: str
    question: str


def build(post: Post, asked: Post, sue: Member, ann: Member, now: datetime) -> Facts:
    """Two entries, of which one is accepted and stands under ``post``; somebody asks about ``asked``."""
    load_claims(islice(guard.shipped_claims(), 2), origin=CheckOrigin.SHIPPED, by_id=sue.pk, now=now)
    first, second = FactCheck.objects.order_by("pk")
    accept_many([first.public_id], by_id=sue.pk, byline="sue", now=now)
    ClaimLabel.objects.create(subject_kind="post", subject_id=post.pk, revision=1, fact_check=first, start=0, end=4,
                              score=0.9, made_at=now)
    answered = ask_if_true(subject=("post", post.pk), member_id=ann.pk, now=now)
    answer_question(answered, fact_check_id=first.pk, answer="", source="", by_id=sue.pk, byline="sue", now=now)
    question = ask_if_true(subject=("post", asked.pk), member_id=ann.pk, now=now)
    make_token(name="Newsletter", by_id=sue.pk, now=now)
    return Facts(first.public_id, second.public_id, question.public_id)
