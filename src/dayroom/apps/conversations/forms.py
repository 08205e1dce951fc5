from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.platform.markup import clean


class MessageForm(forms.Form):
    body = forms.CharField(
        label=_("Your message"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Test results do not belong here. Share those with your clinic, on paper or in its own portal."),
    )
    submit_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_body(self) -> str:
        return clean(self.cleaned_data["body"])
