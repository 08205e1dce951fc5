"""What somebody fills in to keep an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.forms.communities import language_choices
from dayroom.apps.communities.rules.faq import FaqWords
from dayroom.apps.communities.vocabulary import FAQ_QUESTION_MAX, Specialty
from dayroom.apps.screening.actions import house_words, look_at_fields
from dayroom.platform import markup


class FaqForm(forms.Form):
    question = forms.CharField(
        label=_("The question, in general words"), max_length=FAQ_QUESTION_MAX,
        help_text=_("As anybody could ask it. Nothing from which the person who asked could be known."),
    )
    answer = forms.CharField(label=_("The answer"), widget=forms.Textarea(attrs={"rows": 10}))
    sources = forms.CharField(
        label=_("Sources"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One to a line: who says so, the title, the year."),
    )
    review_by = forms.DateField(
        label=_("Look at it again by"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most two years from now. After that day a banner says that it is old."),
    )
    specialty = forms.ChoiceField(label=_("What it is about"), choices=Specialty.choices)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # question and answer are read as a post is; the lines below them as the house's own
        look_at_fields(self, ("sources",), context=house_words(str(data.get("language", ""))))
        return data

    def words(self) -> FaqWords:
        given: dict[str, Any] = self.cleaned_data
        return FaqWords(
            question=markup.clean_line(given["question"]), answer=markup.clean(given["answer"]),
            sources=markup.clean(given["sources"]), review_by=given["review_by"], specialty=given["specialty"],
            language=given["language"],
        )
