from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.vocabulary.forms import FILE_MOST


class FormFileForm(forms.Form):
    """A questionnaire as a file, or its text."""

    file = forms.FileField(label=_("The file"), required=False,
                           widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}))
    words = forms.CharField(
        label=_("Or its text"), required=False, max_length=FILE_MOST, strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A FHIR R4 Questionnaire as JSON, alone or in a Bundle with its lists of answers."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        upload = told.get("file")
        if upload is None and not told.get("words", "").strip() and not self.errors:
            self.add_error("words", _("Please choose a file, or paste its text."))
        if upload is not None and (upload.size or 0) > FILE_MOST * 4:
            self.add_error("file", _("This file is too large."))
        return told

    def text(self) -> str:
        upload = self.cleaned_data.get("file")
        if upload is None:
            return str(self.cleaned_data["words"])
        # what is not UTF-8 becomes signs that no JSON has where it matters, and is refused as a file that is wrong
        return str(upload.read().decode("utf-8-sig", "replace"))
