from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.people.actions import expire_credentials, lift_ended, welcome_adults
from dayroom.apps.people.actions.authorizations import end_expired, forget_old_authorizations
from dayroom.platform.jobs import job


@job("people.expire_credentials")
@task()
def expire_checked_licences() -> int:
    """End the licences whose day has passed; scheduled four times a day."""
    return expire_credentials(now=timezone.now())


@job("people.lift_ended")
@task()
def open_accounts_again() -> int:
    """End limits and suspensions whose time is over; scheduled every ten minutes."""
    return lift_ended(now=timezone.now())


@job("people.welcome_adults")
@task()
def end_teen_rules() -> int:
    """End the teen rules for those who turned 18; scheduled once a day."""
    return welcome_adults(today=timezone.now().date())


@job("people.forget_authorizations")
@task()
def forget_old_signed_papers() -> int:
    """Forget patients' authorizations whose years of keeping are over; scheduled once a day."""
    return forget_old_authorizations(now=timezone.now())


@job("people.end_authorizations")
@task()
def end_expired_papers() -> int:
    """Take down what stands on an authorization whose last day has passed; scheduled once a day."""
    return end_expired(now=timezone.now())
