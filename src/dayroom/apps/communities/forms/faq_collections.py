from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.actions.faq_collections import CollectionWords
from dayroom.apps.communities.forms.communities import language_choices
from dayroom.apps.screening.actions import house_words, look_at_fields


class CollectionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    conditions = forms.CharField(
        label=_("Conditions"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line. Leave it empty if it is for everybody."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ("title", "conditions"), context=house_words(str(data.get("language", ""))))
        return data

    def words(self) -> CollectionWords:
        """Read after ``is_valid``."""
        return CollectionWords(**self.cleaned_data)
