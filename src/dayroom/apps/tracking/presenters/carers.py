"""Who acts for whom, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dayroom.apps.tracking.models import Proxy
from dayroom.apps.tracking.queries.carers import scopes_given
from dayroom.apps.tracking.vocabulary import Authority, ProxyState, Scope


@dataclass(frozen=True, slots=True)
class ProxyLine:
    public_id: str
    other: str
    whose: str  # the record's address for the carer
    facts: tuple[str, ...]
    asked: bool
    answers: bool  # the reader is the one who was asked
    opens: bool
    over: bool


def proxy_line(row: Proxy, member_id: int, today: date) -> ProxyLine:
    other = row.carer if row.owner_id == member_id else row.owner
    over = row.until_on is not None and row.until_on < today
    standing = row.state == ProxyState.STANDING and not over
    given = ", ".join(str(Scope(one).label) for one in scopes_given(row))
    by_me = row.authority == Authority.ASKED and row.owner_id == member_id
    facts = [
        _("you asked them to") if by_me else str(row.get_authority_display()),
        _("may: %(scopes)s") % {"scopes": given},
        _("until %(day)s") % {"day": date_format(row.until_on)} if row.until_on else "",
        _("since %(day)s") % {"day": date_format(row.answered_at)} if row.answered_at and standing else "",
        _("its day is over") if over else "",
        _("ended %(day)s") % {"day": date_format(row.ended_at)} if row.ended_at else "",
        str(ProxyState.REFUSED.label) if row.state == ProxyState.REFUSED else "",
    ]
    asked = row.state == ProxyState.ASKED
    return ProxyLine(
        row.public_id, other.handle, row.owner.public_id, tuple(fact for fact in facts if fact), asked,
        asked and row.asked_by_id != member_id, standing and row.carer_id == member_id, over,
    )
