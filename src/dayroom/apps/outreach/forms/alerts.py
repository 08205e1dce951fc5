from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayroom.apps.library.vocabulary.fitting import Pointer
from dayroom.apps.outreach.models import Alert, AlertArea
from dayroom.apps.outreach.queries.alerts import alert_name, alerts_to_tie, areas, place_of
from dayroom.apps.outreach.vocabulary.alerts import (
    HOURS_MOST,
    SHORT_MOST,
    AlertFacts,
    AlertStatus,
    AlertWords,
    Certainty,
    RumourKind,
    Severity,
    Urgency,
)
from dayroom.apps.screening.actions import OWN_ASKS, house_words, look_at_fields

MAIN, *OTHERS = [code for code, _name in settings.LANGUAGES]
PARTS = ("headline", "what", "do", "dont", "short")
# where and when belong in an alert, and so does the number to ring
OWN_FACTS = frozenset({"PHONE", "URL", "EMAIL", "ADDRESS", "PLACE", "POSTAL_CODE", "DATE"})


class AlertForm(forms.Form):
    """Facts once, words in each language of the site. A draft may be incomplete; what is missing is said beside it."""

    status = forms.ChoiceField(label=_("Is it real?"), choices=AlertStatus.choices, widget=forms.RadioSelect)
    event = forms.CharField(label=_("What has happened, in a few words"), max_length=80)
    urgency = forms.ChoiceField(label=_("How soon to act"), choices=Urgency.choices)
    severity = forms.ChoiceField(label=_("How dangerous"), choices=Severity.choices)
    certainty = forms.ChoiceField(label=_("How sure"), choices=Certainty.choices)
    area = forms.ModelChoiceField(label=_("Where"), queryset=AlertArea.objects.none(), required=False)
    hours = forms.IntegerField(label=_("How many hours it stands"), min_value=1, max_value=HOURS_MOST)
    source = forms.CharField(label=_("Who knows this"), max_length=200, required=False,
                             help_text=_("The office or the laboratory, with the day."))
    url = forms.URLField(label=_("Where to read more"), max_length=300, required=False, assume_scheme="https")
    contact = forms.CharField(label=_("Whom to ring"), max_length=120, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].queryset = AlertArea.objects.filter(retired_at=None).order_by("name")  # type: ignore[attr-defined]  # a model choice
        for code, name in settings.LANGUAGES:
            if code in OTHERS:
                self.fields[f"event_{code}"] = forms.CharField(
                    label=f"{_('What has happened, in a few words')} ({name})", max_length=80, required=False)
            for key, field in _word_fields(name).items():
                self.fields[f"{key}_{code}"] = field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for code, _name in settings.LANGUAGES:
            look_at_fields(self, [f"{part}_{code}" for part in PARTS], context=house_words(code), allowed=OWN_FACTS)
        return data

    def facts(self) -> AlertFacts:
        """Read after ``is_valid``."""
        data = self.cleaned_data
        same = ("event", "urgency", "severity", "certainty", "hours", "source", "url", "contact", "status")
        return AlertFacts(area_id=data["area"].pk if data["area"] else None, **{name: data[name] for name in same})

    def words(self) -> list[AlertWords]:
        data = self.cleaned_data
        told = [
            AlertWords(code, **{part: data[f"{part}_{code}"] for part in PARTS}, event=data.get(f"event_{code}", ""))
            for code, _name in settings.LANGUAGES
        ]
        return [one for one in told if one.headline.strip() or one.what.strip()]


def _word_fields(language: str) -> dict[str, forms.Field]:
    def label(text: Any) -> str:
        return f"{text} ({language})"

    area = forms.Textarea(attrs={"rows": 3})
    return {
        "headline": forms.CharField(label=label(_("Headline")), max_length=160, required=False),
        "what": forms.CharField(label=label(_("What has happened, and for whom it matters")), max_length=2000,
                                required=False, widget=forms.Textarea(attrs={"rows": 4})),
        "do": forms.CharField(label=label(_("What to do")), max_length=2000, required=False, widget=area,
                              help_text=_("One thing per line, the most important first.")),
        "dont": forms.CharField(label=label(_("What not to do")), max_length=2000, required=False, widget=area,
                                help_text=_("One thing per line.")),
        "short": forms.CharField(label=label(_("Short text")), max_length=SHORT_MOST, required=False,
                                 help_text=_("At most 160 signs, for a text message or a poster.")),
    }


def filled(facts: AlertFacts, words: list[AlertWords]) -> dict[str, Any]:
    """The form's values of an alert or of a template."""
    same = ("event", "urgency", "severity", "certainty", "hours", "source", "url", "contact", "status")
    values: dict[str, Any] = {name: getattr(facts, name) for name in same}
    values["area"] = facts.area_id
    for one in words:
        values |= {f"{part}_{one.language}": getattr(one, part) for part in (*PARTS, "event")}
    return values


class AloneForm(forms.Form):
    why = forms.CharField(label=_("Why nobody else could look at it"), max_length=300)


