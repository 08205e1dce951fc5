from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary.places import countries, time_zones


def _country_choices() -> list[tuple[str, str]]:
    return [("", str(_("I would rather not say"))), *countries()]


class ProfileForm(forms.Form):
    """A member's own page."""

    about = forms.CharField(
        label=_("About you"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A line or two. Leave out your name, your address and your date of birth."),
    )
    office_hours = forms.CharField(
        label=_("When you are usually here"), required=False, max_length=200,
        help_text=_("For example: evenings, and Sundays."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=_country_choices,
        help_text=_("So that we show the right helplines. Others do not see it."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("So that times are right for you."),
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("No mail from us between these two times."),
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    profile_private = forms.BooleanField(
        label=_("Only people I am connected with see my page"), required=False,
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(member, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        if member.is_teen:
            box = self.fields["profile_private"]
            box.disabled = True
            box.help_text = _("Always on until you are 18.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("quiet_from")) != bool(data.get("quiet_until")):
            self.add_error("quiet_until", _("Quiet hours need a start and an end. Or leave both empty."))
        return data
