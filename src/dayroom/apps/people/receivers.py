"""What we hear from allauth and Django: second factors that come and go, and sign-ins."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from dayroom.apps.people.actions import remember_factors
from dayroom.apps.people.middleware import SESSION_KEY
from dayroom.apps.people.models import Member
from dayroom.apps.people.rules import session_policy


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def keep_factor_flag(sender: type, user: Member, **_kwargs: Any) -> None:
    user.has_factor_cached = remember_factors(member_id=user.pk, now=timezone.now())


@receiver(user_logged_in)
def start_clock(sender: type, request: HttpRequest, user: Member, **_kwargs: Any) -> None:
    policy = session_policy(user.roles)
    if policy is None:
        return
    now = timezone.now().timestamp()
    request.session[SESSION_KEY] = [policy.idle_seconds, policy.most_seconds, now, now]
