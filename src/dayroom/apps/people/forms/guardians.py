from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.actions.guardians import Child
from dayroom.apps.people.forms.birth_date import BirthDateField
from dayroom.apps.people.forms.signup import checked_handle
from dayroom.apps.people.models import Member
from dayroom.apps.people.queries import member_by_email
from dayroom.apps.people.vocabulary.guardians import CheckMethod, GuardianText


class GuardianAskForm(forms.Form):
    place = forms.TypedChoiceField(label=_("Which community"), coerce=int)
    agrees = forms.BooleanField(error_messages={"required": _("Without your yes we cannot go on.")})
    shares = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, places: list[tuple[int, str]], text: GuardianText) -> None:
        super().__init__(data)
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # a choice field
        self.fields["agrees"].label, self.fields["shares"].label = text.agree, text.share


class ChildForm(forms.Form):
    handle = forms.CharField(
        label=_("The child's name here"), max_length=24,
        help_text=_("Others in the community see it. Make one up together: not the real name."),
    )
    born_on = BirthDateField(label=_("Date of birth"), help_text=_("It is never shown to anyone."))
    email = forms.EmailField(
        label=_("E-mail to sign in with"), max_length=254,
        help_text=_("An address that you can read, but not the one of your own account."),
    )
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 15 characters. A few words in a row work well."),
    )

    def clean_handle(self) -> str:
        return checked_handle(self.cleaned_data["handle"])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if member_by_email(email) is not None:
            raise forms.ValidationError(_("This address cannot be used here. Please take another one."))
        return email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        data = self.cleaned_data
        validate_password(password, Member(handle=data.get("handle", ""), email=data.get("email", "")))
        return password

    def child(self) -> Child:
        data = self.cleaned_data
        return Child(data["handle"], data["email"], data["password"], data["born_on"])


class GuardianCheckForm(forms.Form):
    method = forms.ChoiceField(
        label=_("How did you make sure?"), choices=[("", _("Please choose")), *CheckMethod.choices], required=False,
        help_text=_("Only the way is kept. Put papers away or give them back."),
    )
