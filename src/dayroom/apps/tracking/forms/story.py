"""A story by prompts; every prompt may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.vocabulary.told import PROMPTS

PART_MOST = 1200


class StoryForm(forms.Form):
    title = forms.CharField(label=_("A title, if you like"), max_length=120, required=False)

    def __init__(self, *args: Any, places: Mapping[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        for at, (label, help_text) in enumerate(PROMPTS):
            self.fields[f"part{at}"] = forms.CharField(
                label=label, help_text=help_text, max_length=PART_MOST, required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        lines = [("", _("In the record, as an event")), *((str(pk), name) for pk, name in places.items())]
        self.fields["goes"] = forms.ChoiceField(
            label=_("Where shall it go?"), choices=lines, required=False, widget=forms.RadioSelect, initial="",
            help_text=_("In a community it becomes a draft first. Nothing is posted before you read it again."),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(f"part{at}") for at in range(len(PROMPTS))):
            raise forms.ValidationError(_("Write a few words under at least one question."))
        return data

    def body(self) -> str:
        """The parts that were written, each under its heading. Read after `is_valid`."""
        told = [(label, self.cleaned_data[f"part{at}"]) for at, (label, _help) in enumerate(PROMPTS)]
        return "\n\n".join(f"{label}\n\n{words}" for label, words in told if words)
