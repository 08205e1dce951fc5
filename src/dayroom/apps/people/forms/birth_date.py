from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class BirthDateWidget(forms.MultiWidget):
    """Day, month and year as three labelled boxes: no calendar to page through, and no range that hints at an age."""

    template_name = "people/widgets/birth_date.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            {name: forms.TextInput(attrs={"inputmode": "numeric", "maxlength": length, "autocomplete": f"bday-{name}"})
             for name, length in (("day", 2), ("month", 2), ("year", 4))}
        )

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], (_("Day"), _("Month"), _("Year")), strict=True):
            part["label"] = label
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_


class BirthDateField(forms.MultiValueField):
    widget = BirthDateWidget
    default_error_messages = {"odd": _("Please check the date. Use numbers: day, month and the year with four digits.")}

    def __init__(self, **options: Any) -> None:
        parts = (
            forms.IntegerField(min_value=1, max_value=31),
            forms.IntegerField(min_value=1, max_value=12),
            forms.IntegerField(min_value=1000, max_value=9999),
        )
        # one sentence for the three boxes together
        super().__init__(fields=parts, **options)

    def clean(self, value: Any) -> date | None:
        try:
            return super().clean(value)
        except ValidationError as fault:
            if getattr(fault, "code", "") == "required":
                raise
            raise ValidationError(self.error_messages["odd"], code="odd") from fault

    def compress(self, data_list: list[Any]) -> date | None:
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except ValueError as fault:
            raise ValidationError(self.error_messages["odd"], code="odd") from fault
