"""Forms for files: one to bring along, what the columns of a table are, what to take along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dayroom.apps.tracking.rules.apps import EARLIEST, LATEST
from dayroom.apps.tracking.rules.units import check_unit
from dayroom.apps.tracking.vocabulary.files import APP_DAYS, AppScope, TakingChoice, TakingForm, TakingPart
from dayroom.apps.tracking.vocabulary.trackers import NAMES
from dayroom.engines.measures import measure
from dayroom.engines.measures.errors import WrongUnit
from dayroom.engines.measures.reading import DATE_FORMS, Columns

_EXAMPLES = {
    "ISO": _("2024-05-31 or 2024-05-31T08:00"),
    "DMY": "31/05/2024",
    "MDY": "05/31/2024",
    "DMY_DOTS": "31.05.2024",
    "DMY_TIME": "31/05/2024 08:00",
    "MDY_TIME": "05/31/2024 08:00",
    "DMY_DOTS_TIME": "31.05.2024 08:00",
}


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("File"), allow_empty_file=True,
        help_text=_("A zip or XML file from Apple Health, a FHIR R4 file (JSON), a table (CSV), or Open mHealth "
                    "(JSON)."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.HEALTH_IMPORT_MOST_BYTES:
            most = settings.HEALTH_IMPORT_MOST_BYTES // (1024 * 1024)
            raise forms.ValidationError(
                _("This file is too large for this site: at most %(most)d MB."), params={"most": most}
            )
        return file


class MappingForm(forms.Form):
    """One measure for the whole table: what a meter or a spreadsheet has. The member chooses; nothing is guessed."""

    date = forms.ChoiceField(label=_("Which column holds the date?"))
    date_form = forms.ChoiceField(label=_("How are dates written there?"))
    time = forms.ChoiceField(label=_("Does the time of day stand in a column of its own?"), required=False)
    value = forms.ChoiceField(label=_("Which column holds the number?"))
    decimal_comma = forms.BooleanField(label=_("Numbers are written with a comma: 5,6"), required=False)
    measure = forms.ChoiceField(label=_("What was measured?"))
    unit = forms.ChoiceField(label=_("In which unit?"))

    def __init__(self, *args: Any, names: Sequence[str], times: Sequence[str] = (), **more: Any) -> None:
        """`times` are the columns that look like times of day: offered, with a word that we did."""
        super().__init__(*args, **more)
        columns = [("", _("Please choose")), *((name, name) for name in names)]
        units = {unit.code: unit.label for key in NAMES for unit in measure(key).units}
        choices: dict[str, list[tuple[Any, Any]]] = {
            "date": columns,
            "value": columns,
            "time": [("", _("No")), *((name, name) for name in names)],
            "date_form": [(form, _EXAMPLES[form]) for form in DATE_FORMS],
            "measure": [("", _("Please choose")), *NAMES.items()],
            "unit": [
                ("", _("Please choose")),
                *((f"c:{name}", _("As column “%(name)s” says") % {"name": name}) for name in names),
                *((f"u:{code}", label or code) for code, label in units.items()),
            ],
        }
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = rows
        if times:
            self.fields["time"].initial = times[0]
            self.fields["time"].help_text = _(
                "“%(name)s” looks like it. If you choose “No”, its times are left out."
            ) % {"name": times[0]}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, _colon, unit = data.get("unit", "").partition(":")
        if kind == "u" and data.get("measure"):
            try:
                check_unit(data["measure"], unit)
            except WrongUnit as fault:
                self.add_error("unit", str(fault))
        if data.get("date") and data.get("date") == data.get("value"):
            self.add_error("value", _("The date and the number stand in two columns."))
        if data.get("time"):
            self._check_time(data)
        return data

    def _check_time(self, data: dict[str, Any]) -> None:
        if data["time"] == data.get("date") or str(data.get("date_form", "")).endswith("_TIME"):
            self.add_error("time", _("The date has its time with it already. Please choose “No” here."))
        elif data["time"] == data.get("value"):
            self.add_error("time", _("The time and the number stand in two columns."))

    def mapping(self) -> Columns:
        data = self.cleaned_data
        kind, _colon, unit = data["unit"].partition(":")
        return Columns(
            date=data["date"], value=data["value"], measure=data["measure"], date_form=data["date_form"],
            time=data["time"], decimal_comma=data["decimal_comma"], unit=unit if kind == "u" else "",
            unit_column=unit if kind == "c" else "",
        )


class TakeForm(forms.Form):
    form = forms.ChoiceField(label=_("For what?"), choices=TakingForm.choices, widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label=_("What do you want to take along?"), choices=TakingPart.choices, widget=forms.CheckboxSelectMultiple
    )
    trackers = forms.MultipleChoiceField(
        label=_("Readings of which?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all of them."),
    )
    since = forms.DateField(label=_("Readings and answers from"), required=False, widget=_day())
    until = forms.DateField(label=_("until"), required=False, widget=_day())

    def __init__(self, *args: Any, trackers: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["trackers"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = list(trackers)
        if not trackers:
            del self.fields["trackers"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("since", "until"):
            if data.get(name) and not EARLIEST <= data[name].year <= LATEST:
                self.add_error(name, _("Please look at the year again."))
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("The end is before the start. Please check both dates."))
        return data

    def choice(self) -> TakingChoice:
        data = self.cleaned_data
        days = [data[name].isoformat() if data.get(name) else "" for name in ("since", "until")]
        return TakingChoice(tuple(data["parts"]), tuple(data.get("trackers", ())), *days)


class AppForm(forms.Form):
    name = forms.CharField(label=_("Which app is it for?"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("What may it read?"), choices=AppScope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"), coerce=int, initial=90,
        choices=[(days, ngettext_lazy("%d day", "%d days", days) % days) for days in APP_DAYS],
    )


class HandInForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Eight digits, from the person who gave you the link."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    title = forms.CharField(label=_("What is it?"), max_length=120, help_text=_("For example: blood test, 3 May."))
    from_whom = forms.CharField(
        label=_("Who hands it in?"), max_length=120, help_text=_("Your name and your practice.")
    )
    note = forms.CharField(
        label=_("A few words about it"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(label=_("File"), help_text=_("PDF, JPEG or PNG, up to 20 megabytes."))
