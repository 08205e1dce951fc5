"""What notices offer to ports of lower apps, and what they say about people, whose app stands below."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from dayroom.apps.notices import actions, queries
from dayroom.apps.notices.ports import NOTICE_SUBJECTS
from dayroom.apps.people.ports import MEMBER_NEWS
from dayroom.apps.people.queries import authorization_cards, credential_cards, member_cards, policy_cards
from dayroom.platform.ports import PERSONAL_DATA


class NoticesData:
    title: str = gettext_lazy("Notices")  # type: ignore[assignment]  # read in the reader's language

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        yield gettext("notices"), queries.records_about(member_id)
        chosen = queries.modes_of(member_id)
        names = {scope.id: scope.name for scope in queries.scopes_of(member_id)}
        choices: list[dict[str, object]] = [
            {"place": names.get(scope_id or 0, ""), "mode": mode} for scope_id, mode in chosen.items()
        ]
        yield gettext("choices"), choices

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        actions.forget_notices(member_id)


class Members:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return member_cards(ids)


class Licences:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return credential_cards(ids, reader_id)


class Policies:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return policy_cards(ids)


class SignedPapers:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return authorization_cards(ids, reader_id)


class News:
    def tell(self, *, member_id: int, kind: str, now: datetime, actor_id: int | None, subject: tuple[str, int]) -> None:
        actions.tell(member_ids=[member_id], kind=kind, now=now, actor_id=actor_id, subject=subject)


PERSONAL_DATA.plug("notices", NoticesData())
NOTICE_SUBJECTS.plug("member", Members())
NOTICE_SUBJECTS.plug("credential", Licences())
NOTICE_SUBJECTS.plug("policy", Policies())
NOTICE_SUBJECTS.plug("authorization", SignedPapers())
MEMBER_NEWS.plug("notices", News())
