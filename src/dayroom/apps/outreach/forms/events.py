"""What somebody fills in to announce an event with a message."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.forms.messages import MomentField, moment_text
from dayroom.apps.outreach.rules.events import PLACE_MOST
from dayroom.apps.outreach.vocabulary.events import EventTold


class EventForm(forms.Form):
    starts_at = MomentField(label=_("It begins"), required=True, help_text=_("By the clock of this site."))
    ends_at = MomentField(label=_("It ends"), help_text=_("If it is known."))
    place = forms.CharField(label=_("Where it is"), max_length=PLACE_MOST, required=False,
                            help_text=_("The building and the street, and how somebody in a wheelchair gets in."))
    url = forms.URLField(label=_("Link to take part from home"), max_length=400, required=False,
                         assume_scheme="https",
                         help_text=_("Everybody can read it. Leave out links that hold a password."))

    def told(self) -> EventTold:
        got = self.cleaned_data
        return EventTold(got["starts_at"], got["ends_at"], got["place"], got["url"])


def filled_event(told: EventTold | None) -> dict[str, Any]:
    if told is None:
        return {}
    return {"starts_at": moment_text(told.starts_at), "ends_at": moment_text(told.ends_at), "place": told.place,
            "url": told.url}
