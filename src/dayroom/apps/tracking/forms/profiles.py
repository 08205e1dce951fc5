from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.actions.profiles import AboutMe
from dayroom.apps.tracking.presenters.trackers import unit_label
from dayroom.apps.tracking.queries.profiles import Profile
from dayroom.apps.tracking.rules.readings import number_typed
from dayroom.apps.tracking.rules.units import in_unit
from dayroom.apps.tracking.vocabulary.trackers import NAMES, PAIRS
from dayroom.engines.measures import judge_reading, measure, measures
from dayroom.kernel.errors import Invalid

SEXES = [("", _("I would rather not say")), ("FEMALE", _("female")), ("MALE", _("male")), ("OTHER", _("other"))]
BEST = "peak_flow"


def chosen_measures() -> list[str]:
    """Measures that people write in different units."""
    return [key for key, one in measures().items() if len(one.units) > 1 and key not in PAIRS.values()]


class AboutMeForm(forms.Form):
    """Nothing of it is required. Each line says why it is asked."""

    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("What is usual, and what is dangerous, differs with age."),
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=SEXES,
                            help_text=_("Only for the files that you take with you. Nothing here is judged by it."))
    best = forms.CharField(
        label=_("My best peak flow"), required=False, max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("If you measure it: the best you reach when you are well. Below half of it a notice is shown."),
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile
        self.best_unit = profile.unit(BEST)
        self.fields["best"].label = _("My best peak flow, in %(unit)s") % {"unit": unit_label(self.best_unit)}
        for key in chosen_measures():
            self.fields[f"unit_{key}"] = forms.ChoiceField(
                label=NAMES[key], initial=profile.unit(key), required=False,
                choices=[(one.code, unit_label(one.code)) for one in measure(key).units],
            )

    def clean_best(self) -> str:
        said = self.cleaned_data["best"].strip()
        if not said:
            return ""
        try:
            value = number_typed(said)
            judge_reading(BEST, value, self.best_unit)
        except Invalid as fault:
            raise forms.ValidationError(str(fault)) from fault
        return f"{in_unit(BEST, value, self.best_unit, measure(BEST).unit.code):f}"

    def about(self) -> AboutMe:
        told = self.cleaned_data
        units = {key: told[f"unit_{key}"] for key in chosen_measures() if told.get(f"unit_{key}")}
        best = {BEST: told["best"]} if told["best"] else {}
        return AboutMe(birth_year=told["birth_year"], sex=told["sex"], units=units, best=best)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("birth_year", "sex", "best")]

    @property
    def unit_fields(self) -> list[forms.BoundField]:
        return [self[f"unit_{key}"] for key in chosen_measures()]
