"""A date as people remember it: a year, and perhaps a month and a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.rules.remembered import DateOdd, remembered


class RememberedWidget(forms.MultiWidget):
    """Three labelled boxes; what is not remembered stays empty."""

    template_name = "tracking/widgets/remembered.html"
    use_fieldset = True

    def __init__(self) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        months = [("", "–"), *((f"{at:02}", name) for at, name in MONTHS.items())]
        super().__init__({
            "year": forms.TextInput(attrs={**number, "maxlength": 4}),
            "month": forms.Select(choices=months),
            "day": forms.TextInput(attrs={**number, "maxlength": 2}),
        })

    def decompress(self, value: Any) -> list[Any]:
        return [*str(value or "").split("-"), "", "", ""][:3]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], (_("Year"), _("Month"), _("Day")), strict=True):
            part["label"] = label
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_year" if id_ else id_


class RememberedField(forms.MultiValueField):
    """Gives "", "2024", "2024-05" or "2024-05-17"."""

    widget = RememberedWidget

    def __init__(self, **options: Any) -> None:
        parts = tuple(forms.CharField(required=False, max_length=most) for most in (4, 2, 2))
        super().__init__(fields=parts, require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> str:
        if not data_list:
            return ""
        try:
            return remembered(*(str(part or "") for part in data_list))
        except DateOdd as fault:
            raise ValidationError(str(fault), code="odd") from fault
