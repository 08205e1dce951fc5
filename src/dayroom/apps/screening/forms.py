"""What people fill in at the desk of fact checks, on the page to check a text, and for keys."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.screening.actions.lines import house_words, look_at_fields
from dayroom.apps.screening.models import FactCheck
from dayroom.engines import guard

WHO = (
    ("MEMBER", _("I write for myself")),
    ("PROFESSIONAL", _("I write as a health professional")),
    ("ORGANISATION", _("I write for an organisation")),
)
WHERE = (
    ("PUBLIC", _("in public")),
    ("MEMBERS", _("to the members of a group")),
    ("DIRECT", _("to one person")),
    ("REVIEW_REPLY", _("as a reply to a review")),
    ("CAMPAIGN", _("in a campaign")),
)
LANGUAGES = (("en", "English"), ("es", "Español"))


OF_PERSONS = frozenset({guard.Family.IDENTIFIER, guard.Family.HARM})


class TextForm(forms.Form):
    """A text to be looked at before it goes anywhere."""

    text = forms.CharField(
        label=_("Your text"), widget=forms.Textarea(attrs={"rows": 8}), max_length=guard.MAX_LENGTH, strip=False,
        error_messages={"required": _("Write or paste a text first.")},
    )
    author = forms.ChoiceField(label=_("Who writes"), choices=WHO, initial="ORGANISATION")
    place = forms.ChoiceField(label=_("Where it will stand"), choices=WHERE, initial="PUBLIC")
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class OwnTextForm(TextForm):
    """The same for a professional, whose interests stand with what they say in public."""

    interests = forms.CharField(label=_("Your interests"), max_length=400, required=False,
                                help_text=_("Who pays you for what this is about; “none” is an answer. They stand "
                                            "under the cleaned version."))


class ReplyForm(forms.Form):
    """A reply to a review that stands elsewhere."""

    contact = forms.CharField(
        label=_("How people reach you"), max_length=120, required=False,
        help_text=_("An office address or number. It goes into the ready replies."),
    )
    text = forms.CharField(
        label=_("Your reply"), widget=forms.Textarea(attrs={"rows": 5}), max_length=guard.MAX_LENGTH, strip=False,
        error_messages={"required": _("Write or paste a text first.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class FactCheckForm(forms.Form):
    """One entry of the register."""

    topic = forms.SlugField(label=_("Subject"), max_length=40, help_text=_("One word, such as vaccination."))
    claim = forms.CharField(
        label=_("The claim"), max_length=400, help_text=_("As one plain sentence, the way people say it.")
    )
    truth = forms.CharField(
        label=_("What is true"), max_length=400, help_text=_("One line. Do not repeat the claim in it.")
    )
    misleads = forms.CharField(
        label=_("Why the claim misleads"), max_length=800, widget=forms.Textarea(attrs={"rows": 3})
    )
    variants = forms.CharField(
        label=_("Other ways to say the claim"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line."),
    )
    sources = forms.CharField(
        label=_("Sources"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line: body | title | year | tier (1 to 4) | DOI or PubMed number, if you are sure."),
    )
    checked_on = forms.DateField(label=_("Checked on"), widget=forms.DateInput(attrs={"type": "date"}))
    review_by = forms.DateField(label=_("To be looked at again by"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("What has changed, and why"), max_length=400, required=False, help_text=_("Shown with the card.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        # an entry repeats a claim in order to answer it: what it may not do is name or hurt somebody
        look_at_fields(self, ("claim", "truth", "misleads", "reason"), context=house_words("en"), families=OF_PERSONS)
        return cleaned

    def clean_variants(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["variants"].splitlines() if line.strip()][:20]

    def clean_sources(self) -> list[dict[str, Any]]:
        lines = [line for line in self.cleaned_data["sources"].splitlines() if line.strip()]
        return [_source(line) for line in lines[:10]]


def _source(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    parts += [""] * (5 - len(parts))
    body, title, year, tier, number = parts[:5]
    if not (body and title and year.isascii() and year.isdigit() and len(year) == 4 and tier in {"1", "2", "3", "4"}):
        raise forms.ValidationError(_("Each source needs a body, a title, a year and a tier from 1 to 4."))
    doi = number if number.startswith("10.") else ""
    return {
        "body": body, "title": title, "year": int(year), "tier": int(tier), "doi": doi,
        "pmid": number if number.isascii() and number.isdigit() else "",
    }


def as_form(row: FactCheck) -> dict[str, Any]:
    """What stands in the row, for changing it."""
    fields = ("topic", "claim", "truth", "misleads", "checked_on", "review_by")
    said = {name: getattr(row, name) for name in fields}
    return {**said, "variants": "\n".join(row.variants), "sources": sources_as_lines(row.sources)}


def sources_as_lines(sources: list[dict[str, Any]]) -> str:
    """The reverse of what the form reads."""
    return "\n".join(
        f"{one['body']} | {one['title']} | {one['year']} | {one['tier']} | {one.get('doi') or one.get('pmid') or ''}"
        .rstrip(" |") for one in sources
    )


class RetireForm(forms.Form):
    """Why an entry is no longer used; shown with the card."""

    reason = forms.CharField(max_length=400, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        look_at_fields(self, ("reason",), context=house_words(), families=OF_PERSONS)
        return cleaned


class ClaimFileForm(forms.Form):
    """Entries from elsewhere."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "ClaimReview (JSON-LD) or CSV, at most 5 MB. A table needs the columns claim, body, checked and rating."
        ),
    )

    def clean_file(self) -> str:
        given = self.cleaned_data["file"]
        if given.size > 5_000_000:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        try:
            return str(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError(_("The file is not UTF-8 text.")) from fault

    def is_json(self) -> bool:
        try:
            json.loads(self.cleaned_data["file"])
        except (ValueError, RecursionError):
            return str(self.cleaned_data["file"]).lstrip().startswith(("[", "{"))
        return True


class AnswerForm(forms.Form):
    """The answer to "is this true?"."""

    fact_check = forms.CharField(
        label=_("Entry of the register"), required=False, max_length=80,
        help_text=_("Its name, such as vaccination.autism. Leave empty to write an answer of your own."),
    )
    answer = forms.CharField(
        label=_("Answer"), required=False, max_length=800, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Begin with what is true. Two or three plain sentences."),
    )
    source = forms.CharField(
        label=_("Source"), required=False, max_length=300, help_text=_("Body, title and year.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        look_at_fields(self, ("answer", "source"), context=house_words(), families=OF_PERSONS)
        return cleaned


class TokenForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(label=_("Which program will use it"), max_length=80)
