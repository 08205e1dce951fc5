from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.models import SurveyQuestion
from dayroom.apps.outreach.rules.surveys import read_questions
from dayroom.apps.outreach.vocabulary.surveys import SCALE, TEXT_MOST, AskKind, QuestionWords
from dayroom.apps.screening.actions import OWN_ASKS, house_words, look_at_fields
from dayroom.kernel.errors import Invalid


class SurveyForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=140)
    intro = forms.CharField(label=_("What it is for, and what becomes of the answers"), max_length=2000,
                            required=False, widget=forms.Textarea(attrs={"rows": 4}))
    questions = forms.CharField(
        label=_("Questions"), max_length=10_000, strip=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One per line. Begin with * and put answers after | signs; with 1-5 for a scale; with y/n; or "
                    "with ... for own words. An example to copy stands on this page."),
    )
    with_codes = forms.BooleanField(label=_("Only with a code that was handed out"), required=False)
    closes_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            data["read"] = read_questions(data.get("questions", ""))
        except Invalid as fault:
            self.add_error("questions", str(fault))
        look_at_fields(self, ["title", "intro", "questions"], context=house_words())
        return data

    def read(self) -> list[QuestionWords]:
        """Read after ``is_valid``."""
        return list(self.cleaned_data["read"])


class SheetForm(forms.Form):
    """One field per question; nothing is required, because a half-filled sheet is worth something too."""

    def __init__(self, *args: Any, questions: list[SurveyQuestion], with_codes: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = questions
        for one in questions:
            self.fields[f"q{one.pk}"] = _field(one)
        self.fields["quote_ok"] = forms.BooleanField(
            label=_("The people who read this may quote my own words, without me"), required=False)
        if with_codes:
            self.fields["code"] = forms.CharField(label=_("Your code"), max_length=20)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        names = [f"q{one.pk}" for one in self.questions if one.kind == AskKind.TEXT]
        look_at_fields(self, names, context=house_words(), asks=OWN_ASKS)
        return data

    def answers(self) -> dict[int, str]:
        """Read after ``is_valid``."""
        return {one.pk: str(self.cleaned_data.get(f"q{one.pk}") or "") for one in self.questions}


def _field(question: SurveyQuestion) -> forms.Field:
    if question.kind == AskKind.TEXT:
        return forms.CharField(label=question.ask, max_length=TEXT_MOST, required=False,
                               widget=forms.Textarea(attrs={"rows": 3}),
                               help_text=_("Please leave out names and numbers."))
    if question.kind == AskKind.SCALE:
        choices = [(str(mark), str(mark)) for mark in SCALE]
    elif question.kind == AskKind.YES_NO:
        choices = [("yes", str(_("yes"))), ("no", str(_("no")))]
    else:
        choices = [(one, one) for one in question.options]
    return forms.ChoiceField(label=question.ask, choices=choices, required=False, widget=forms.RadioSelect)


class OutcomeForm(forms.Form):
    said = forms.CharField(label=_("You said"), max_length=4000, required=False,
                           widget=forms.Textarea(attrs={"rows": 4}))
    did = forms.CharField(label=_("We did"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ["said", "did"], context=house_words())
        return data
