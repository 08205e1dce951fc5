from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayroom.apps.library.actions.writing import TITLE_MOST
from dayroom.apps.library.queries.articles import conditions_known
from dayroom.apps.library.vocabulary.articles import ArticleKind
from dayroom.apps.screening.actions import OWN_ASKS, look_at_fields
from dayroom.engines import guard
from dayroom.platform import markup
from dayroom.platform.media_types import MediaType, media_type_of

RECORDING_MOST = 200 * 1024 * 1024
UNCLEAR_MOST = 600
PLAYED = ("VIDEO", "AUDIO")


class BeginForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=TITLE_MOST)
    kind = forms.ChoiceField(label=_("What it is"), choices=ArticleKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def clean_title(self) -> str:
        return markup.clean_line(self.cleaned_data["title"])


class WordsForm(forms.Form):
    """Approve or send back."""

    words = forms.CharField(
        label=_("In words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed to send it back, and where a check asks for your reason."),
    )


class TimeForm(forms.Form):
    wanted_at = forms.DateTimeField(
        label=_("When it goes out"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"], help_text=_("In your own time zone."),
    )


class SendForm(TimeForm):
    wanted_at = forms.DateTimeField(
        label=_("When should it go out?"), required=False, input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("If it is approved later than that, you are asked for a new time."),
    )


class StillRightForm(forms.Form):
    review_by = forms.DateField(
        label=_("Look at it again by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = forms.CharField(label=_("What you looked at"), max_length=300)


class UnclearForm(forms.Form):
    text = forms.CharField(
        label=_("What is still unclear?"), max_length=UNCLEAR_MOST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Please leave out names and numbers. Nobody answers here; it helps us to write it better."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # whoever asks is nobody we know: what would give a person away is not kept at all
        look_at_fields(self, ("text",), context=guard.Context(place=guard.Place.MEMBERS), asks=OWN_ASKS)
        return data


class RecordingForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    file = forms.FileField(label=_("Video or sound"), help_text=_("MP4, WebM, MP3, M4A or OGG, at most 200 MB."))
    captions = forms.FileField(label=_("Captions"), required=False, help_text=_("A WebVTT file."))
    transcript = forms.CharField(
        label=_("Transcript"), required=False, max_length=60_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    kind: MediaType | None = None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > RECORDING_MOST:
            raise forms.ValidationError(_("This file is too large. Make it smaller and send it again."))
        self.kind = media_type_of(file.read(64))
        file.seek(0)
        if self.kind is None or self.kind.kind not in PLAYED:
            raise forms.ValidationError(_("This is no video and no sound that we can play."))
        return file

    def clean_captions(self) -> str:
        file = self.cleaned_data.get("captions")
        if not file:
            return ""
        try:
            text = markup.clean(file.read(500_000).decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError(_("The captions could not be read as text.")) from fault
        if not text.startswith("WEBVTT"):
            raise forms.ValidationError(_("The captions are no WebVTT file: its first line says WEBVTT."))
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("captions") and not data.get("transcript") and not self.errors:
            self.add_error("transcript", _("Add captions or a transcript: not everybody can hear it."))
        return data


class WishesForm(forms.Form):
    suggestions = forms.BooleanField(label=_("Suggest articles to me"), required=False)
    interests = forms.MultipleChoiceField(
        label=_("I would like to read about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        interests = self.fields["interests"]
        assert isinstance(interests, forms.MultipleChoiceField)  # noqa: S101 - declared above
        interests.choices = [(one.slug, one.name) for one in conditions_known()]
