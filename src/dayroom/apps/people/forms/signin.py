from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as AllauthEditForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["remember"].label = _("Keep me signed in on this device")
        for name in ("login", "password"):
            # the label says it already, and it stays when one starts to type
            self.fields[name].widget.attrs.pop("placeholder", None)


class AuthenticateForm(AllauthAuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self)


class ReauthenticateForm(AllauthReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self)


class ActivateTOTPForm(AllauthActivateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self)
        self.fields["code"].label = _("The code that the app shows now")


class AddWebAuthnForm(AllauthAddForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.pop("placeholder", None)
        if alone := self.fields.get("passwordless"):
            alone.label = _("Sign in with it alone, without a password")
            alone.help_text = _("Your device then asks for your fingerprint, your face or a PIN.")
            alone.initial = True


class EditWebAuthnForm(AllauthEditForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.pop("placeholder", None)


def plain_code(form: Any) -> None:
    field = form.fields["code"]
    field.label = _("Code")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "one-time-code"
