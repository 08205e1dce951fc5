from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.library.vocabulary.asking import QUESTION_MOST


class QuestionForm(forms.Form):
    question = forms.CharField(
        label=_("Your question"), max_length=QUESTION_MOST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In your own words. It is not kept, and no person reads it."),
    )
