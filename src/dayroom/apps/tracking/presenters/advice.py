"""Advice in a treatment report as a moderator sees it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dayroom.apps.moderation.ports import SubjectCard
from dayroom.apps.tracking.queries.access import places_of
from dayroom.apps.tracking.queries.reports import advice_under_review
from dayroom.platform import markup


def advice_card(report_id: int) -> SubjectCard | None:
    """The advice and what it is about; nothing else of the record."""
    found = advice_under_review(report_id)
    if found is None:
        return None
    row, treatment, advice = found
    return SubjectCard(
        title=_("Advice in a report about %(treatment)s") % {"treatment": treatment}, url="",
        body_html=markup.render(advice), body=advice, byline=row.owner.handle,
        place=places_of(row.owner_id).get(row.place_id or 0, _("Treatment reports")), state=row.advice_state,
        made_at=row.changed_at, language=row.owner.language,
    )
