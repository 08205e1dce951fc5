"""What erasure does to questions and kept answers: the person goes, what others can use stays without them."""

from __future__ import annotations

from django.db.models import Q

from dayroom.apps.communities.actions.faq import recount
from dayroom.apps.communities.actions.question_states import FREE
from dayroom.apps.communities.models import FaqEntry, FaqVersion, FaqVote, Question, TalkProposal
from dayroom.apps.communities.queries.questions import questions_asked
from dayroom.apps.communities.vocabulary import QuestionState, Specialty


def erase_questions(member_id: int) -> None:
    """Called while the bylines still say which questions were theirs."""
    asked = list(questions_asked(member_id).values_list("pk", flat=True))
    Question.objects.filter(pk__in=asked).update(
        state=QuestionState.WITHDRAWN, specialty=Specialty.GENERAL, helped=None, helped_at=None, **FREE
    )
    Question.objects.filter(taken_by__member_id=member_id, state=QuestionState.TAKEN).update(
        state=QuestionState.WAITING, **FREE
    )
    Question.objects.filter(handed_over_by__member_id=member_id).update(handed_over_by=None)
    FaqEntry.objects.filter(question_id__in=asked).update(question=None)
    _erase_from_faq(member_id)
    TalkProposal.objects.filter(
        Q(proposed_by__member_id=member_id) | Q(proposed_to__member_id=member_id)
    ).delete()


def _erase_from_faq(member_id: int) -> None:
    """An accepted entry is the site's own by then: it stays, without a name, and its desk sees that it has no owner."""
    votes = FaqVote.objects.filter(member_id=member_id)
    touched = list(votes.values_list("entry_id", flat=True))
    votes.delete()
    for entry_id in touched:
        recount(entry_id)
    FaqEntry.objects.filter(owner_id=member_id).update(owner=None, owner_persona=None)
    FaqVersion.objects.filter(proposed_by_id=member_id).update(proposed_by=None)
    FaqVersion.objects.filter(decided_by_id=member_id).update(decided_by=None)
