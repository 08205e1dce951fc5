from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayroom.apps.library.vocabulary.words import MEANING_MOST
from dayroom.apps.screening.actions import house_words, look_at_fields


class WordForm(forms.Form):
    word = forms.CharField(label=_("Word"), max_length=80)
    also = forms.CharField(
        label=_("Other spellings and short forms"), max_length=900, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One per line."),
    )
    meaning = forms.CharField(
        label=_("What it means"), max_length=MEANING_MOST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two short sentences, as you would say it to a neighbor."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ["word", "also", "meaning"], context=house_words(data.get("language", "")))
        return data
