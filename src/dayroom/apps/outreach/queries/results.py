"""What it did: counts per message and campaign, small ones hidden. Population numbers do not speak for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from dayroom.apps.outreach.models import Advert, Campaign, ClickDay, Delivery, Message, Result
from dayroom.apps.outreach.vocabulary.campaigns import SMALLEST, DeliveryState, Measure

OUT = (DeliveryState.SENT, DeliveryState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, or that it is too small to be shown. None: nobody has counted it."""

    value: int | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    channel: str
    address: str
    counts: tuple[Counted, ...]  # in the order of Measure


@dataclass(frozen=True, slots=True)
class Sheet:
    measures: tuple[str, ...]
    lines: tuple[Line, ...]
    total: tuple[Counted, ...]
    aim: int | None

    @property
    def reach_of_aim(self) -> int | None:
        """Per cent of the aim that was reached; None where either is not known or is hidden."""
        reach = self.total[0]
        return round(100 * reach.value / self.aim) if self.aim and reach.value is not None else None


@dataclass(frozen=True, slots=True)
class Effort:
    """What it cost in money and hours, paid advertisements included, and how many posts it took."""

    cost_cents: int | None
    currency: str
    minutes: int | None
    posts: int
    cents_per_reached: int | None


def shown(value: int | None) -> Counted:
    """Counts from 1 to 10 are hidden; nothing is nothing.

    >>> shown(7), shown(0).value, shown(11).value
    (Counted(value=None, hidden=True), 0, 11)
    """
    if value is None or value == 0 or value >= SMALLEST:
        return Counted(value)
    return Counted(None, hidden=True)


def message_sheet(message: Message) -> Sheet:
    return _sheet([message], aim=None)


def campaign_sheet(campaign: Campaign) -> Sheet:
    return _sheet(list(campaign.messages.filter(own=False).order_by("out_at", "pk")[:500]), aim=campaign.aim_count)


def _sheet(messages: Sequence[Message], *, aim: int | None) -> Sheet:
    titles = {row.pk: row.title for row in messages}
    rows = list(Delivery.objects.filter(message_id__in=titles, state__in=OUT).order_by("message_id", "channel", "pk"))
    told = _told(rows)
    lines = [Line(titles[row.message_id], row.channel, row.address, tuple(shown(n) for n in told[row.pk]))
             for row in rows]
    sums = [_sum(column) for column in zip(*told.values(), strict=True)] or [None] * len(Measure.values)
    # a total with one small part hidden would give that part away: it is given only where none or several are hidden
    total = tuple(_total(sums[at], [line.counts[at] for line in lines]) for at in range(len(sums)))
    return Sheet(measures=tuple(str(one.label) for one in Measure), lines=tuple(lines), total=total, aim=aim)


def _sum(column: Iterable[int | None]) -> int | None:
    known = [value for value in column if value is not None]
    return sum(known) if known else None


def _total(value: int | None, parts: Sequence[Counted]) -> Counted:
    if sum(1 for part in parts if part.hidden) == 1 and len(parts) > 1:
        return Counted(None, hidden=True)
    return shown(value)


def _told(rows: Sequence[Delivery]) -> dict[int, list[int | None]]:
    """Delivery → one value per measure; clicks are what we counted ourselves unless a network said more."""
    order = list(Measure.values)
    told: dict[int, list[int | None]] = {row.pk: [None] * len(order) for row in rows}
    for result in Result.objects.filter(delivery_id__in=told):
        told[result.delivery_id][order.index(result.measure)] = result.value
    clicks: dict[tuple[int, str], int] = defaultdict(int)
    days = ClickDay.objects.filter(link__message_id__in={row.message_id for row in rows})
    for message_id, channel, number in days.values_list("link__message_id", "link__channel").annotate(n=Sum("count")):
        clicks[message_id, channel] += number
    at, counted = order.index(Measure.CLICKS), set()
    for row in rows:
        mine = (row.message_id, row.channel)
        # one count per channel of a message: it stands with the first of its places
        if told[row.pk][at] is None and mine not in counted:
            told[row.pk][at] = clicks.get(mine, 0)
            counted.add(mine)
    return told


def effort_of(campaign: Campaign) -> Effort:
    paid = Advert.objects.filter(campaign=campaign).aggregate(cents=Sum("cost_cents"))["cents"]
    cost = None if campaign.cost_cents is None and paid is None else (campaign.cost_cents or 0) + (paid or 0)
    reach = campaign_sheet(campaign).total[0].value
    posts = Delivery.objects.filter(message__campaign=campaign, state__in=OUT).aggregate(n=Count("pk"))["n"]
    return Effort(cost_cents=cost, currency=campaign.cost_currency or "USD", minutes=campaign.work_minutes, posts=posts,
                  cents_per_reached=round(cost / reach) if cost is not None and reach else None)


def deliveries_by_address(addresses: Iterable[str]) -> dict[str, Delivery]:
    """Address outside → its delivery, for bringing results in."""
    rows = Delivery.objects.filter(address__in=[one for one in addresses if one], state__in=OUT)
    return {row.address: row for row in rows}
