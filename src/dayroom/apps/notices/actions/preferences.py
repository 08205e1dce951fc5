"""Choose how to be told; stop mails with one click."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.notices.models import Preference
from dayroom.apps.notices.queries import member_for_token, scopes_of
from dayroom.apps.notices.vocabulary import Mode
from dayroom.kernel.errors import Invalid, NotFound

EVERYTHING = ""


def choose(*, member_id: int, modes: Mapping[str, str], now: datetime) -> None:
    """Keep what was chosen: key "" for everything, a place's public id for that place; "" as a mode means: as above.

    Places that are not the member's are not kept. Raises Invalid on a mode we do not have.
    """
    ids = {scope.public_id: scope.id for scope in scopes_of(member_id)}
    with transaction.atomic():
        for public_id, mode in modes.items():
            if mode not in Mode.values and (mode or public_id == EVERYTHING):
                raise Invalid()
            if public_id == EVERYTHING:
                _keep(member_id, None, mode)
            elif public_id in ids:
                _keep(member_id, ids[public_id], mode)
        record(actor_id=member_id, action="notices.chosen", now=now, subject=("member", member_id))


def _keep(member_id: int, scope_id: int | None, mode: str) -> None:
    rows = Preference.objects.filter(member_id=member_id, scope_id=scope_id)
    if not mode:
        rows.delete()
    elif not rows.update(mode=mode):
        Preference.objects.create(member_id=member_id, scope_id=scope_id, mode=mode)


def stop_mails(*, token: str, now: datetime) -> None:
    """One click from a mail: no more summaries and no mails at once; notices stay on the site. Audited.

    What was turned off altogether stays off. Raises NotFound on a token that is not ours.
    """
    member_id = member_for_token(token)
    if member_id is None:
        raise NotFound()
    with transaction.atomic():
        _keep(member_id, None, Mode.SITE)
        Preference.objects.filter(member_id=member_id, mode__in=[Mode.DIGEST, Mode.INSTANT]).update(mode=Mode.SITE)
        record(actor_id=member_id, action="notices.unsubscribed", now=now, subject=("member", member_id))
