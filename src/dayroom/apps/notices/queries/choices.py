"""How members want to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.core import signing
from django.db.models import Q

from dayroom.apps.notices.models import Preference
from dayroom.apps.notices.ports import SCOPES, Scope
from dayroom.apps.people.vocabulary import Purpose

TOKEN_SALT = "notices.unsubscribe"


def modes_of(member_id: int) -> dict[int | None, str]:
    """Place id (None: everything) → what this member chose."""
    return dict(Preference.objects.filter(member_id=member_id).values_list("scope_id", "mode"))


def modes_of_many(member_ids: Collection[int]) -> dict[int, dict[int | None, str]]:
    """The same for many members, in one query."""
    found: dict[int, dict[int | None, str]] = defaultdict(dict)
    rows = Preference.objects.filter(member_id__in=member_ids).values_list("member_id", "scope_id", "mode")
    for member_id, scope_id, mode in rows:
        found[member_id][scope_id] = mode
    return found


def chosen_modes(member_ids: Collection[int], scope_id: int | None) -> dict[int, str]:
    """Member → what they chose for this place, or for everything; absent: chose nothing. One query."""
    rows = Preference.objects.filter(Q(scope_id=scope_id) | Q(scope_id=None), member_id__in=member_ids)
    found: dict[int, str] = {}
    # the choice for the place wins: it comes second
    by_place = sorted(rows.values_list("member_id", "scope_id", "mode"), key=lambda row: row[1] or 0)
    for member_id, _scope, mode in by_place:
        found[member_id] = mode
    return found


def agreed_to_mail(member_ids: Collection[int]) -> set[int]:
    """Those whose consent to a summary by e-mail stands."""
    rows = get_user_model().objects.filter(
        pk__in=member_ids, consents__purpose=Purpose.DIGEST_MAIL, consents__withdrawn_at=None
    )
    return set(rows.values_list("pk", flat=True))


def scopes_of(member_id: int) -> list[Scope]:
    """Every place the member belongs to, whichever app it comes from."""
    return [scope for _key, plug in SCOPES for scope in plug.of_member(member_id)]


def token_for(public_id: str) -> str:
    """What stands in a mail's link to stop mails: signed, and it works as long as the account does."""
    return signing.dumps(public_id, salt=TOKEN_SALT)


def member_for_token(token: str) -> int | None:
    try:
        public_id = signing.loads(token, salt=TOKEN_SALT)
    except signing.BadSignature:
        return None
    return get_user_model().objects.filter(public_id=str(public_id)).values_list("pk", flat=True).first()
