"""Whom the newsletter reached, by what they stated themselves: held against whom a campaign is for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from dayroom.apps.outreach.models import Campaign, Letter, LetterRun
from dayroom.apps.outreach.vocabulary.subscriptions import LetterState
from dayroom.engines.disclosure import suppress_table

COUNTRIES_MOST = 24  # the rest stands together
OTHER = "*"
OPEN = (LetterState.QUEUED, LetterState.SENDING)


@dataclass(frozen=True, slots=True)
class ReachedLine:
    """One country; None is a count that is not shown. ``aimed``: the campaign is for people there."""

    country: str  # empty: not stated; OTHER: all further ones
    aimed: bool
    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Reached:
    languages: tuple[str, ...]
    lines: tuple[ReachedLine, ...]
    totals: tuple[int | None, ...]
    total: int | None


def reached_by(campaign: Campaign) -> Reached | None:
    """People by country and language as they stated them, each once; nothing before a whole issue has left.

    Small numbers are hidden, and so are those that would give them away (engines.disclosure).
    """
    runs = LetterRun.objects.filter(delivery__message__campaign=campaign, done_at__isnull=False)
    whole = runs.exclude(delivery__letters__state__in=OPEN).values("delivery_id")
    rows = Letter.objects.filter(delivery_id__in=whole, state=LetterState.SENT).order_by()
    grouped = rows.values_list("subscription__country", "subscription__language")
    counts: Counter[tuple[str, str]] = Counter()
    for country, language, people in grouped.annotate(n=Count("subscription", distinct=True)):
        counts[country, language[:2]] += people
    return _table(counts, {str(one) for one in campaign.audience_countries}) if counts else None


def _table(counts: Counter[tuple[str, str]], aimed: set[str]) -> Reached:
    languages = sorted({language for _country, language in counts})
    sizes: Counter[str] = Counter()
    for (country, _language), people in counts.items():
        sizes[country] += people
    # whoever was to be reached stands in the table, also where nobody was
    named = sorted(aimed) + [one for one, _people in sizes.most_common() if one not in aimed]
    kept, rest = named[:COUNTRIES_MOST], named[COUNTRIES_MOST:]
    numbers = [[counts[country, language] for language in languages] for country in kept]
    if rest:
        kept.append(OTHER)
        numbers.append([sum(counts[one, language] for one in rest) for language in languages])
    safe = suppress_table(numbers)
    return Reached(
        languages=tuple(languages), totals=safe.column_totals, total=safe.total,
        lines=tuple(ReachedLine(country, country in aimed, cells, total)
                    for country, cells, total in zip(kept, safe.cells, safe.row_totals, strict=True)))
