from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit import queries
from dayroom.apps.audit.vocabulary import Asked

DATE = forms.DateInput(attrs={"type": "date"})


class EventFilter(forms.Form):
    actor = forms.CharField(label=_("Who did it"), required=False, max_length=40,
                            help_text=_("A handle, or a number."))
    action = forms.RegexField(r"^[a-z_]+(\.[a-z_]*)?$", label=_("What was done"), required=False, max_length=60,
                              help_text=_("For instance case.decided, or case. for all about cases."),
                              error_messages={"invalid": _("Small letters and one dot, as in case.decided.")})
    subject = forms.RegexField(r"^[a-z_]+(:\d{1,18})?$", label=_("To what"), required=False, max_length=60,
                               help_text=_("For instance post, or post:42."),
                               error_messages={"invalid": _("A kind, or a kind and a number, as in post:42.")})
    since = forms.DateField(label=_("From"), required=False, widget=DATE)
    until = forms.DateField(label=_("Up to and with"), required=False, widget=DATE)

    def clean_actor(self) -> str:
        actor = self.cleaned_data["actor"].strip().lstrip("@")
        if actor and self._actor_id(actor) is None:
            raise forms.ValidationError(_("Nobody here has this handle."))
        return actor

    def _actor_id(self, actor: str) -> int | None:
        return int(actor) if actor.isascii() and actor.isdigit() and len(actor) < 19 else queries.actor_id_of(actor)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return cleaned

    def asked(self) -> Asked:
        """What was asked for; call it on a valid form only."""
        found = self.cleaned_data
        kind, _colon, number = found["subject"].partition(":")
        return Asked(
            actor_id=self._actor_id(found["actor"]) if found["actor"] else None, action=found["action"],
            subject_kind=kind, subject_id=int(number) if number else None,
            since=_midnight(found["since"]) if found["since"] else None,
            until=_midnight(found["until"] + timedelta(days=1)) if found["until"] else None,
        )


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
