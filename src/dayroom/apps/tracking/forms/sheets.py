"""What is chosen for a sheet, and for whom it is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dayroom.apps.tracking.vocabulary.sheets import CODE_FIGURES, LINK_DAYS, SHEET_LINE_MOST, SheetChoice

USUAL_DAYS = 90
CHOSEN_FIRST = ("conditions", "treatments")  # what a doctor asks for anyway; the rest is chosen by hand


def _many(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class SheetForm(forms.Form):
    """One page for a visit. Everything on it is chosen here."""

    since_on = forms.DateField(
        label=_("What has changed since"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last visit, for example."),
    )
    name = forms.CharField(
        label=_("Name on the sheet"), max_length=80, required=False,
        help_text=_("Left empty, no name stands on it."),
    )
    questions = forms.CharField(
        label=_("What I want to ask"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line. The one that matters most first."),
    )
    talked = forms.CharField(
        label=_("Something from a community that I want to talk about"), max_length=SHEET_LINE_MOST, required=False,
        help_text=_("In your own words. Leave out who said it."),
    )
    changes = forms.BooleanField(label=_("What began, stopped or happened since then"), required=False, initial=True)
    conditions = _many(_("Conditions"))
    treatments = _many(_("What I take now"))
    trackers = _many(_("Charts (up to four)"))
    forms = _many(_("Questionnaires"))

    def __init__(self, *args: Any, offered: Mapping[str, Sequence[tuple[str, str]]], today: date, **more: Any):
        more.setdefault("initial", {
            "since_on": today - timedelta(days=USUAL_DAYS), "changes": True,
            **{name: [key for key, _words in offered[name]] for name in CHOSEN_FIRST},
        })
        super().__init__(*args, **more)
        self.today = today
        for name, choices in offered.items():
            field = self.fields[name]
            field.choices = choices  # type: ignore[attr-defined]  # a field with choices, see above
            if not choices:
                del self.fields[name]

    def choice(self) -> SheetChoice:
        """Read after `is_valid`."""
        told = self.cleaned_data
        return SheetChoice(
            since_on=told["since_on"], until_on=self.today,
            questions=tuple(line.strip() for line in told["questions"].splitlines() if line.strip()),
            treatments=tuple(told.get("treatments", ())), conditions=tuple(told.get("conditions", ())),
            trackers=tuple(told.get("trackers", ())), forms=tuple(told.get("forms", ())), changes=told["changes"],
            name=told["name"].strip(), talked=told["talked"].strip(),
        )


def _day_words(days: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(label=_("It opens for"), coerce=int, initial=7)
    whom = forms.CharField(
        label=_("For whom?"), max_length=80, required=False, help_text=_("A note for you. It is not on the sheet.")
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        field = self.fields["days"]
        field.choices = [(days, _day_words(days)) for days in LINK_DAYS]  # type: ignore[attr-defined]  # see above


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=CODE_FIGURES + 4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def code_given(self) -> str:
        """As it was told on the phone: without blanks."""
        return "".join(self.cleaned_data["code"].split())
