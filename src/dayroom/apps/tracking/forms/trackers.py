from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from dayroom.apps.screening.actions import OWN_ASKS, house_words, look_at_fields
from dayroom.apps.tracking.forms.told import READ_BY_OTHERS
from dayroom.apps.tracking.vocabulary.records import TrackerShown
from dayroom.apps.tracking.vocabulary.trackers import NAME_MOST, NOTE_MOST, Entry

# what a browser writes into a field for day and time, with and without seconds
MOMENT = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
KEY_MOST = 40


class EntryForm(forms.Form):
    """One reading as typed. Numbers are read by the action, which knows the measure."""

    value = forms.CharField(required=False, max_length=40)
    part = forms.CharField(required=False, max_length=40)
    unit = forms.CharField(required=False, max_length=30)
    when = forms.DateTimeField(
        required=False, input_formats=MOMENT,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT[0]),
        error_messages={"invalid": _("Please enter a day and a time, or leave both empty for now.")},
    )
    at = forms.CharField(required=False, max_length=40)  # the moment that a phone wrote down while it was offline
    note = forms.CharField(required=False, max_length=NOTE_MOST, widget=forms.Textarea(attrs={"rows": 3}))
    client_key = forms.SlugField(required=False, max_length=KEY_MOST)
    sure = forms.BooleanField(required=False)

    def clean_at(self) -> datetime | None:
        said = self.cleaned_data["at"]
        try:
            moment = parse_datetime(said) if said else None
        except ValueError:
            moment = None
        return moment if moment is not None and is_aware(moment) else None

    def entry(self) -> Entry:
        told = self.cleaned_data
        return Entry(
            value=told["value"], part=told["part"], unit=told["unit"], taken_at=told["when"] or told["at"],
            note=told["note"], client_key=told["client_key"], sure=told["sure"],
        )


class FollowForm(forms.Form):
    """A measure from the list, or a name of one's own."""

    measure = forms.SlugField(required=False, max_length=40)
    name = forms.CharField(label=_("Something of your own"), required=False, max_length=NAME_MOST)


class TrackerForm(forms.Form):
    name = forms.CharField(label=_("Name"), required=False, max_length=NAME_MOST)

    def __init__(self, *args: Any, tracker: TrackerShown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = tracker.audience
        if tracker.measure:
            self.fields["name"].help_text = _("Leave it empty for the usual name.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.audience in READ_BY_OTHERS:
            look_at_fields(self, ["name"], context=house_words(), asks=OWN_ASKS)
        return data


class PhotoForm(forms.Form):
    picture = forms.FileField(label=_("A picture"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))


class CheckInForm(forms.Form):
    mood = forms.CharField(required=False, max_length=3)
    pain = forms.CharField(required=False, max_length=3)
    fatigue = forms.CharField(required=False, max_length=3)
    note = forms.CharField(label=_("Anything you want to remember about today"), required=False, max_length=NOTE_MOST,
                           widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))
    client_key = forms.SlugField(required=False, max_length=KEY_MOST, widget=forms.HiddenInput)