class LessonsForm(forms.Form):
    went_well = forms.CharField(label=_("What went well"), required=False, max_length=4000,
                                widget=forms.Textarea(attrs={"rows": 4}))
    to_change = forms.CharField(label=_("What to do in another way next time"), required=False, max_length=4000,
                                widget=forms.Textarea(attrs={"rows": 4}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ["went_well", "to_change"], context=house_words())
        return data


class WishForm(forms.Form):
    wanted = forms.MultipleChoiceField(label=_("Areas"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]  # a choice
            (str(one.pk), place_of(one, get_language() or "en")) for one in areas()]


class CapForm(forms.Form):
    text = forms.CharField(label=_("The message"), max_length=200_000, strip=False,
                           widget=forms.Textarea(attrs={"rows": 14}),
                           help_text=_("Paste a CAP 1.2 message of another office. It becomes a draft."))


class QuestionForm(forms.Form):
    words = forms.CharField(label=_("What would you like to know?"), max_length=300,
                            widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=_("Nobody is kept with it. Please leave yourself out of it."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.tier = look_at_fields(self, ["words"], context=house_words(), asks=OWN_ASKS, allowed=OWN_FACTS)
        return data


class LinksForm(forms.Form):
    """Pages of the library and services: what is chosen, what may fit, and what a few words find."""

    sought = forms.CharField(label=_("Look for others"), required=False, max_length=80)
    links = forms.MultipleChoiceField(label=_("Chosen"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, offered: list[Pointer]) -> None:
        super().__init__(data)
        self.fields["links"].choices = [(one.key, one.title) for one in offered]  # type: ignore[attr-defined]  # a choice


class TiedForm(forms.Form):
    """The alert a rumour is about: the desk chooses, and may leave it open."""

    alert = forms.ModelChoiceField(
        label=_("About which alert"), queryset=Alert.objects.none(), required=False, to_field_name="public_id",
        empty_label=_("about none of them"), help_text=_("The answer stands on the page of that alert."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["alert"]
        field.queryset = alerts_to_tie()  # type: ignore[attr-defined]  # a model choice
        field.label_from_instance = alert_name  # type: ignore[attr-defined]  # a model choice


class RumourForm(TiedForm):
    field_order = ("kind", "words", "alert")
    kind = forms.ChoiceField(label=_("What it is"), choices=RumourKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In people’s words, without anybody’s name"), max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ["words"], context=house_words())
        return data


class RumourAnswerForm(TiedForm):
    field_order = ("words", "alert")
    words = forms.CharField(label=_("How it is shown"), max_length=300)
    known = forms.CharField(label=_("What we know so far"), required=False, max_length=4000,
                            widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Stays at this desk."))
    fact_check = forms.CharField(label=_("Number of a fact check"), required=False, max_length=40,
                                 help_text=_("The last part of its address."))
    answer = forms.CharField(label=_("The answer everybody sees"), required=False, max_length=2000,
                             widget=forms.Textarea(attrs={"rows": 4}),
                             help_text=_("First what is true. Then why the other misleads. Then what to do."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ["words", "known", "answer"], context=house_words(), allowed=OWN_FACTS)
        return data


class AreaForm(forms.Form):
    """A name with an outline: points, or a middle and how far it reaches."""

    name = forms.CharField(label=_("Name"), max_length=120)
    points = forms.CharField(label=_("Outline"), required=False, max_length=8000,
                             widget=forms.Textarea(attrs={"rows": 5}),
                             help_text=_("One point per line: latitude, longitude. At least three."))
    middle = forms.CharField(label=_("Or the middle"), required=False, max_length=60,
                             help_text=_("Latitude, longitude"))
    kilometers = forms.FloatField(label=_("How many kilometers around it"), required=False, min_value=0.1,
                                  max_value=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = dict(settings.LANGUAGES)
        for code in OTHERS:
            self.fields[f"name_{code}"] = forms.CharField(
                label=f"{_('Its name in')} {names[code]}", max_length=120, required=False,
                help_text=_("Only where people call it something else there."))
        self.order_fields(["name", *(f"name_{code}" for code in OTHERS)])

    def names(self) -> dict[str, str]:
        """Read after ``is_valid``."""
        return {code: self.cleaned_data[f"name_{code}"] for code in OTHERS}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        points = [_point(line) for line in str(data.get("points", "")).splitlines() if line.strip()]
        middle = _point(str(data.get("middle", ""))) if data.get("middle") else None
        if None in points or (points and len(points) < 3):
            self.add_error("points", _("A point is two numbers with a comma, such as 52.37, 4.90. Three are needed."))
        elif not points and (middle is None or not data.get("kilometers")):
            raise forms.ValidationError(_("Give an outline, or a middle and kilometers."))
        data["polygon"] = [*points, points[0]] if points else []
        data["circle"] = [*middle, data["kilometers"]] if not points and middle else []
        return data


def _point(text: str) -> tuple[float, float] | None:
    parts = text.split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None
