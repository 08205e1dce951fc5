"""Posts, as those who check facts see them; and whom to tell when a fact check changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dayroom.apps.communities.queries import truth
from dayroom.apps.communities.queries.posts import post_for
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import member_by_id
from dayroom.apps.screening.ports import LabelledText
from dayroom.apps.screening.queries import askers_of, seen_by
from dayroom.kernel.errors import NotFound


class PostTexts:
    def id_for(self, public_id: str, reader_id: int) -> int | None:
        try:
            post, _standing = post_for(member_by_id(reader_id), public_id)
        except NotFound:
            return None
        return post.pk

    def texts(self, subject_ids: Collection[int]) -> dict[int, LabelledText]:
        return {
            pk: LabelledText(title=title, url=f"/p/{name}", body_html=body_html, place=place)
            for pk, name, title, body_html, place in truth.readable_posts(subject_ids)
        }


class PostWatcher:
    """Notices about fact checks: who saw an earlier label, and who asked."""

    def label_changed(self, fact_check_id: int, version: int, now: datetime) -> None:
        tell(member_ids=seen_by(fact_check_id, before=version), kind=NoticeKind.FACT_CHANGED, now=now,
             subject=("fact_check", fact_check_id))

    def question_answered(self, question_id: int, now: datetime) -> None:
        tell(member_ids=askers_of(question_id), kind=NoticeKind.TRUTH_ANSWERED, now=now,
             subject=("truth_question", question_id))


class FactCheckNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return truth.fact_check_titles(ids)


class TruthNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return truth.truth_titles(ids, reader_id)
