"""Forms of the desk beside the one case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.moderation.forms import canned_options, with_canned
from dayroom.apps.moderation.vocabulary import FOR_MANY, Canned, Ground, Harm, Statement, Verdict
from dayroom.apps.screening.actions import house_words, look_at_fields

LOCAL = "%Y-%m-%dT%H:%M"


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TogetherForm(forms.Form):
    """One decision for several like cases."""

    verdict = forms.ChoiceField(label=_("What should happen to all of them?"), widget=forms.RadioSelect,
                                choices=[(value, Verdict(value).label) for value in FOR_MANY])
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices, initial=Ground.RULES, required=False)
    canned = forms.ChoiceField(label=_("Ready-made explanation"), required=False,
                               help_text=_("Each author reads it in the language of their place."))
    reference = forms.CharField(label=_("Which rule or law?"), required=False, max_length=500)
    explanation = forms.CharField(label=_("Anything to add?"), required=False, max_length=1000, widget=_area(3),
                                  help_text=_("Every author reads this."))

    def __init__(self, data: Any = None, *, canned: Sequence[Canned]) -> None:
        super().__init__(data)
        self.offered = {one.code: one for one in canned}
        self.fields["canned"].choices = canned_options(canned)  # type: ignore[attr-defined]  # of a ChoiceField

    def statement(self) -> Statement:
        """One's own words; the ready-made ones are added for each place in its language."""
        said = self.cleaned_data
        return Statement(ground=said["ground"], reference=said["reference"], explanation=said["explanation"])

    def is_explained(self) -> bool:
        """Whether rule and words are there once the ready-made ones are added."""
        full = with_canned(dict(self.cleaned_data), self.offered)
        return full["verdict"] == Verdict.RELEASE or bool(full["reference"].strip() and full["explanation"].strip())


class ShiftForm(forms.Form):
    who = forms.ChoiceField(label=_("Who"))
    starts_at = forms.DateTimeField(label=_("From"), input_formats=[LOCAL, "%Y-%m-%d %H:%M"],
                                    widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL))
    ends_at = forms.DateTimeField(label=_("To"), input_formats=[LOCAL, "%Y-%m-%d %H:%M"],
                                  widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL))

    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["who"].choices = people  # type: ignore[attr-defined]  # of a ChoiceField


class CareForm(forms.Form):
    """What somebody leaves to others."""

    skips = forms.MultipleChoiceField(label=_("Leave these to others"), required=False, choices=Harm.choices,
                                      widget=forms.CheckboxSelectMultiple,
                                      help_text=_("They do not stand in your queue. Nobody asks why."))
    places = forms.MultipleChoiceField(label=_("Show me only these places"), required=False,
                                       widget=forms.CheckboxSelectMultiple,
                                       help_text=_("None chosen: all of yours."))

    def __init__(self, data: Any = None, *, scopes: dict[int, str], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        named = sorted(scopes.items(), key=lambda item: item[1])
        self.fields["places"].choices = [(str(pk), name) for pk, name in named]  # type: ignore[attr-defined]  # as above
        if len(named) < 2:
            del self.fields["places"]


class CannedForm(forms.Form):
    code = forms.RegexField(r"^[A-Z][A-Z0-9_]{1,19}$", label=_("Short name"), max_length=20,
                            help_text=_("Capital letters, such as LINKS. It never changes."),
                            error_messages={"invalid": _("Two to twenty capital letters or digits.")})
    harm = forms.ChoiceField(label=_("What it is about"), choices=Harm.choices)
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices, initial=Ground.RULES)
    title_en = forms.CharField(label=_("Title, in English"), max_length=80)
    title_es = forms.CharField(label=_("Title, in Spanish"), max_length=80)
    reference_en = forms.CharField(label=_("Which rule, in English"), max_length=500)
    reference_es = forms.CharField(label=_("Which rule, in Spanish"), max_length=500)
    text_en = forms.CharField(label=_("What the author reads, in English"), max_length=1000, widget=_area(4))
    text_es = forms.CharField(label=_("What the author reads, in Spanish"), max_length=1000, widget=_area(4))
    offered = forms.BooleanField(label=_("Offer it on the decision form"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for language in ("en", "es"):
            look_at_fields(self, [f"{part}_{language}" for part in ("title", "reference", "text")],
                           context=house_words(language))
        return cleaned


class PeriodForm(forms.Form):
    """From a day to a day, both counted."""

    start = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    end = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    form = forms.ChoiceField(label=_("As"), choices=[("json", "JSON"), ("csv", "CSV")], required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if isinstance(start, date) and isinstance(end, date) and (end < start or (end - start).days > 366):
            self.add_error("end", _("At most a year, and the end comes after the beginning."))
        return cleaned
