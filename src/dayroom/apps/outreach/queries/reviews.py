"""Reviews as readers see them, and as the desk does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, Max, Min, Q, QuerySet

from dayroom.apps.outreach.models import Review, ReviewedPlace
from dayroom.apps.outreach.rules.reviews import removal_rates
from dayroom.apps.outreach.vocabulary.reviews import ANSWER_DAYS, RemovalRates, ReviewState, Standing
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id

INBOX_MOST = 200


def secret_digest(secret: str) -> str:
    return hashlib.sha256(secret.strip().upper().encode()).hexdigest()


def places() -> list[ReviewedPlace]:
    return list(ReviewedPlace.objects.filter(closed_at=None).order_by("name", "pk"))


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in the list; the average never stands without its count and years."""

    place: ReviewedPlace
    count: int
    average: float | None
    first_year: int | None
    last_year: int | None


def place_lines() -> list[PlaceLine]:
    """Every open place with what is told of its reviews, in one query."""
    shown = Q(reviews__state=ReviewState.LIVE)
    rows = ReviewedPlace.objects.filter(closed_at=None).annotate(
        shown=Count("reviews", filter=shown), average=Avg("reviews__stars", filter=shown),
        first=Min("reviews__written_on", filter=shown), last=Max("reviews__written_on", filter=shown),
    )
    return [
        PlaceLine(row, row.shown, round(row.average, 1) if row.shown else None, row.first.year if row.first else None,
                  row.last.year if row.last else None)
        for row in rows.order_by("name", "pk")
    ]


def place_named(public_id: str) -> ReviewedPlace:
    found = ReviewedPlace.objects.filter(public_id=public_id, closed_at=None).first()
    if found is None:
        raise NotFound()
    return found


def shown_reviews(place: ReviewedPlace) -> QuerySet[Review]:
    """What everybody reads: by day, never by stars."""
    return place.reviews.filter(state=ReviewState.LIVE)


def shown_page(place: ReviewedPlace, after: str, limit: int) -> tuple[list[Review], str]:
    """A page by day, newest first, and the review to go on after. Raises NotFound for a place of none."""
    rows = shown_reviews(place)
    if after:
        last = rows.filter(public_id=after).first() if is_public_id(after) else None
        if last is None:
            raise NotFound()
        rows = rows.filter(Q(written_on__lt=last.written_on) | Q(written_on=last.written_on, pk__lt=last.pk))
    found = list(rows.prefetch_related("versions").order_by("-written_on", "-pk")[: limit + 1])
    return found[:limit], found[limit - 1].public_id if len(found) > limit else ""


def standing_of(place: ReviewedPlace) -> Standing:
    """Average, count, years, and what was taken down and why; told together or not at all (FTC Act §5)."""
    rows = shown_reviews(place).order_by()
    sums = rows.aggregate(count=Count("pk"), average=Avg("stars"), first=Min("written_on"), last=Max("written_on"))
    by_star = dict(rows.values_list("stars").annotate(Count("pk")))
    removed = place.reviews.filter(state=ReviewState.REMOVED).order_by().values_list("ground").annotate(Count("pk"))
    return Standing(
        count=sums["count"], average=round(sums["average"], 1) if sums["count"] else None,
        first_year=sums["first"].year if sums["first"] else None,
        last_year=sums["last"].year if sums["last"] else None,
        by_star={star: by_star.get(star, 0) for star in range(5, 0, -1)}, removed=dict(removed),
    )


def removal_of_all() -> RemovalRates:
    """Over every place: the same rules hold everywhere. What its own writer took back is not counted as taken down."""
    rows = Review.objects.filter(origin="").exclude(ground="AUTHOR").order_by().values_list("stars")
    came = dict(rows.annotate(Count("pk")))
    return removal_rates(came, dict(rows.filter(state=ReviewState.REMOVED).annotate(Count("pk"))))


def review_by_secret(public_id: str, secret: str) -> Review:
    """The writer's own, by the address they kept. Raises NotFound."""
    found = Review.objects.select_related("place").filter(public_id=public_id).exclude(edit_digest="").first()
    if found is None or found.edit_digest != secret_digest(secret) or found.state == ReviewState.REMOVED:
        raise NotFound()
    return found


def desk_review(public_id: str) -> Review:
    found = Review.objects.select_related("place", "decided_by", "replied_by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def inbox() -> QuerySet[Review]:
    """What waits: told harm first, then held ones, then those without an answer."""
    return (
        Review.objects.select_related("place")
        .filter(Q(state=ReviewState.HELD, origin="") | Q(tells_of_harm=True, harm_seen_at=None) | Q(replied_at=None))
        .exclude(state=ReviewState.REMOVED)
        .order_by("-tells_of_harm", "state", "written_on", "pk")
    )


def answer_due(review: Review) -> date:
    return review.written_on + timedelta(days=ANSWER_DAYS)


def same_words_there(place_id: int, digest: str) -> bool:
    return Review.objects.filter(place_id=place_id, body_digest=digest).exclude(state=ReviewState.REMOVED).exists()


def came_today(place_id: int, day: date) -> int:
    return Review.objects.filter(place_id=place_id, written_on=day, origin="").count()


def harm_waiting() -> int:
    return Review.objects.filter(tells_of_harm=True, harm_seen_at=None).exclude(state=ReviewState.REMOVED).count()


def held_count() -> int:
    return Review.objects.filter(state=ReviewState.HELD, origin="").count()


def unanswered_late(now: datetime) -> int:
    late = now.date() - timedelta(days=ANSWER_DAYS)
    return Review.objects.filter(state=ReviewState.LIVE, replied_at=None, origin="", written_on__lt=late).count()
