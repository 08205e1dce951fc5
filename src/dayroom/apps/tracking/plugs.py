"""What the record offers to lower apps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from dayroom.apps.moderation.ports import DESK_PARTS, SUBJECTS, DeskPart, SubjectCard
from dayroom.apps.notices.ports import NOTICE_SUBJECTS
from dayroom.apps.people.ports import BLOCK_WATCHERS, CONSENT_WATCHERS, PROFILE_PARTS, PROFILE_WATCHERS
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.cards import narrowed, note_cards_seen, put_cards, take_cards_back
from dayroom.apps.tracking.actions.carers import end_between
from dayroom.apps.tracking.actions.counting import count_member
from dayroom.apps.tracking.actions.forgetting import forget_record
from dayroom.apps.tracking.actions.forms import answers_follow
from dayroom.apps.tracking.actions.matching import card_follows, drop_card
from dayroom.apps.tracking.actions.reminders import SUBJECT as REMINDER_SUBJECT
from dayroom.apps.tracking.actions.reports import after_change, decide_advice
from dayroom.apps.tracking.actions.told import AFTER
from dayroom.apps.tracking.actions.zones import note_fields
from dayroom.apps.tracking.presenters.advice import advice_card
from dayroom.apps.tracking.presenters.cards import card_html, offer_title
from dayroom.apps.tracking.queries.cards import card_offers, drawn_cards
from dayroom.apps.tracking.queries.carers import proxy_others
from dayroom.apps.tracking.queries.exported import exported_tables
from dayroom.apps.tracking.queries.files import own_files
from dayroom.apps.tracking.queries.forms import drafts_waiting
from dayroom.apps.tracking.queries.handing import own_documents
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.reminders import own_reminders
from dayroom.apps.tracking.queries.reports import advice_id, advice_owner
from dayroom.apps.tracking.queries.seen import shown_record
from dayroom.apps.tracking.vocabulary.cards import CardFor
from dayroom.apps.tracking.vocabulary.carers import PROXY_KIND
from dayroom.apps.tracking.vocabulary.files import DOCUMENT_KIND
from dayroom.apps.tracking.vocabulary.forms import DESK_ROLES
from dayroom.apps.tracking.vocabulary.reports import REPORT_KIND, AdviceState
from dayroom.platform.ports import CARDS, PERSONAL_DATA, CardOffer


class RecordData:
    title = _("My health")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        return exported_tables(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return own_files(member_id)

    def erase(self, member_id: int) -> None:
        forget_record(member_id)


class HealthCards:
    """Charts, readings and reports in posts."""

    def offered(self, member_id: int) -> list[CardOffer]:
        return [CardOffer(one.key, offer_title(one.kind, one.title), one.kind) for one in card_offers(member_id)]

    def readers(self) -> list[tuple[str, StrOrPromise]]:
        return [(str(code), words) for code, words in CardFor.choices]

    def put(self, *, member_id: int, offers: Collection[str], place_id: int, readers: str, now: datetime) -> list[str]:
        return put_cards(owner_id=member_id, offers=offers, place_id=place_id, readers=readers, now=now)

    def shown(self, keys: Collection[str], reader_id: int | None, *, now: datetime) -> Mapping[str, str]:
        found = drawn_cards(keys, reader_id, today=localdate(now))
        reader = profile_of(reader_id) if found and reader_id is not None else None
        return {card.key: card_html(card, reader) for card in found}

    def note_seen(self, keys: Collection[str], reader_id: int | None, *, now: datetime) -> None:
        note_cards_seen(keys, reader_id, now=now)

    def take_back(self, *, member_id: int, keys: Collection[str], now: datetime) -> None:
        take_cards_back(owner_id=member_id, keys=keys)


class ProxyNotices:
    """Leads to the page of carers, with the handle of the other and nothing else."""

    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return {pk: (handle, reverse("health-carers")) for pk, handle in proxy_others(ids, reader_id)}


class ProxiesEnd:
    def blocked(self, *, member_id: int, blocked_id: int, now: datetime) -> None:
        end_between(member_id=member_id, other_id=blocked_id, now=now)


class ShownOnProfile:
    """A way to what somebody shows of their record, for those who would see something there."""

    def parts(self, member_id: int, reader_id: int | None) -> list[tuple[str, list[dict[str, object]]]]:
        found = shown_record(member_id, reader_id)
        if found is None:
            return []
        rows: list[dict[str, object]] = [{"title": str(gettext("What they show you")), "url": f"/health/{found}/"}]
        return [(str(gettext("Health")), rows)]


class ClockFollows:
    def changed(self, *, member_id: int, fields: Collection[str], now: datetime) -> None:
        note_fields(member_id=member_id, fields=fields)


PROFILE_WATCHERS.plug("clock", ClockFollows())
NOTICE_SUBJECTS.plug(PROXY_KIND, ProxyNotices())
BLOCK_WATCHERS.plug("proxies", ProxiesEnd())
PROFILE_PARTS.plug("health", ShownOnProfile())
PERSONAL_DATA.plug("tracking", RecordData())
CARDS.plug("tracking", HealthCards())


class ReminderSubject:
    """Where a notice leads; what it is for stands on the page alone."""

    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return {pk: (gettext("Your reminder"), "/health/me/reminders/") for pk in own_reminders(ids, reader_id)}


class HandedIn:
    """Where a notice leads; what was handed in stands on the page alone."""

    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return {pk: (gettext("Your documents"), reverse("health-documents")) for pk in own_documents(ids, reader_id)}


NOTICE_SUBJECTS.plug(REMINDER_SUBJECT, ReminderSubject())
NOTICE_SUBJECTS.plug(DOCUMENT_KIND, HandedIn())


class ConsentOfNumbers:
    """A yes to counting or to being found: what stands on it comes and goes with it, in the same transaction."""

    def changed(self, *, member_id: int, purpose: str, stands: bool, now: datetime) -> None:
        if purpose == Purpose.COUNTED:
            count_member(member_id, now=now)
        elif purpose == Purpose.MATCHING and not stands:
            drop_card(member_id)


class AdviceSubject:
    """Advice in a treatment report, where it is shown to a community: its moderators find it at their desk, stewards
    are told, since a record is no community's."""

    def id_for(self, public_id: str, reader_id: int) -> int | None:
        return advice_id(public_id, reader_id)

    def card(self, subject_id: int) -> SubjectCard | None:
        return advice_card(subject_id)

    def facts(self, subject_id: int) -> tuple[int | None, bool, int | None]:
        owner_id, place_id = advice_owner(subject_id)
        return owner_id, False, place_id

    def moderated_scopes(self, member_id: int) -> list[tuple[int, str]]:
        return []

    def moderators_of(self, scope_id: int) -> list[int]:
        return []

    def release(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        decide_advice(report_id=subject_id, state=AdviceState.LIVE, now=now)

    def hide(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        decide_advice(report_id=subject_id, state=AdviceState.HELD, now=now)

    def remove(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        decide_advice(report_id=subject_id, state=AdviceState.REMOVED, now=now)


AFTER.append(after_change)
AFTER.append(answers_follow)
AFTER.append(narrowed)
AFTER.append(card_follows)
CONSENT_WATCHERS.plug("numbers", ConsentOfNumbers())
SUBJECTS.plug(REPORT_KIND, AdviceSubject())


class FormsDesk:
    """Questionnaires that this site has brought in."""

    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(DESK_ROLES):
            return []
        return [DeskPart(title=gettext("Questionnaires of this site"), url=reverse("form-desk"), count=drafts_waiting(),
                         note=gettext("What members can answer about their own health."))]


DESK_PARTS.plug("forms", FormsDesk())
