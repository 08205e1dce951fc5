"""What articles offer to lower apps, and the door of their own steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.library.actions.forgetting import forget_member
from dayroom.apps.library.actions.publishing import withdraw_article
from dayroom.apps.library.actions.reviews import decide
from dayroom.apps.library.models import ArticlePage
from dayroom.apps.library.ports import REVIEWS
from dayroom.apps.library.queries.records import exported_tables
from dayroom.apps.library.queries.reviews import decider_of, due_for_review, newest_page, unclear_waiting, waiting_for
from dayroom.apps.library.rules.articles import check_may_decide
from dayroom.apps.library.vocabulary.articles import ARTICLE_KIND, WRITER_ROLES
from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart
from dayroom.apps.notices.ports import NOTICE_SUBJECTS
from dayroom.apps.people.ports import AUTHORIZED_SUBJECTS
from dayroom.apps.people.queries import member_by_id
from dayroom.kernel.errors import Refused
from dayroom.platform.ports import CHECKUPS, PERSONAL_DATA

if TYPE_CHECKING:
    from wagtail.models import TaskState

    from dayroom.apps.people.models import Member


class ReviewDoor:
    def decide(self, *, task_state: TaskState, by: Member, approve: bool, words: str) -> None:
        decide(task_state=task_state, by=by, approve=approve, words=words, now=timezone.now())

    def may_decide(self, *, article_id: int, step: str, by: Member) -> bool:
        page = newest_page(ArticlePage.objects.get(pk=article_id))
        try:
            check_may_decide(step, decider_of(page, step, by, now=timezone.now()))
        except Refused:
            return False
        return True


class ArticleNotices:
    """People of the desk are led there; an author without a desk to what readers see, once it is out."""

    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        rows = ArticlePage.objects.filter(pk__in=list(ids))
        if member_by_id(reader_id).has_role(*WRITER_ROLES):
            return {
                row.pk: (row.draft_title or row.title, reverse("article-desk", args=[row.public_id])) for row in rows
            }
        return {row.pk: (row.title, reverse("article-show", args=[row.slug])) for row in rows if row.live}


class AuthorizedArticles:
    def describe(self, ids: Collection[int]) -> dict[int, tuple[str, str]]:
        rows = ArticlePage.objects.filter(pk__in=list(ids))
        return {row.pk: (row.title, reverse("article-desk", args=[row.public_id])) for row in rows}

    def take_down(self, subject_id: int, *, now: datetime) -> None:
        article = ArticlePage.objects.filter(pk=subject_id).first()
        if article is not None:
            withdraw_article(article=article, by=None, words="", now=now)


class LibraryDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(WRITER_ROLES):
            return []
        today = timezone.localdate(now)
        late = sum(1 for page in due_for_review(today) if page.review_by and page.review_by < today)
        return [
            DeskPart(
                title=str(_("Library")), url=reverse("library-desk"), count=len(waiting_for(member_by_id(member_id))),
                note=str(_("Texts that wait for your review; drafts, plans and review days.")), urgent=False,
            ),
            DeskPart(
                title=str(_("Articles past their review day")), url=reverse("library-due"), count=late,
            ),
            DeskPart(
                title=str(_("What readers still ask")), url=reverse("library-feedback"),
                count=unclear_waiting().count(),
            ),
        ]


class LibraryData:
    title: str = _("Library")  # type: ignore[assignment]  # read later, in the reader's language

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        return exported_tables(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        forget_member(member_id)


class LibraryCheckup:
    def sentences(self) -> Iterable[str]:
        today = timezone.localdate()
        late = sum(1 for page in due_for_review(today) if page.review_by and page.review_by < today)
        if late:
            yield f"{late} article(s) are past their review day. The desk lists them at /desk/library/due."


REVIEWS.plug("reviews", ReviewDoor())
NOTICE_SUBJECTS.plug(ARTICLE_KIND, ArticleNotices())
AUTHORIZED_SUBJECTS.plug(ARTICLE_KIND, AuthorizedArticles())
DESK_PARTS.plug("library", LibraryDesk())
PERSONAL_DATA.plug("library", LibraryData())
CHECKUPS.plug("library", LibraryCheckup())
