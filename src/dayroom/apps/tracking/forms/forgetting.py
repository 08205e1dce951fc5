from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _


class DeleteRecordForm(forms.Form):
    """Typed, not ticked: what cannot be brought back is not done by a slip of the thumb."""

    handle = forms.CharField(max_length=80, widget=forms.TextInput(attrs={
        "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false",
    }))

    def __init__(self, *args: Any, handle: str, **named: Any) -> None:
        super().__init__(*args, **named)
        self.own = handle
        self.fields["handle"].label = say("Type your handle (%(handle)s) to be sure") % {"handle": handle}

    def clean_handle(self) -> str:
        typed: str = self.cleaned_data["handle"]
        if typed.strip().casefold() != self.own.casefold():
            raise forms.ValidationError(_("Please type your handle exactly as it is. Nothing was deleted."))
        return typed
