"""Forms for reminders."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.actions.reminders import Wish
from dayroom.apps.tracking.vocabulary.reminders import WORDS_MOST, Plan, ReminderShown

TIME_FIELDS = ("time1", "time2", "time3", "time4")


def _time(label: Any, *, required: bool = False) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=required, widget=widget)


class ReminderForm(forms.Form):
    """When, and how it is told. The times are local times of the person whose record it is."""

    treatment = forms.ChoiceField(label=_("For what?"))
    time1 = _time(_("Time of day"), required=True)
    time2 = _time(_("Second time"))
    time3 = _time(_("Third time"))
    time4 = _time(_("Fourth time"))
    weekdays = forms.MultipleChoiceField(
        label=_("Only on these days"), required=False, choices=[(str(at), name) for at, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple, help_text=_("None chosen means every day."),
    )
    until_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    by_mail = forms.BooleanField(
        label=_("By e-mail too"), required=False, help_text=_("The mail says only that there is a reminder.")
    )
    in_calendar = forms.BooleanField(label=_("In my calendar"), required=False)
    words = forms.CharField(
        label=_("What stands in the calendar"), max_length=WORDS_MOST, required=False,
        help_text=_("Left empty, it says “Reminder”. Others may see your calendar: choose words that tell only you."),
    )

    def __init__(self, *args: Any, treatments: list[tuple[str, str]], before: ReminderShown | None = None, **more: Any):
        if before is not None:
            more.setdefault("initial", {
                "treatment": before.treatment_id, "weekdays": [str(day) for day in sorted(before.plan.weekdays)],
                "until_on": before.plan.until_on, "by_mail": before.by_mail, "in_calendar": before.in_calendar,
                "words": before.words, **dict(zip(TIME_FIELDS, before.plan.times, strict=False)),
            })
        super().__init__(*args, **more)
        field = self.fields["treatment"]
        if isinstance(field, forms.ChoiceField):
            field.choices = treatments

    def wish(self) -> Wish:
        """Read after `is_valid`."""
        told = self.cleaned_data
        plan = Plan(
            tuple(told[name] for name in TIME_FIELDS if told[name] is not None),
            frozenset(int(day) for day in told["weekdays"]), None, told["until_on"],
        )
        return Wish(told["treatment"], plan, told["by_mail"], told["in_calendar"], told["words"])


class SupplyForm(forms.Form):
    on = forms.DateField(
        label=_("Got it on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=lambda: localtime().date(),
    )
    days = forms.IntegerField(label=_("It lasts for how many days?"), min_value=1, max_value=400)

    def supply(self) -> tuple[date, int]:
        return self.cleaned_data["on"], self.cleaned_data["days"]
