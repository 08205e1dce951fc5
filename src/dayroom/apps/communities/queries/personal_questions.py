"""Questions and kept answers of one member, as plain values: for the member's own copy."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from dayroom.apps.communities.models import FaqVersion, FaqVote, TalkProposal
from dayroom.apps.communities.queries.questions import questions_asked

Rows = list[dict[str, object]]


def question_tables(member_id: int) -> Iterator[tuple[str, Rows]]:
    yield _("Questions you asked professionals"), [
        {"topic": row.topic.public_id, "about": row.specialty, "state": row.state, "private": row.private,
         "asked_at": row.asked_at.isoformat(), "helped": row.helped}
        for row in questions_asked(member_id)
    ]
    yield _("Answers you proposed to keep"), [
        {"entry": row.entry.public_id, "question": row.question, "answer": row.answer, "sources": row.sources,
         "state": row.state, "proposed_at": row.proposed_at.isoformat()}
        for row in FaqVersion.objects.filter(proposed_by_id=member_id).select_related("entry").order_by("id")
    ]
    yield _("What you said about kept answers"), [
        {"entry": row.entry.public_id, "helped": row.helped, "made_at": row.made_at.isoformat()}
        for row in FaqVote.objects.filter(member_id=member_id).select_related("entry").order_by("id")
    ]
    talks = TalkProposal.objects.filter(
        Q(proposed_by__member_id=member_id) | Q(proposed_to__member_id=member_id)
    ).select_related("post", "proposed_by", "proposed_to").order_by("id")
    yield _("Private talks between colleagues"), [
        {"post": row.post.public_id, "from": row.proposed_by.display_name, "to": row.proposed_to.display_name,
         "accepted": row.accepted, "proposed_at": row.proposed_at.isoformat()}
        for row in talks
    ]
