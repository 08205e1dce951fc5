"""Bring in what other networks counted, and write down what people asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.models import Result
from dayroom.apps.outreach.queries.results import deliveries_by_address
from dayroom.apps.outreach.rules.results import BadRow, read_results
from dayroom.apps.outreach.vocabulary.campaigns import ResultOrigin


def bring_in_results(*, content: bytes, columns: Mapping[str, str], by_id: int,
                     now: datetime) -> tuple[int, Sequence[BadRow]]:
    """Keep every row that fits one of our posts; bad ones are told and the rest is kept. Audited.

    Raises NotATable, FileTooLarge.
    """
    rows, bad = read_results(content, columns)
    known = deliveries_by_address([row.address for row in rows])
    kept = 0
    with transaction.atomic():
        for row in rows:
            delivery = known.get(row.address)
            if delivery is None:
                bad.append(BadRow(0, _("None of our posts stands at one of the addresses.")))
                continue
            for measure, value in row.values.items():
                Result.objects.update_or_create(delivery=delivery, measure=measure, defaults={
                    "value": value, "origin": ResultOrigin.CSV, "as_of": now})
            kept += 1
        record(actor_id=by_id, action="results.brought_in", now=now, facts={"kept": kept, "bad": len(bad)})
    return kept, bad
