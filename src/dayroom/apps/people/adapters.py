"""Our answers to allauth's questions, and the rules for passwords."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from dayroom.apps.people.actions import lift_ended, register_member
from dayroom.apps.people.models import Member
from dayroom.apps.people.queries import is_last_factor, is_verified_clinician, member_by_email
from dayroom.apps.people.rules import (
    LENGTH_ALONE,
    LENGTH_WITH_FACTOR,
    adult_on,
    age_band,
    check_password_len,
    needs_second_factor,
)
from dayroom.kernel.errors import DayroomError
from dayroom.platform.crypto import decrypt, encrypt

SECRET_PLACE = "mfa_authenticator.data"  # the column a second factor's secret is bound to


class LengthByFactors:
    """15 characters until a second factor exists, then 8."""

    def validate(self, password: str, user: Any = None) -> None:
        try:
            check_password_len(len(password), has_factor=bool(getattr(user, "has_factor_cached", False)))
        except DayroomError as fault:
            raise ValidationError(str(fault.sentence), code="password_too_short") from fault

    def get_help_text(self) -> str:
        return _("At least %(alone)d characters. A few words in a row work well. With a second factor, "
                 "%(beside)d are enough.") % {"alone": LENGTH_ALONE, "beside": LENGTH_WITH_FACTOR}


class NotTheHandle:
    """A password that is the handle or the e-mail is no secret."""

    def validate(self, password: str, user: Any = None) -> None:
        for known in (getattr(user, "handle", ""), getattr(user, "email", "")):
            if known and password.lower() == known.lower():
                raise ValidationError(_("Please choose something other than your handle or e-mail."), code="too_known")

    def get_help_text(self) -> str:
        return _("Not your handle, and not your e-mail.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in."""

    def save_user(self, request: HttpRequest, user: Member, form: BaseForm, commit: bool = True) -> Member:
        data, now = form.cleaned_data, timezone.now()
        return register_member(
            handle=data["handle"], email=data["email"], password=data["password1"], language=data["language"],
            band=age_band(data["born_on"], now.date()), teen_until=adult_on(data["born_on"], now.date()), now=now,
        )

    def pre_login(self, request: HttpRequest, user: Member, **kwargs: Any) -> HttpResponse | None:
        if user.state_until and lift_ended(now=timezone.now(), member_id=user.pk):
            # a suspension that is over must not need somebody to come and open the door
            user.refresh_from_db()
        if user.is_child and not settings.YOUNG_COMMUNITIES:
            return redirect("account_inactive")  # the operator has closed the communities for children
        return super().pre_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the member's own language, with the site's name; the words are in account/email."""
        member = context.get("user") or member_by_email(email)
        with override(member.language if isinstance(member, Member) else None):
            self.render_mail(template_prefix, email, context | {"email": email, "site_name": settings.SITE_NAME}).send()


class MFAAdapter(DefaultMFAAdapter):
    """Second factors."""

    def encrypt(self, text: str) -> str:
        return encrypt(text, place=SECRET_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text, place=SECRET_PLACE)

    def get_totp_label(self, user: Member) -> str:
        # the app on somebody's phone shows this: the handle, not the address
        return user.handle

    def _get_user_identifier(self, user: Member) -> str:
        return user.handle

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must have a second factor keeps the last one."""
        member = authenticator.user
        if not is_last_factor(member.pk, authenticator.pk):
            return True
        return not needs_second_factor(
            member.roles, verified_clinician=is_verified_clinician(member.pk, timezone.localdate())
        )
