"""Removing a second factor, under our own rules for the last one."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic.edit import FormView

from dayroom.apps.people.forms.factors import FactorRemoveForm
from dayroom.apps.people.queries import is_last_factor, is_verified_clinician
from dayroom.apps.people.rules import check_may_remove_last_factor
from dayroom.platform.gates import members_only


class LastFactor:
    """Asks for a long password when the factor is the last one, and refuses where a role needs a factor."""

    form_class = FactorRemoveForm

    def is_last(self) -> bool:
        raise NotImplementedError

    def check(self, request: HttpRequest) -> None:
        if self.is_last():
            clinician = is_verified_clinician(request.user.pk, timezone.localdate())
            check_may_remove_last_factor(request.user.roles, verified_clinician=clinician)

    def get_form_class(self) -> type[FactorRemoveForm]:
        return FactorRemoveForm

    def own_form_kwargs(self) -> dict[str, Any]:
        return {"member": self.request.user, "last": self.is_last()}  # type: ignore[attr-defined]  # set by View

    def set_password(self, form: FactorRemoveForm) -> None:
        if password := form.cleaned_data.get("password1"):
            request = self.request  # type: ignore[attr-defined]  # set by View
            get_adapter(request).set_password(request.user, password)
            update_session_auth_hash(request, request.user)


class TotpRemove(LastFactor, DeactivateTOTPView):
    def is_last(self) -> bool:
        return is_last_factor(self.request.user.pk, self.authenticator.pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check(request)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check(request)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        # not allauth's: it binds an empty form on GET, which would complain before anything was typed
        return FormView.get_form_kwargs(self) | self.own_form_kwargs()

    def form_valid(self, form: FactorRemoveForm) -> HttpResponse:
        self.set_password(form)
        return super().form_valid(form)


class PasskeyRemove(LastFactor, RemoveWebAuthnView):
    def is_last(self) -> bool:
        return is_last_factor(self.request.user.pk, self.get_object().pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check(request)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check(request)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self.own_form_kwargs()

    def form_valid(self, form: FactorRemoveForm) -> HttpResponse:
        self.set_password(form)
        return super().form_valid(form)


remove_totp = members_only(TotpRemove.as_view())
remove_passkey = members_only(PasskeyRemove.as_view())
