"""Write, change, hold, take down and answer reviews; hand out codes that prove a visit."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.models import EncounterToken, Review, ReviewedPlace, ReviewVersion
from dayroom.apps.outreach.queries.reviews import came_today, same_words_there, secret_digest
from dayroom.apps.outreach.rules.review_files import FileReview
from dayroom.apps.outreach.rules.reviews import CodeUsed, check_review, tells_of_harm, words_digest
from dayroom.apps.outreach.vocabulary.reviews import (
    BURST_MOST,
    REVIEW_KIND,
    TOKEN_DAYS,
    HoldWhy,
    Relation,
    ReviewState,
    ReviewWords,
)
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid, NotFound, Unavailable
from dayroom.platform import markup
from dayroom.platform.limits import spend

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that looks like something else
A_DAY = 5  # reviews of one reader


class ReviewBlocked(Invalid):
    """Please change what is marked: it would give somebody away, or it attacks people."""


class ReplyTellsTooMuch(Invalid):
    """This reply would tell that somebody was cared for here. Please use one of the ready texts."""


def open_place(*, name: str, what: str, contact: str, by_id: int | None, now: datetime) -> ReviewedPlace:
    """A service people can write about. Audited."""
    with transaction.atomic():
        place = ReviewedPlace.objects.create(name=markup.clean_line(name), what=markup.clean_line(what),
                                             contact=markup.clean_line(contact), made_at=now)
        record(actor_id=by_id, action="review.place_opened", now=now, subject=("reviewed place", place.pk), facts={})
    return place


def make_codes(*, place: ReviewedPlace, count: int, by_id: int, now: datetime) -> list[str]:
    """Codes to hand out at visits. They are shown once; here only digests stay. Audited with the count."""
    codes = ["".join(secrets.choice(ALPHABET) for _at in range(10)) for _one in range(count)]
    ends = now.date() + timedelta(days=TOKEN_DAYS)
    with transaction.atomic():
        EncounterToken.objects.bulk_create(
            EncounterToken(place=place, digest=secret_digest(code), expires_on=ends) for code in codes
        )
        record(actor_id=by_id, action="review.codes_made", now=now, subject=("reviewed place", place.pk),
               facts={"count": count})
    return codes


def write_review(
    *, place: ReviewedPlace, words: ReviewWords, code: str, who: str, insider: bool, now: datetime
) -> tuple[Review, str]:
    """Keep a review; returns it with the secret with which its writer can change it. Nobody is kept with it.

    Raises ReviewIncomplete, ReviewBlocked, CodeUsed, TooMany, Unavailable (the guard cannot answer).
    """
    check_review(words)
    spend(what="review.write", who=who, most=A_DAY, per_seconds=86_400, now=now)
    why = _holds(place.pk, words, insider=insider, today=now.date())
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        proved = _burn(place, code, now.date()) if code.strip() else False
        row = Review(place=place, proved=proved, written_on=now.date(), edit_digest=secret_digest(secret))
        _fill(row, words, why)
        row.save()
        record(actor_id=None, action="review.written", now=now, subject=(REVIEW_KIND, row.pk),
               facts={"state": str(row.state)})
    return row, secret


def _holds(place_id: int, words: ReviewWords, *, insider: bool, today: date) -> list[str]:
    why = []
    text = f"{words.title}\n\n{words.body}"
    report, decision = examine(text, context=guard.Context(
        author=guard.Author.MEMBER, place=guard.Place.PUBLIC, subject=guard.Subject.UNKNOWN, language=words.language,
        country=settings.DEFAULT_COUNTRY,
    ))
    if report is None:
        raise Unavailable()
    if decision.action is guard.Action.BLOCK:
        raise ReviewBlocked(decision.sentence or "")
    if decision.action is guard.Action.HOLD or report.tier >= guard.Tier.T2:
        why.append(HoldWhy.GUARD)
    if same_words_there(place_id, words_digest(words.body)):
        why.append(HoldWhy.SAME_WORDS)
    if came_today(place_id, today) >= BURST_MOST:
        why.append(HoldWhy.BURST)
    if insider or words.relation == Relation.STAFF:
        why.append(HoldWhy.INSIDER)
    return [str(one) for one in why]


def _burn(place: ReviewedPlace, code: str, today: date) -> bool:
    gone, _rows = EncounterToken.objects.filter(place=place, digest=secret_digest(code), expires_on__gte=today).delete()
    if not gone:
        raise CodeUsed()
    return True


def _fill(row: Review, words: ReviewWords, why: Sequence[str]) -> None:
    row.stars, row.title, row.body = words.stars, markup.clean_line(words.title), markup.clean(words.body)
    row.body_html, row.body_digest = markup.render(row.body), words_digest(words.body)
    row.relation, row.language = words.relation, words.language
    row.incentive, row.incentive_words = words.incentive, markup.clean_line(words.incentive_words)
    row.hold_why = " ".join(why)
    row.state = ReviewState.HELD if why else ReviewState.LIVE
    row.tells_of_harm = tells_of_harm(f"{words.title} {words.body}")


def change_review(*, review: Review, words: ReviewWords, now: datetime) -> Review:
    """Its writer changes it; what stood there stays as a version. Raises as ``write_review``."""
    check_review(words)
    same = words_digest(words.body) == review.body_digest
    why = [one for one in _holds(review.place_id, words, insider=False, today=now.date())
           if not (same and one == HoldWhy.SAME_WORDS)]
    with transaction.atomic():
        row = Review.objects.select_for_update().get(pk=review.pk)
        ReviewVersion.objects.create(review=row, stars=row.stars, title=row.title, body=row.body, until=now.date())
        _fill(row, words, why)
        row.save()
        record(actor_id=None, action="review.changed", now=now, subject=(REVIEW_KIND, row.pk), facts={})
    return row


def take_back(*, review: Review, now: datetime) -> None:
    """Its writer wants it gone: the words are erased, the count of what was taken back stays."""
    with transaction.atomic():
        review.versions.all().delete()
        Review.objects.filter(pk=review.pk).update(
            state=ReviewState.REMOVED, ground="AUTHOR", title="", body="", body_html="", reply="", reply_html="",
            edit_digest="", body_digest="",
        )
        record(actor_id=None, action="review.taken_back", now=now, subject=(REVIEW_KIND, review.pk), facts={})


def show_review(*, review: Review, by_id: int, now: datetime) -> None:
    """A held review is fine. Audited."""
    _decide(review, by_id, now, "review.shown", state=ReviewState.LIVE, hold_why="")


def remove_review(*, review: Review, ground: str, words: str, by_id: int, now: datetime) -> None:
    """For one of the listed reasons and for no other; stars do not matter. Audited with the reason."""
    _decide(review, by_id, now, "review.removed", state=ReviewState.REMOVED, ground=ground,
            ground_words=markup.clean_line(words)[:400])


def harm_seen(*, review: Review, by_id: int, now: datetime) -> None:
    """Somebody has passed it to those who look into harm. Audited."""
    with transaction.atomic():
        Review.objects.filter(pk=review.pk).update(harm_seen_at=now)
        record(actor_id=by_id, action="review.harm_seen", now=now, subject=(REVIEW_KIND, review.pk), facts={})


def _decide(review: Review, by_id: int, now: datetime, action: str, **changes: object) -> None:
    with transaction.atomic():
        found = Review.objects.filter(pk=review.pk).exclude(state=ReviewState.REMOVED).update(
            decided_by_id=by_id, decided_at=now, **changes
        )
        if not found:
            raise NotFound()
        record(actor_id=by_id, action=action, now=now, subject=(REVIEW_KIND, review.pk),
               facts={"stars": review.stars, "ground": str(changes.get("ground", ""))})


def reply_to(*, review: Review, words: str, by_id: int, now: datetime) -> None:
    """The place answers, without telling that anybody was cared for. Audited.

    Raises ReplyTellsTooMuch, Unavailable (the guard cannot answer: nothing goes out).
    """
    text = markup.clean(words)
    report, decision = examine(text, context=guard.Context(
        author=guard.Author.ORGANISATION, subject=guard.Subject.UNKNOWN, place=guard.Place.REVIEW_REPLY,
        language=review.language, country=settings.DEFAULT_COUNTRY,
    ))
    if report is None:
        raise Unavailable()
    if decision.action in (guard.Action.BLOCK, guard.Action.HOLD):
        raise ReplyTellsTooMuch()
    with transaction.atomic():
        Review.objects.filter(pk=review.pk).update(reply=text, reply_html=markup.render(text), replied_by_id=by_id,
                                                   replied_at=now)
        record(actor_id=by_id, action="review.answered", now=now, subject=(REVIEW_KIND, review.pk), facts={})


def bring_in(*, place: ReviewedPlace, origin: str, rows: Sequence[FileReview], by_id: int, now: datetime) -> int:
    """Reviews from elsewhere: shown at the desk only, to be answered where they stand. Audited. Returns how many."""
    with transaction.atomic():
        made = Review.objects.bulk_create(
            Review(place=place, stars=one.stars, title=markup.clean_line(one.title), body=markup.clean(one.text),
                   body_html=markup.render(markup.clean(one.text)), body_digest=words_digest(one.text),
                   relation=Relation.OTHER, origin=markup.clean_line(origin), written_on=one.day,
                   state=ReviewState.HELD, hold_why="", tells_of_harm=tells_of_harm(one.text))
            for one in rows
        )
        record(actor_id=by_id, action="review.brought_in", now=now, subject=("reviewed place", place.pk),
               facts={"kept": len(made)})
    return len(made)
