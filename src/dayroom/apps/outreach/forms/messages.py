"""What somebody fills in to write a message, choose its channels and add pictures."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.forms.campaigns import words_of
from dayroom.apps.outreach.models import Message
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.rules.deliveries import NoSuchMoment, moment_of
from dayroom.apps.outreach.vocabulary.campaigns import TITLE_MAX, AiRole
from dayroom.engines.guard.conduct import ImageShows

LANGUAGES = (("en", "English"), ("es", "Español"))
SHOWS = (
    (ImageShows.NO_PERSON.value, _("nobody")),
    (ImageShows.STAFF.value, _("people who work with us, and who agree")),
    (ImageShows.PERSON_AUTHORIZED.value, _("a patient who has signed for it")),
)
MOMENT = "%Y-%m-%dT%H:%M"


def moment_from(text: str) -> datetime | None:
    """A wall clock of the site, as a browser or a person writes it. Raises NoSuchMoment."""
    text = text.strip().replace(" ", "T")
    if not text:
        return None
    try:
        return moment_of(datetime.strptime(text[:16], MOMENT), settings.TIME_ZONE)  # made aware there
    except (ValueError, OverflowError) as fault:
        raise NoSuchMoment() from fault


def moment_text(at: datetime | None) -> str:
    return timezone.localtime(at, timezone.get_default_timezone()).strftime(MOMENT) if at else ""


class MomentField(forms.CharField):
    """A day and a time by the clock of the site."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options["widget"] = forms.TextInput(attrs={"type": "datetime-local"})
        super().__init__(**options)

    def clean(self, value: Any) -> datetime | None:
        try:
            return moment_from(super().clean(value))
        except NoSuchMoment as fault:
            raise forms.ValidationError(str(fault)) from fault


class MessageForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX)
    body = forms.CharField(label=_("The text"), max_length=10_000, strip=False,
                           widget=forms.Textarea(attrs={"rows": 10}),
                           help_text=_("Write it once. Each channel can have a shorter one afterwards."))
    link = forms.URLField(label=_("Where readers go for more"), required=False, assume_scheme="https",
                          help_text=_("Empty: the page of this message here. Clicks are counted, people are not."))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    hashtags = forms.CharField(label=_("Hashtags"), required=False, help_text=_("With commas between."))
    sources = forms.CharField(label=_("Sources"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=_("One per line: who, title, year."))
    interests = forms.CharField(label=_("Interests of whoever wrote this"), max_length=400, required=False,
                                help_text=_("“None” is an answer. Anything else is shown with the text."))
    topics = forms.CharField(label=_("Newsletter interests it belongs to"), required=False,
                             help_text=_("With commas between. Empty: for everybody who gets the newsletter."))
    ai_role = forms.ChoiceField(label=_("Did a machine write any of it?"), choices=AiRole.choices)
    ai_model = forms.CharField(label=_("Which machine"), max_length=80, required=False)
    ai_reviewed_by = forms.CharField(label=_("Who checked what the machine wrote"), max_length=80, required=False)
    publish_at = MomentField(label=_("When it goes out"), help_text=_("By the clock of this site. Empty: as soon as "
                                                                      "it is approved."))
    true_until = MomentField(label=_("True until"), help_text=_("Afterwards it is not sent any more."))
    timely_seen = forms.BooleanField(
        label=_("I have asked myself: is this timely, and is it for everyone who will see it?"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def told(self) -> dict[str, Any]:
        got = dict(self.cleaned_data)
        got.pop("revision", None)
        return got | {"hashtags": words_of(got["hashtags"]), "topics": [one.lower() for one in words_of(got["topics"])]}


def filled_message(row: Message) -> dict[str, Any]:
    plain = ("title", "body", "link", "language", "sources", "interests", "ai_role", "ai_model", "ai_reviewed_by",
             "timely_seen", "revision")
    return {name: getattr(row, name) for name in plain} | {
        "hashtags": ", ".join(row.hashtags), "topics": ", ".join(row.topics),
        "publish_at": moment_text(row.publish_at), "true_until": moment_text(row.true_until),
    }


class ChannelsForm(forms.Form):
    """One box, one text and perhaps places for each channel that this site is set up for."""

    def __init__(self, *args: Any, only: frozenset[str] | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        self.names = [key for key, one in CHANNELS if one.ready() and (only is None or key in only)]
        for name in self.names:
            channel = CHANNELS[name]
            self.fields[f"{name}-on"] = forms.BooleanField(label=channel.label, required=False)
            places = channel.places()
            if places:
                self.fields[f"{name}-places"] = forms.MultipleChoiceField(
                    label=_("Where"), choices=places, required=False,
                    widget=forms.CheckboxSelectMultiple if len(places) <= 8 else forms.SelectMultiple)
            self.fields[f"{name}-text"] = forms.CharField(
                label=_("Its own text, if it needs one"), required=False, max_length=10_000, strip=False,
                widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in self.names:
            needs = f"{name}-places" in self.fields
            if given.get(f"{name}-on") and needs and not given.get(f"{name}-places"):
                self.add_error(f"{name}-places", _("Choose at least one place."))
        return given

    def chosen(self) -> dict[str, tuple[str, list[str]]]:
        got = self.cleaned_data
        return {name: (got[f"{name}-text"], list(got.get(f"{name}-places") or []))
                for name in self.names if got[f"{name}-on"]}


def filled_channels(row: Message) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for one in row.variants.all():
        given |= {f"{one.channel}-on": True, f"{one.channel}-text": one.text, f"{one.channel}-places": one.places}
    return given


class PictureForm(forms.Form):
    file = forms.FileField(label=_("Picture or video"),
                           help_text=_("JPEG, PNG, WebP or GIF up to 10 MB; MP4 or WebM up to 60 MB."))
    alt = forms.CharField(label=_("What it shows, for those who cannot see it"), max_length=1000)
    captions = forms.CharField(label=_("A video: its captions (WebVTT)"), required=False,
                               widget=forms.Textarea(attrs={"rows": 3}))
    shows = forms.ChoiceField(label=_("Who can be seen in it?"), choices=SHOWS, widget=forms.RadioSelect)
    original = forms.BooleanField(label=_("We made it ourselves"), required=False, initial=True)
    attribution = forms.CharField(label=_("Whose it is"), max_length=200, required=False)
    license = forms.CharField(label=_("Under which license"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("original") and not (given.get("attribution") and given.get("license")):
            self.add_error("attribution", _("Somebody else made it: say who, and under which license."))
        return given


class RemarkForm(forms.Form):
    anchor = forms.CharField(max_length=40, widget=forms.HiddenInput)
    words = forms.CharField(label=_("Remark"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))


class DecisionForm(forms.Form):
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why this cannot wait for a second person"), max_length=400, required=False,
                             widget=forms.Textarea(attrs={"rows": 2}))
