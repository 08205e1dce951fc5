from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dayroom.apps.moderation.vocabulary import (
    LIMIT_DAYS,
    LOOK_REASON_LEAST,
    STEWARDS_GIVE,
    TOUCHES_ACCOUNT,
    AppealOutcome,
    Canned,
    Extras,
    FlagReason,
    Ground,
    Harm,
    Source,
    Statement,
    Verdict,
)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _limits() -> list[tuple[int | str, str]]:
    spans = [(days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in LIMIT_DAYS]
    return [("", str(_("does not apply"))), *spans]


class FlagForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is it?"), choices=FlagReason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Please say why you flag this. One tap is enough.")},
    )
    note = forms.CharField(
        label=_("Anything the moderators should know?"), required=False, max_length=1000, widget=_area(3),
        help_text=_("Only moderators read this. The author never learns who flagged."),
    )


class QueueFilter(forms.Form):
    """How somebody looks at the queue. What does not fit is as if it were not there."""

    show = forms.ChoiceField(choices=[("waiting", ""), ("mine", ""), ("decided", "")], required=False)
    source = forms.ChoiceField(choices=Source.choices, required=False)
    harm = forms.ChoiceField(choices=Harm.choices, required=False)
    room = forms.CharField(required=False, max_length=200)


def canned_options(canned: Sequence[Canned]) -> list[tuple[str, object]]:
    return [("", _("none, I write my own")), *((one.code, one.label) for one in canned)]


def with_canned(cleaned: dict[str, Any], offered: dict[str, Canned]) -> dict[str, Any]:
    """The ready-made rule where none is named, the ready-made words before one's own."""
    chosen = offered.get(cleaned.get("canned", ""))
    if chosen:
        cleaned["reference"] = cleaned.get("reference") or str(chosen.reference)
        cleaned["explanation"] = "\n\n".join(filter(None, [str(chosen.text), cleaned.get("explanation", "")]))
    return cleaned


class DecisionForm(forms.Form):
    """Anything but a release: what happens, and why."""

    verdict = forms.ChoiceField(label=_("What should happen?"), widget=forms.RadioSelect)
    days = forms.TypedChoiceField(
        label=_("For how long, if the account is limited?"), coerce=int, required=False, empty_value=None,
        choices=_limits,  # called for every form: in the reader's language
    )
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices, initial=Ground.RULES, required=False)
    kind = forms.ChoiceField(
        label=_("What was it about?"), required=False,
        choices=[("", _("as the ready-made explanation says, or the case")), *Harm.choices],
    )
    canned = forms.ChoiceField(
        label=_("Ready-made explanation"), required=False,
        help_text=_("Names the rule and explains it, in the language of the place. What you write below is added."),
    )
    reference = forms.CharField(label=_("Which rule or law?"), required=False, max_length=500)
    explanation = forms.CharField(label=_("Why does it fit?"), required=False, max_length=2000, widget=_area(4),
                                  help_text=_("The author reads this."))
    facts = forms.CharField(label=_("What else did you look at, if anything?"), required=False, max_length=5000,
                            widget=_area(2))

    strike = forms.BooleanField(
        label=_("Add a strike"), required=False,
        help_text=_("It counts for a while, the author sees it, and it ends by itself."),
    )

    def __init__(
        self, data: Any = None, *, is_steward: bool, canned: Sequence[Canned] = (), can_strike: bool = True
    ) -> None:
        super().__init__(data)
        left_out = {Verdict.RELEASE} if is_steward else {Verdict.RELEASE, *STEWARDS_GIVE}
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            (value, label) for value, label in Verdict.choices if value not in left_out
        ]
        self.offered = {one.code: one for one in canned}
        self.fields["canned"].choices = canned_options(canned)  # type: ignore[attr-defined]  # of a ChoiceField
        if not can_strike:
            del self.fields["strike"]

    def clean(self) -> dict[str, Any]:
        return with_canned(super().clean() or {}, self.offered)

    def statement(self) -> Statement:
        said = self.cleaned_data
        return Statement(ground=said["ground"], reference=said["reference"], explanation=said["explanation"],
                         facts=said["facts"])

    def extras(self) -> Extras:
        chosen = self.offered.get(self.cleaned_data["canned"])
        return Extras(strike=self.cleaned_data.get("strike", False), canned_code=chosen.code if chosen else "",
                      canned_version=chosen.version if chosen else 0,
                      harm=self.cleaned_data["kind"] or (chosen.harm if chosen else ""))

    def limit_until(self, now: datetime) -> datetime | None:
        days = self.cleaned_data["days"]
        if self.cleaned_data["verdict"] not in TOUCHES_ACCOUNT or not days:
            return None
        return now + timedelta(days=days)


class LookForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need to know who wrote this?"), min_length=LOOK_REASON_LEAST, max_length=400,
        widget=_area(2), help_text=_("Your reason is kept in the record with your name and the time."),
    )


class AppealForm(forms.Form):
    text = forms.CharField(label=_("What should we look at again?"), max_length=3000, widget=_area(6))


class AppealAnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What is right?"), choices=AppealOutcome.choices, widget=forms.RadioSelect)
    answer = forms.CharField(label=_("Your answer to the author"), max_length=3000, widget=_area(5))
