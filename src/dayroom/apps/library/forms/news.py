"""What somebody fills in about a source, or to suggest a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayroom.apps.library.actions.news import SourceWords
from dayroom.apps.library.rules.feeds import LINK_MOST, link_of
from dayroom.apps.library.vocabulary.news import FeedKind, Tier
from dayroom.apps.screening.actions import OWN_ASKS, house_words, look_at_fields

FEEDS = [choice for choice in FeedKind.choices if choice[0] != FeedKind.LINKS]
LINE_ALLOWED = frozenset({"URL", "PLACE"})  # a headline names places, and a source is an address


class LinkForm(forms.Form):
    link = forms.URLField(label=_("Web address"), max_length=LINK_MOST, assume_scheme="https")
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As it stands on the page."))
    why = forms.CharField(
        label=_("Why should others read it?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In one or two sentences. Please leave yourself and other people out of it."),
    )
    language = forms.ChoiceField(label=_("Language of the page"), choices=settings.LANGUAGES)

    def clean_link(self) -> str:
        link = link_of(self.cleaned_data["link"], "")
        if not link:
            raise forms.ValidationError(_("That address cannot be shown. Copy it from the line above the page."))
        return link

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ["title", "why"], context=house_words(), asks=OWN_ASKS, allowed=LINE_ALLOWED)
        return data


class SourceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As readers know them."))
    feed = forms.URLField(label=_("Address of the feed"), max_length=300, assume_scheme="https")
    kind = forms.ChoiceField(label=_("Form"), choices=FEEDS)
    tier = forms.TypedChoiceField(label=_("Who is behind it"), choices=Tier.choices, coerce=int)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    place = forms.CharField(label=_("For which place it speaks"), max_length=120, required=False,
                            help_text=_("Leave it empty if it is for everywhere."))
    conditions = forms.CharField(
        label=_("Conditions"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line. Leave it empty if it speaks of health in general."),
    )
    is_on = forms.BooleanField(label=_("Read it, and show its news"), required=False)

    def __init__(self, *args: Any, links_of: str = "", **options: Any) -> None:
        """``links_of``: the server of a source that has no feed, and needs none."""
        super().__init__(*args, **options)
        self.links_of = links_of
        if links_of:
            self.fields["feed"].required = False
            self.fields["kind"].choices = FeedKind.choices  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        single = data.get("kind") == FeedKind.LINKS
        if "kind" in data and "feed" in data and single == bool(data["feed"]):
            self.add_error("kind", _("Single links have no address of a feed. Every other form needs one."))
        look_at_fields(self, ["name", "place", "conditions"], context=house_words(), allowed=LINE_ALLOWED)
        return data

    def words(self) -> SourceWords:
        """Read after ``is_valid``."""
        return SourceWords(host=self.links_of, **{name: self.cleaned_data[name] for name in self.base_fields})
