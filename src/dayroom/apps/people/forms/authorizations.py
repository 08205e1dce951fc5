"""What somebody who may show or tell something of a patient enters of the signed paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.models import Authorization
from dayroom.apps.people.vocabulary.authorizations import FORM_MAX_BYTES, Channel, Scope, SignedHow
from dayroom.apps.screening.actions import house_words, look_at_fields
from dayroom.engines.guard import Subject

_DAY = {"type": "date"}
WHEN_AND_WHERE = frozenset({"DATE", "PLACE", "URL", "HANDLE"})  # "spring campaign, the clinic in Leeds"
CHOICES = ("scopes", "channels")  # kept as codes with a space between


class AuthorizationForm(forms.Form):
    """Every part may be left empty at first: the page then says what is missing, and it does not count yet."""

    label = forms.CharField(label=_("Your own name for it"), max_length=80,
                            help_text=_("So that you find it again. Never the patient’s name."))
    description = forms.CharField(label=_("What may be shown or told"), required=False, max_length=1000,
                                  widget=forms.Textarea(attrs={"rows": 3}))
    scopes = forms.MultipleChoiceField(label=_("As"), choices=Scope.choices, required=False,
                                       widget=forms.CheckboxSelectMultiple)
    discloser = forms.CharField(label=_("Who may show or tell it"), required=False, max_length=200)
    recipients = forms.CharField(label=_("Who may see it"), required=False, max_length=200,
                                 help_text=_("For instance: everybody who reads this site."))
    channels = forms.MultipleChoiceField(label=_("Where it may stand"), choices=Channel.choices, required=False,
                                         widget=forms.CheckboxSelectMultiple)
    purpose = forms.CharField(label=_("What it is for"), required=False, max_length=400)
    expires_on = forms.DateField(label=_("It ends on"), required=False, widget=forms.DateInput(attrs=_DAY))
    expiry_event = forms.CharField(label=_("Or when this happens"), required=False, max_length=200)
    signer_name = forms.CharField(label=_("Who signed"), required=False, max_length=120, help_text=_(
        "The patient, or who may sign for them. It is kept encrypted."))
    signed_on = forms.DateField(label=_("Signed on"), required=False, widget=forms.DateInput(attrs=_DAY))
    by_representative = forms.BooleanField(label=_("Somebody else signed for the patient"), required=False)
    representative_authority = forms.CharField(label=_("Why they may"), required=False, max_length=200, help_text=_(
        "For instance: mother of a child, legal guardian."))
    says_revocation = forms.BooleanField(label=_("The form says how to take it back"), required=False)
    says_conditioning = forms.BooleanField(label=_("The form says that care does not depend on it"), required=False)
    says_redisclosure = forms.BooleanField(label=_("The form says that others may pass it on"), required=False)
    in_plain_language = forms.BooleanField(label=_("The form is in plain language"), required=False)
    copy_given = forms.BooleanField(label=_("The person has a copy"), required=False)
    signed_how = forms.ChoiceField(label=_("Where the signature is"), choices=SignedHow.choices)
    form = forms.FileField(label=_("The signed form"), required=False, help_text=_(
        "A PDF or a picture, up to 5 MB. It is kept encrypted, and each look at it is recorded."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # it stands in lists and beside posts: whoever is named in it is the patient
        look_at_fields(self, ("label",), context=house_words(subject=Subject.PATIENT), allowed=WHEN_AND_WHERE)
        return data

    def told(self) -> dict[str, Any]:
        """The fields of the row; read after ``is_valid``."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "form"}
        for name in CHOICES:
            found[name] = " ".join(found[name])
        return found

    def upload(self) -> bytes | None:
        sent = self.cleaned_data.get("form")
        return sent.read(FORM_MAX_BYTES + 1) if sent else None


def filled(row: Authorization) -> dict[str, Any]:
    """What stands in the row, for changing it."""
    found = {name: getattr(row, name) for name in AuthorizationForm.base_fields if name != "form"}
    return found | {name: found[name].split() for name in CHOICES}


class OutsideForm(forms.Form):
    place = forms.CharField(label=_("Where it stands"), max_length=300,
                            help_text=_("An address, or a few words that find it again."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ("place",), context=house_words(subject=Subject.PATIENT), allowed=WHEN_AND_WHERE)
        return data
