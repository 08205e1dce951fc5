from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.library.actions.directory import ServiceWords
from dayroom.apps.library.vocabulary.directory import ServiceKind, Sought
from dayroom.apps.screening.actions import OWN_ASKS, house_words, look_at_fields

# a service's own number and address belong in its line
OWN_CONTACTS = frozenset({"PHONE", "URL", "EMAIL", "ADDRESS", "PLACE", "POSTAL_CODE"})


class SoughtForm(forms.Form):
    """What somebody looks for; everything is optional."""

    q = forms.CharField(label=_("Words"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Kind of help"), required=False)
    place = forms.CharField(label=_("Place"), max_length=80, required=False,
                            help_text=_("A town or district. What is online is always shown."))
    condition = forms.CharField(label=_("Condition"), max_length=80, required=False)
    online = forms.BooleanField(label=_("Online or by phone only"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("Any")), *ServiceKind.choices]  # type: ignore[attr-defined]  # a choice

    def sought(self) -> Sought:
        """Read after ``is_valid``."""
        data = self.cleaned_data
        return Sought(words=data["q"], kind=data["kind"], place=data["place"], condition=data["condition"],
                      online_only=data["online"])


class TipForm(forms.Form):
    words = forms.CharField(
        label=_("What is wrong?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example a new number, other hours, or that it has closed. Please leave yourself out of it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ["words"], context=house_words(), asks=OWN_ASKS, allowed=OWN_CONTACTS)
        return data


class ServiceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind of help"), choices=ServiceKind.choices)
    what = forms.CharField(label=_("What they do, and for whom"), max_length=400,
                           widget=forms.Textarea(attrs={"rows": 3}))
    place = forms.CharField(label=_("Place"), max_length=120, required=False,
                            help_text=_("A town or district. Leave it empty if it is for everywhere."))
    online = forms.BooleanField(label=_("Can be used online or by phone from anywhere"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    url = forms.URLField(label=_("Web address"), max_length=300, required=False, assume_scheme="https")
    hours = forms.CharField(label=_("Hours"), max_length=120, required=False)
    languages = forms.MultipleChoiceField(label=_("Languages"), choices=settings.LANGUAGES, required=False,
                                          widget=forms.CheckboxSelectMultiple)
    cost = forms.CharField(label=_("What it costs"), max_length=120, required=False)
    conditions = forms.CharField(
        label=_("Conditions"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line. Leave it empty if it is for everybody."),
    )
    checked_on = forms.DateField(label=_("Checked on"), widget=forms.DateInput(attrs={"type": "date"}),
                                 help_text=_("The day on which somebody rang or looked."))

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("phone") and not data.get("url") and not data.get("place"):
            raise forms.ValidationError(_("Say how to reach it: a number, an address or a place."))
        look_at_fields(self, ["name", "what", "place", "hours", "cost", "conditions"], context=house_words(),
                       allowed=OWN_CONTACTS)
        return data

    def words(self) -> ServiceWords:
        """Read after ``is_valid``."""
        data = self.cleaned_data
        names = ("name", "kind", "what", "place", "online", "phone", "url", "hours", "cost", "conditions")
        return ServiceWords(languages=tuple(data["languages"]), **{name: data[name] for name in names})
