"""Ready-made reasons are worded by stewards; every wording is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.models import CannedText
from dayroom.apps.moderation.rules import CaseMoved
from dayroom.apps.people.vocabulary import Role
from dayroom.kernel.errors import Refused

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

FIELDS = ("harm", "ground", "title_en", "title_es", "reference_en", "reference_es", "text_en", "text_es", "offered")


def word_reason(*, by: Member, code: str, words: dict[str, Any], seen_version: int, now: datetime) -> CannedText:
    """Add a wording of a reason. What was decided with an older one keeps its words. Audited.

    Raises Refused to others than stewards, CaseMoved when somebody else has worded it in the meantime.
    """
    if not by.has_role(Role.STEWARD):
        raise Refused()
    with transaction.atomic():
        newest = CannedText.objects.filter(code=code).aggregate(newest=Max("version"))["newest"] or 0
        if newest != seen_version:
            raise CaseMoved(_("Somebody else has worded this in the meantime. Please look again."))
        try:
            with transaction.atomic():
                row = CannedText.objects.create(
                    code=code, version=newest + 1, written_by=by, written_at=now,
                    **{name: words[name] for name in FIELDS})
        except IntegrityError as fault:
            raise CaseMoved(_("Somebody else has worded this in the meantime. Please look again.")) from fault
        record(actor_id=by.pk, action="reason.worded", now=now, subject=("canned", row.pk),
               facts={"code": code, "version": row.version, "offered": row.offered})
    return row
