from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.library.rules.courses import read_course
from dayroom.apps.library.vocabulary.courses import FILE_MOST, CourseWords
from dayroom.apps.screening.actions import house_words, look_at_fields
from dayroom.kernel.errors import Invalid


class CourseFileForm(forms.Form):
    """A course as a file. What does not fit is named with its place; nothing of it is kept."""

    text = forms.CharField(
        label=_("The course"), max_length=FILE_MOST, strip=False, widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("Paste the text of the course file. The guide for communications officers shows one."),
    )
    words: CourseWords | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "text" in data:
            try:
                self.words = read_course(data["text"])
            except Invalid as fault:
                self.add_error("text", str(fault))
            else:
                look_at_fields(self, ["text"], context=house_words(self.words.language))
        return data


class CertificateForm(forms.Form):
    """The name for the printed sheet; it is written on the page and kept nowhere."""

    name = forms.CharField(label=_("Name on the sheet"), max_length=80, required=False)
