from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.vocabulary.vacancies import Hours, Per, VacancyWords
from dayroom.apps.screening.actions import house_words, look_at_fields

OWN_CONTACTS = frozenset({"PHONE", "URL", "EMAIL", "ADDRESS", "PLACE", "POSTAL_CODE", "DATE"})


class VacancyForm(forms.Form):
    """A draft may be incomplete; what keeps it from opening is said beside it."""

    title = forms.CharField(label=_("What the work is"), max_length=140)
    organisation = forms.CharField(label=_("Who offers it"), max_length=140)
    place = forms.CharField(label=_("Where"), max_length=120)
    remote = forms.BooleanField(label=_("Can be done from home"), required=False)
    hours = forms.ChoiceField(label=_("Hours"), choices=Hours.choices)
    about = forms.CharField(label=_("What somebody does there"), max_length=6000,
                            widget=forms.Textarea(attrs={"rows": 8}))
    must = forms.CharField(label=_("What somebody must be able to do"), max_length=3000,
                           widget=forms.Textarea(attrs={"rows": 5}), help_text=_("One thing per line."))
    nice = forms.CharField(label=_("What would be good, and is not needed"), max_length=3000, required=False,
                           widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One thing per line."))
    pay_from = forms.IntegerField(label=_("Pay from"), min_value=0, max_value=100_000_000, required=False)
    pay_to = forms.IntegerField(label=_("Pay to"), min_value=0, max_value=100_000_000, required=False)
    pay_currency = forms.RegexField(label=_("Currency"), regex=r"^[A-Z]{3}$", initial="USD",
                                    help_text=_("Three letters, such as USD or EUR."))
    pay_per = forms.ChoiceField(label=_("Per"), choices=[("", _("Please choose")), *Per.choices], required=False)
    apply_url = forms.URLField(label=_("Where to apply"), max_length=300, required=False, assume_scheme="https")
    apply_email = forms.EmailField(label=_("Or by e-mail to"), required=False)
    for_clinicians = forms.BooleanField(label=_("For health professionals with a licence"), required=False)
    closes_on = forms.DateField(label=_("Last day to apply"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("pay_from") or data.get("pay_to")) and not data.get("pay_per") and "pay_per" not in self.errors:
            self.add_error("pay_per", _("Say whether that is for an hour, a month or a year."))
        look_at_fields(self, ["title", "about", "must", "nice"], context=house_words(), allowed=OWN_CONTACTS)
        return data

    def words(self) -> VacancyWords:
        """Read after ``is_valid``."""
        return VacancyWords(**{name: self.cleaned_data[name] for name in VacancyWords.__dataclass_fields__})


class LookForm(forms.Form):
    q = forms.CharField(label=_("Words"), max_length=80, required=False)
    hours = forms.ChoiceField(label=_("Hours"), choices=[("", _("Any")), *Hours.choices], required=False)
    remote = forms.BooleanField(label=_("From home"), required=False)
