from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.actions import is_refusal_remembered, open_account
from dayroom.apps.people.forms.birth_date import BirthDateField
from dayroom.apps.people.models import Member
from dayroom.apps.people.queries import is_handle_free
from dayroom.apps.people.rules import (
    HandleTaken,
    TooYoung,
    check_birth_date,
    check_handle_form,
    check_old_enough,
)
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import SIGNUP_PURPOSES, consent_text
from dayroom.engines.guard import Context, Family, Place, screen
from dayroom.kernel.errors import DayroomError


def checked_handle(handle: str, *, besides_id: int | None = None) -> str:
    """The handle, or a form error with the rule's own sentence."""
    try:
        check_handle_form(handle)
        if not is_handle_free(handle, besides_id=besides_id):
            raise HandleTaken()
    except DayroomError as fault:
        raise forms.ValidationError(fault.sentence) from fault
    report = screen(handle, context=Context(place=Place.PROFILE))
    if any(found.family == Family.IDENTIFIER for found in report.findings):
        raise forms.ValidationError(_("This looks like a number or an address. A made-up name keeps you safer."))
    # as the words it is made of: a handle stands beside everything its owner writes
    said = screen(handle.replace("_", " ").replace("-", " "), context=Context(place=Place.PROFILE))
    if any(found.family in (Family.HARM, Family.PROMOTION) for found in said.findings):
        raise forms.ValidationError(_("Please choose another handle. Others see this one beside all that you write."))
    return handle


class SignupForm(AllauthSignupForm):
    """One page: who you want to be here, how you sign in, when you were born, and what you agree to."""

    handle = forms.CharField(
        label=_("Handle"), max_length=24, strip=True,
        help_text=_("The name that others see. Make one up: not your real name, not a number."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "spellcheck": "false", "autocapitalize": "none"}),
    )
    born_on = BirthDateField(label=_("Date of birth"), help_text=_("It is never shown to anyone."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ["handle", "email", "password1", "born_on", "language", "terms", "health_data", "digest_mail"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_young = False
        language = get_language() or "en"
        self.fields["language"].initial = language.split("-", maxsplit=1)[0]
        self.fields["email"].label = _("E-mail")
        self.fields["password1"].help_text = _(
            "At least 15 characters. A few words in a row work well. Not your handle, not your e-mail, and not one "
            "that everybody uses."
        )
        for name in ("email", "password1"):
            # the label says it already, and it stays when one starts to type
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["email"].help_text = _("To sign in and to get back in. Other members never see it.")
        for purpose in SIGNUP_PURPOSES:
            text = consent_text(purpose, language)
            # one box per purpose, never ticked beforehand (GDPR 4(11), 7; EDPB guidelines 05/2020)
            self.fields[purpose.lower()] = forms.BooleanField(
                label=text.label, help_text=text.body, required=purpose == Purpose.TERMS, initial=False,
                error_messages={"required": _("To join, please read the house rules and tick this box.")},
            )
        self.order_fields(self.field_order)

    def clean_handle(self) -> str:
        return checked_handle(self.cleaned_data["handle"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        data, now = self.cleaned_data, timezone.now()
        born_on = data.get("born_on")
        if born_on:
            try:
                check_birth_date(born_on, now.date())
                check_old_enough(born_on, now.date())
            except TooYoung:
                self.too_young = True
            except DayroomError as fault:
                self.add_error("born_on", str(fault.sentence))
        if data.get("email") and is_refusal_remembered(email=data["email"], now=now):
            self.too_young = True
        if self.too_young:
            # the view shows a page of its own; the sentence only keeps the form from being saved
            raise forms.ValidationError(TooYoung().sentence, code="too_young")
        self._check_password_against_handle()
        return data

    def _check_password_against_handle(self) -> None:
        password, handle = self.cleaned_data.get("password1"), self.cleaned_data.get("handle")
        if password and handle and password.lower() == handle.lower():
            self.add_error("password1", _("Please choose something other than your handle or e-mail."))

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists:
            # as much work as making an account, so that the clock does not tell who has one
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def signup(self, request: HttpRequest, user: Member) -> None:
        """Called by allauth once the member row exists."""
        given = [purpose for purpose in SIGNUP_PURPOSES if self.cleaned_data.get(purpose.lower())]
        open_account(member=user, purposes=given, language=self.cleaned_data["language"], now=timezone.now())
