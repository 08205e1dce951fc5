"""What somebody fills in to get news, and what the desk enters about mails that came back and webhooks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.forms.messages import LANGUAGES
from dayroom.apps.outreach.queries.letters import interests_offered


class NewsletterForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    country = forms.CharField(label=_("Country"), max_length=2, min_length=2, required=False,
                              help_text=_("Two letters, such as US. Only if you want news for your country."))
    interests = forms.MultipleChoiceField(
        label=_("Only about these subjects"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to get everything. Nothing else about you is used."))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["interests"].choices = [(one, one) for one in interests_offered()]  # type: ignore[attr-defined]

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"] or "").upper()


class BouncesForm(forms.Form):
    addresses = forms.CharField(label=_("Addresses from which mails came back"), max_length=200_000,
                                widget=forms.Textarea(attrs={"rows": 6}),
                                help_text=_("One per line, or the first column of a file. After three times we stop "
                                            "writing there."))

    def listed(self) -> list[str]:
        lines = self.cleaned_data["addresses"].replace("\r", "\n").split("\n")
        cells = [line.split(",")[0].split(";")[0].strip().strip('"') for line in lines]
        return [cell for cell in cells if "@" in cell][:5000]


class WebhookForm(forms.Form):
    label = forms.CharField(label=_("Name"), max_length=80)
    address = forms.URLField(label=_("Address"), max_length=400, assume_scheme="https")

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if not address.startswith("https://"):
            raise forms.ValidationError(_("The address has to begin with https://"))
        return address


class ResultsForm(forms.Form):
    """A file of a network, and which of its columns is what."""

    file = forms.FileField(label=_("File (CSV, up to 2 MB)"))
    address = forms.CharField(label=_("Column with the address of the post"), max_length=80, initial="address")
    reach = forms.CharField(label=_("Column: people reached"), max_length=80, required=False, initial="reach")
    likes = forms.CharField(label=_("Column: likes"), max_length=80, required=False, initial="likes")
    shares = forms.CharField(label=_("Column: shares"), max_length=80, required=False, initial="shares")
    comments = forms.CharField(label=_("Column: comments"), max_length=80, required=False, initial="comments")
    clicks = forms.CharField(label=_("Column: clicks"), max_length=80, required=False, initial="clicks")
    questions = forms.CharField(label=_("Column: questions"), max_length=80, required=False, initial="questions")

    def columns(self) -> dict[str, str]:
        """Our name → the column's."""
        return {name: markup for name, markup in self.cleaned_data.items() if name != "file" and markup}
