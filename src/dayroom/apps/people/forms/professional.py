from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.rules import check_persona_handle
from dayroom.apps.people.rules.credentials import REGISTERS, check_until, is_checksum_right, register_named
from dayroom.apps.people.vocabulary import PROFESSIONS
from dayroom.apps.people.vocabulary.places import countries
from dayroom.kernel.errors import DayroomError


class PersonaForm(forms.Form):
    """What a clinician may change without a new check."""

    employer = forms.CharField(
        label=_("Where you work"), required=False, max_length=120,
        help_text=_("If you name it, your page says that your views are your own."),
    )
    interests = forms.CharField(
        label=_("Interests and money"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who pays you, and for what. It stands next to everything you write. If there is nothing, write: "
                    "none."),
    )
    about = forms.CharField(label=_("About your work"), required=False, max_length=600,
                            widget=forms.Textarea(attrs={"rows": 3}))
    office_hours = forms.CharField(label=_("When you answer here"), required=False, max_length=200)


class ClaimForm(forms.Form):
    """A licence, as somebody says they hold it."""

    handle = forms.CharField(
        label=_("Professional handle"), max_length=24,
        help_text=_("Different from your own handle: the two must not be linked."),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none", "autocomplete": "off"}),
    )
    display_name = forms.CharField(label=_("Name as patients know you"), max_length=80)
    profession = forms.ChoiceField(label=_("Profession"), choices=list(PROFESSIONS.items()))
    employer = forms.CharField(label=_("Where you work"), required=False, max_length=120,
                               help_text=_("If you name it, your page says that your views are your own."))
    interests = forms.CharField(
        label=_("Interests and money"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who pays you, and for what. It stands next to everything you write. If there is nothing, write: "
                    "none."),
    )
    register = forms.ChoiceField(
        label=_("Register"), choices=[(register.code, register.name) for register in REGISTERS]
    )
    country = forms.ChoiceField(label=_("Country of the licence"), choices=countries)
    number = forms.CharField(label=_("Your number there"), max_length=40,
                             help_text=_("Kept encrypted. Only the steward who checks it sees it."))
    evidence = forms.CharField(
        label=_("Where we can check it"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example the address of your page in the register."),
    )

    def clean_handle(self) -> str:
        handle = self.cleaned_data["handle"].lower()
        try:
            check_persona_handle(handle)
        except DayroomError as fault:
            raise ValidationError(str(fault.sentence)) from fault
        return handle

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        register, number = register_named(data.get("register", "")), data.get("number", "")
        if register and number:
            if is_checksum_right(register.code, number) is False:
                self.add_error("number", _("A digit seems wrong: this cannot be a number of that register."))
            if register.country and data.get("country") and data["country"] != register.country:
                self.add_error("country", _("This register belongs to another country."))
        return data

    def persona(self) -> dict[str, str]:
        return {name: self.cleaned_data[name]
                for name in ("handle", "display_name", "profession", "employer", "interests")}

    def licence(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("register", "country", "number", "evidence")}


class CredentialDecideForm(forms.Form):
    """What a steward found."""

    answer = forms.ChoiceField(
        label=_("What did you find?"), widget=forms.RadioSelect,
        choices=[("accept", _("The register shows this licence, and it is in force.")),
                 ("refuse", _("I could not confirm it."))],
    )
    until = forms.DateField(
        label=_("The check holds until"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day the licence runs out, or one year from now."),
    )
    note = forms.CharField(label=_("A note, which the member reads too"), max_length=400, required=False,
                           widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + timedelta(days=365)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == "refuse" and not data.get("note"):
            self.add_error("note", _("Please say what was missing, so that they can mend it."))
        if data.get("answer") == "accept":
            if not data.get("until"):
                self.add_error("until", _("Please give a day."))
            else:
                try:
                    check_until(data["until"], timezone.localdate())
                except DayroomError as fault:
                    self.add_error("until", str(fault.sentence))
        return data
