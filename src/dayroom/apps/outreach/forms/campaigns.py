"""What somebody fills in for a campaign, the brand kit and the register of paid advertisements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.models import Advert, BrandKit, Campaign
from dayroom.apps.outreach.rules.campaigns import SAFETY_QUESTIONS, CampaignFacts, CampaignInvalid, check_campaign
from dayroom.apps.outreach.vocabulary.campaigns import CampaignKind, Voice
from dayroom.platform import markup

LINES_MOST, WORD_MOST = 20, 60


def words_of(text: str) -> list[str]:
    """Words as typed: separated by commas or lines, without the sign of a hashtag.

    >>> words_of("#measles, vaccines")
    ['measles', 'vaccines']
    """
    parts = text.replace("\n", ",").split(",")
    words = (markup.clean_line(one).lstrip("#")[:WORD_MOST] for one in parts if one.strip())
    return list(dict.fromkeys(words))[:LINES_MOST]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class CampaignForm(forms.Form):
    title = forms.CharField(label=_("Name"), max_length=140)
    aim = forms.CharField(label=_("Aim"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
                          help_text=_("What should be different afterwards, in one sentence."))
    aim_count = forms.IntegerField(label=_("How many people should it reach?"), required=False, min_value=1)
    kind = forms.ChoiceField(label=_("Kind"), choices=CampaignKind.choices)
    starts_on, ends_on = _day(_("First day")), _day(_("Last day"))
    hashtags = forms.CharField(label=_("Hashtags"), required=False, help_text=_("With commas between."))
    voice = forms.ChoiceField(label=_("Who speaks or pays"), choices=Voice.choices)
    disclosure = forms.CharField(
        label=_("What readers are told about that"), max_length=200, required=False,
        help_text=_("For a partner, a company or a paid person. It stands with every message."))
    for_everyone = forms.BooleanField(label=_("It is meant for everybody"), required=False, initial=True)
    interests = forms.CharField(
        label=_("Readers who chose these interests"), required=False,
        help_text=_("As people ticked them for the newsletter. Never by what somebody wrote, read or measures."))
    countries = forms.CharField(label=_("Readers in these countries"), required=False,
                                help_text=_("Two letters each, as people stated them: US, MX."))
    challenge_rules = forms.CharField(label=_("A challenge: what people do"), required=False,
                                      widget=forms.Textarea(attrs={"rows": 3}))
    challenge_checked = forms.MultipleChoiceField(
        label=_("A challenge: is it safe?"), required=False, choices=tuple(SAFETY_QUESTIONS.items()),
        widget=forms.CheckboxSelectMultiple)
    letter = forms.CharField(label=_("Speaking up: the letter"), required=False,
                             widget=forms.Textarea(attrs={"rows": 5}))
    letter_to = forms.CharField(label=_("Speaking up: whom to write to"), required=False,
                                widget=forms.Textarea(attrs={"rows": 2}))
    fundraising_url = forms.URLField(label=_("Fundraising: where people can give"), required=False,
                                     assume_scheme="https")
    cost = forms.DecimalField(label=_("What it cost"), required=False, min_value=0, max_digits=12, decimal_places=2)
    cost_currency = forms.CharField(label=_("Currency"), required=False, max_length=3, initial="USD")
    work_hours = forms.DecimalField(label=_("Hours of work"), required=False, min_value=0, max_digits=7,
                                    decimal_places=1)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        try:
            check_campaign(self.facts())
        except CampaignInvalid as fault:
            self.add_error(fault.field, str(fault))
        return given

    def facts(self) -> CampaignFacts:
        got = self.cleaned_data
        return CampaignFacts(
            kind=got["kind"], voice=got["voice"], disclosure=got["disclosure"], starts_on=got["starts_on"],
            ends_on=got["ends_on"], interests=words_of(got["interests"]), countries=self.stated(),
            challenge_rules=got["challenge_rules"], challenge_checked=got["challenge_checked"],
            letter=got["letter"], letter_to=got["letter_to"], fundraising_url=got["fundraising_url"])

    def stated(self) -> list[str]:
        return [one.upper() for one in words_of(self.cleaned_data["countries"]) if len(one) == 2]

    def told(self) -> dict[str, Any]:
        """The fields of the row."""
        got = self.cleaned_data
        plain = ("title", "aim", "aim_count", "kind", "starts_on", "ends_on", "voice", "disclosure", "for_everyone",
                 "challenge_rules", "challenge_checked", "letter", "letter_to", "fundraising_url")
        return {name: got[name] for name in plain} | {
            "hashtags": words_of(got["hashtags"]), "audience_interests": words_of(got["interests"]),
            "audience_countries": self.stated(),
            "cost_cents": None if got["cost"] is None else int(got["cost"] * 100),
            "cost_currency": got["cost_currency"].upper(),
            "work_minutes": None if got["work_hours"] is None else int(got["work_hours"] * 60),
        }


def filled_campaign(row: Campaign) -> dict[str, Any]:
    plain = ("title", "aim", "aim_count", "kind", "starts_on", "ends_on", "voice", "disclosure", "for_everyone",
             "challenge_rules", "challenge_checked", "letter", "letter_to", "fundraising_url", "cost_currency")
    return {name: getattr(row, name) for name in plain} | {
        "hashtags": ", ".join(row.hashtags), "interests": ", ".join(row.audience_interests),
        "countries": ", ".join(row.audience_countries),
        "cost": None if row.cost_cents is None else row.cost_cents / 100,
        "work_hours": None if row.work_minutes is None else row.work_minutes / 60,
    }


class BrandForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only for the type checker
    class Meta:
        model = BrandKit
        fields = ("name", "tone", "avoid", "colors", "logo_alt", "boilerplate", "cap_per_week")
        labels = {
            "name": _("The name, as it is written"), "tone": _("How we sound, one rule per line"),
            "avoid": _("Words to avoid, one per line"), "colors": _("Colors, in words or codes"),
            "logo_alt": _("What the logo shows"), "boilerplate": _("Who we are, in a few sentences"),
            "cap_per_week": _("Messages per channel in seven days, at most"),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("tone", "avoid", "boilerplate")}


class AdvertForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only for the type checker
    cost = forms.DecimalField(label=_("What it cost"), min_value=0, max_digits=12, decimal_places=2)

    class Meta:
        model = Advert
        fields = ("network", "words", "shown_to", "starts_on", "ends_on", "cost_currency")
        labels = {
            "network": _("Where"), "words": _("What it says"), "shown_to": _("Whom it is shown to, in words"),
            "starts_on": _("First day"), "ends_on": _("Last day"), "cost_currency": _("Currency"),
        }
        help_texts = {"shown_to": _("By place or age only. Never by illness, and no list of people leaves this site.")}
        widgets = {"words": forms.Textarea(attrs={"rows": 3}), "starts_on": forms.DateInput(attrs={"type": "date"}),
                   "ends_on": forms.DateInput(attrs={"type": "date"})}
