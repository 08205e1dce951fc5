from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary.policies import AUDIENCES, PolicyWords
from dayroom.apps.screening.actions import house_words, look_at_fields

LANGUAGES = (("en", _("English")), ("es", _("Spanish")))


class PolicyForm(forms.Form):
    """One wording of a policy, in the languages of the site."""

    audiences = forms.MultipleChoiceField(
        label=_("Whom it asks"), choices=AUDIENCES, widget=forms.CheckboxSelectMultiple,
        help_text=_("They are told when it is published, and agree to it before they go on."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES:
            for key, field in _fields(code, str(name)).items():
                self.fields[f"{key}_{code}"] = field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for code, _name in LANGUAGES:
            look_at_fields(self, [f"{key}_{code}" for key in ("title", "body", "changes")], context=house_words(code))
        return data

    def words(self) -> list[PolicyWords]:
        """What was written, a language each. Read after ``is_valid``."""
        data = self.cleaned_data
        return [
            PolicyWords(code, data[f"title_{code}"], data[f"body_{code}"], data[f"changes_{code}"])
            for code, _name in LANGUAGES
        ]


def _fields(code: str, name: str) -> dict[str, forms.Field]:
    needed = code == "en"
    return {
        "title": forms.CharField(label=_("Title (%(language)s)") % {"language": name}, max_length=120, required=needed),
        "body": forms.CharField(
            label=_("Text (%(language)s)") % {"language": name}, max_length=20_000, required=needed, strip=False,
            widget=forms.Textarea(attrs={"rows": 14}),
            help_text=_("Short sentences. A line that begins with a dash makes a list, ### makes a heading."),
        ),
        "changes": forms.CharField(
            label=_("What is new (%(language)s)") % {"language": name}, max_length=400, required=False,
            help_text=_("One or two lines, for those who know the version before."),
        ),
    }


class NewPolicyForm(PolicyForm):
    slug = forms.SlugField(label=_("Short name for the address"), max_length=60,
                           help_text=_("Small letters and dashes, such as night-shift."))
    field_order = ("slug", "audiences")
