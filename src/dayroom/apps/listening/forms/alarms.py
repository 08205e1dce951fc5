from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.listening.models import Alarm
from dayroom.apps.listening.rules.alarms import DECIDED
from dayroom.apps.listening.vocabulary import AlarmState, Explanation
from dayroom.apps.listening.vocabulary.alarms import (
    ALPHA_LEAST,
    ALPHA_MOST,
    DAILY_DETECTORS,
    NOTE_MOST,
    Setting,
)
from dayroom.apps.screening.actions import house_words, look_at_fields

VERDICTS = {
    AlarmState.CONFIRMED: _("Confirmed: something is really going on"),
    AlarmState.EXPLAINED: _("Explained: there is another reason"),
    AlarmState.DISMISSED: _("Dismissed: nothing is behind it"),
}


class VerdictForm(forms.Form):
    """What was behind an alarm, in one choice and one sentence."""

    after = forms.ChoiceField(
        label=_("What did you find?"), choices=[(one, VERDICTS[one]) for one in DECIDED], widget=forms.RadioSelect
    )
    explanation = forms.ChoiceField(
        label=_("If it is explained, by what?"), choices=[("", "–"), *Explanation.choices], required=False
    )
    note = forms.CharField(
        label=_("In a sentence: how do you know?"),
        max_length=NOTE_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For the desk only. Please name no person."),
    )
    is_public = forms.BooleanField(
        label=_("If it is confirmed, show it on the public health map"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, alarm: Alarm) -> None:
        super().__init__(data)
        if not alarm.topic.is_public:
            del self.fields["is_public"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("after") == AlarmState.EXPLAINED and not data.get("explanation"):
            self.add_error("explanation", _("Say what was behind it."))
        look_at_fields(self, ["note"], context=house_words())
        return data


class ThresholdForm(forms.Form):
    """How easily a topic, or one of its places, alarms."""

    detector = forms.ChoiceField(
        label=_("A day is held against"), choices=list(DAILY_DETECTORS.items()), widget=forms.RadioSelect
    )
    alpha = forms.FloatField(
        label=_("Chance of a false alarm on an ordinary day"),
        min_value=ALPHA_LEAST,
        max_value=ALPHA_MOST,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        help_text=_(
            "Posts vary more than the sums assume: on made-up posts 0.001 gave one false alarm in about 70 days, "
            "0.0001 one in about 120 days."
        ),
    )
    least = forms.IntegerField(
        label=_("Fewest mentions for an alarm"),
        min_value=1,
        max_value=1_000_000,
        help_text=_("Below this nothing is raised, however unusual it is."),
    )


def filled(setting: Setting) -> dict[str, object]:
    return {"detector": setting.detector, "alpha": setting.alpha, "least": setting.least}
