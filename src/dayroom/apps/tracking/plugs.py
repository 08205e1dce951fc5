"""What the record offers to lower apps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from dayroom.apps.moderation.ports import SUBJECTS, SubjectCard
from dayroom.apps.people.ports import CONSENT_WATCHERS
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.cards import note_cards_seen, put_cards, take_cards_back
from dayroom.apps.tracking.actions.counting import count_member
from dayroom.apps.tracking.actions.forgetting import forget_record
from dayroom.apps.tracking.actions.matching import drop_card
from dayroom.apps.tracking.actions.reports import after_change, decide_advice
from dayroom.apps.tracking.actions.forms import answers_follow
from dayroom.apps.tracking.actions.told import AFTER
from dayroom.apps.tracking.presenters.advice import advice_card
from dayroom.apps.tracking.presenters.cards import card_html, offer_title
from dayroom.apps.tracking.queries.cards import card_offers, drawn_cards
from dayroom.apps.tracking.queries.exported import exported_tables
from dayroom.apps.tracking.queries.files import own_files
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.reports import advice_id, advice_owner
from dayroom.apps.tracking.vocabulary.cards import CardFor
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


PERSONAL_DATA.plug("tracking", RecordData())
CARDS.plug("tracking", HealthCards())


class ConsentOfNumbers:
    """A yes to counting or to being found: what stands on it comes and goes with it, in the same transaction."""

    def changed(self, *, member_id: int, purpose: str, stands: bool, now: datetime) -> None:
        if purpose == Purpose.COUNTED:
            count_member(member_id, now=now)
        elif purpose == Purpose.MATCHING and not stands:
            drop_card(member_id)


class AdviceSubject:
    """Advice in a treatment report, where it is shown to a community. Stewards decide: a record is no community's."""

    def id_for(self, public_id: str, reader_id: int) -> int | None:
        return advice_id(public_id, reader_id)

    def card(self, subject_id: int) -> SubjectCard | None:
        return advice_card(subject_id)

    def facts(self, subject_id: int) -> tuple[int | None, bool, int | None]:
        return advice_owner(subject_id), False, None

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
CONSENT_WATCHERS.plug("numbers", ConsentOfNumbers())
SUBJECTS.plug(REPORT_KIND, AdviceSubject())
