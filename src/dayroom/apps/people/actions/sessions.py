from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction


def end_sessions(member_id: int, *, keep: str = "") -> int:
    """Sign a member out everywhere (but in the session whose key is given); returns how many sessions ended."""
    with transaction.atomic():
        rows = UserSession.objects.filter(user_id=member_id).exclude(session_key=keep)
        keys = list(rows.values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        rows.delete()
    return len(keys)
