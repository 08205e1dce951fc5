"""The short steps of a treatment report. Everything may stay open but what it was for and how well it did that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.screening.actions import look_at_fields
from dayroom.apps.tracking.rules.reports import coded
from dayroom.apps.tracking.vocabulary import Audience, known
from dayroom.apps.tracking.vocabulary.reports import (
    ADVICE_MOST,
    EFFECTS_MOST,
    PURPOSES_MOST,
    WORDS_MOST,
    Adherence,
    Again,
    Burden,
    Cost,
    ForPurpose,
    Helped,
    Said,
    Severity,
    Taking,
    WhyStopped,
)
from dayroom.engines import guard

ROWS_FREE = 3  # empty lines for side effects on the page; more come once these are full
OPEN = [("", gettext_lazy("I would rather not say"))]
LISTS = {"purposes": "known-conditions", "effects": "known-side-effects"}


class Step(forms.Form):
    """One page of the report: reads what is said so far, gives back what this page changes."""

    def __init__(self, *args: Any, said: Said, **more: Any) -> None:
        self.said = said
        super().__init__(*args, initial=self.first(said), **more)

    def first(self, said: Said) -> dict[str, Any]:
        return {name: getattr(said, name) for name in self.base_fields if hasattr(said, name)}

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields if hasattr(self.said, name)}


def _radio(label: Any, choices: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*choices, *OPEN], required=False, widget=forms.RadioSelect,
                             help_text=help_text)


class HelpedStep(Step):
    """What it was for, and how well it did that: up to three, the first one is counted."""

    def __init__(self, *args: Any, said: Said, **more: Any) -> None:
        super().__init__(*args, said=said, **more)
        for place in range(PURPOSES_MOST):
            self._add(place, said.purposes[place] if place < len(said.purposes) else ForPurpose("", ""))

    def _add(self, place: int, before: ForPurpose) -> None:
        first = place == 0
        self.fields[f"text_{place}"] = forms.CharField(
            label=_("What did you mainly take it for?") if first else _("What else for?"), max_length=80,
            required=first, initial=before.text, widget=forms.TextInput(attrs={"list": LISTS["purposes"]}),
        )
        self.fields[f"helped_{place}"] = forms.ChoiceField(
            label=_("How much did it help with that?"), choices=[*Helped.choices, *([] if first else OPEN)],
            required=first, initial=before.helped, widget=forms.RadioSelect,
        )

    @property
    def first_fields(self) -> list[Any]:
        return [self["text_0"], self["helped_0"]]

    @property
    def more_fields(self) -> list[Any]:
        return [self[f"{name}_{place}"] for place in range(1, PURPOSES_MOST) for name in ("text", "helped")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for place in range(1, PURPOSES_MOST):
            if data.get(f"text_{place}") and not data.get(f"helped_{place}"):
                self.add_error(f"helped_{place}", _("Please say how much it helped with that, or leave both open."))
        return data

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        pairs = [(data.get(f"text_{place}", ""), data.get(f"helped_{place}", "")) for place in range(PURPOSES_MOST)]
        return {"purposes": tuple(ForPurpose(text, helped) for text, helped in pairs if text)}


class EffectsStep(Step):
    """Side effects, in own words; words of our list are counted."""

    severity = _radio(gettext_lazy("All in all, how bad were side effects?"), Severity.choices)

    def __init__(self, *args: Any, said: Said, **more: Any) -> None:
        super().__init__(*args, said=said, **more)
        self.rows = min(EFFECTS_MOST, len(said.side_effects) + ROWS_FREE)
        for place in range(self.rows):
            before = said.side_effects[place] if place < len(said.side_effects) else coded("")
            self.fields[f"effect_{place}"] = forms.CharField(
                label=_("Side effect %(number)s") % {"number": place + 1}, max_length=80, required=False,
                initial=before.text, widget=forms.TextInput(attrs={"list": LISTS["effects"]}),
            )
            self.fields[f"bad_{place}"] = forms.ChoiceField(
                label=_("How bad was side effect %(number)s?") % {"number": place + 1},
                choices=[("", _("not said")), *Severity.choices[1:]], required=False, initial=before.severity,
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"effect_{place}"], self[f"bad_{place}"]) for place in range(self.rows)]

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        found = [(data.get(f"effect_{place}", ""), data.get(f"bad_{place}", "")) for place in range(self.rows)]
        effects = {known.folded(text): coded(text, bad) for text, bad in found if text}
        return {"severity": data["severity"], "side_effects": tuple(effects.values())}


class LifeStep(Step):
    adherence = _radio(gettext_lazy("How often did you take it as planned?"), Adherence.choices)
    burden = _radio(gettext_lazy("How hard was it to fit into your life?"), Burden.choices)
    cost = _radio(gettext_lazy("What did a month of it cost you?"), Cost.choices,
                  gettext_lazy("Only what you paid yourself. Think of your own money as dollars, roughly."))


class EndStep(Step):
    taking = _radio(gettext_lazy("Do you still take it?"), Taking.choices)
    main = forms.ChoiceField(label=gettext_lazy("If you stopped: what was the main reason?"), required=False,
                             choices=[*WhyStopped.choices, *OPEN], widget=forms.RadioSelect)
    more = forms.MultipleChoiceField(label=gettext_lazy("Other reasons"), required=False, choices=WhyStopped.choices,
                                     widget=forms.CheckboxSelectMultiple)
    again = _radio(gettext_lazy("Would you take it again?"), Again.choices)

    def first(self, said: Said) -> dict[str, Any]:
        why = said.why_stopped
        return {"taking": said.taking, "again": said.again, "main": why[0] if why else "", "more": why[1:]}

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        reasons = [data["main"], *data["more"]] if data["taking"] != Taking.STILL else []
        why = tuple(dict.fromkeys(reason for reason in reasons if reason))
        taking = data["taking"] or (str(Taking.STOPPED) if why else "")
        return {"taking": taking, "again": data["again"], "why_stopped": why}


class AdviceStep(Step):
    advice = forms.CharField(
        label=gettext_lazy("What would you tell somebody who begins with it?"), required=False, max_length=ADVICE_MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Only you read it, unless you show it to a community in the next step."),
    )


class ShareStep(forms.Form):
    """For whom the report is. Read after all that stands in it."""

    audience = forms.ChoiceField(label=gettext_lazy("Who is this report for?"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=gettext_lazy("Which community?"), required=False)
    count = forms.BooleanField(required=False)

    def __init__(self, *args: Any, places: dict[int, str], before: str, may_share: bool, asks: str, advice: str,
                 context: guard.Context, **more: Any) -> None:
        super().__init__(*args, **more)
        self.context, self.advice = context, advice
        others = {Audience.ME, Audience.CARERS, Audience.NUMBERS, *([Audience.PLACE] if places else [])}
        kept = {before, *(others if may_share else ())}  # who may only enter leaves it as it is; a child's stays closed
        # choice fields: a form knows its fields by name only, and so does the type checker
        self.fields["audience"].choices = [one for one in Audience.choices if one[0] in kept]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("Choose one")), *((str(one), name) for one, name in places.items())]  # type: ignore[attr-defined]
        if not places:
            del self.fields["place"]
        if asks:
            self.fields["count"].label = asks
        else:
            del self.fields["count"]

    def clean(self) -> dict[str, Any]:
        """What gives somebody away is asked about before others read it; what is held waits after it is kept."""
        data = super().clean() or {}
        if data.get("audience") == Audience.PLACE:
            if not data.get("place"):
                self.add_error("place", _("Please choose one of your communities."))
            self.cleaned_data["advice"] = self.advice
            look_at_fields(_Held(self), ["advice"], context=self.context, asks={guard.Action.NUDGE})
        return data

    @property
    def place_id(self) -> int | None:
        return int(self.cleaned_data["place"]) if self.cleaned_data.get("place") else None


class _Held(forms.Form):
    """The advice stands on the step before: what is said about it is said of the whole form."""

    def __init__(self, form: ShareStep) -> None:
        super().__init__()
        self.outer, self.cleaned_data, self.data, self.fields = form, form.cleaned_data, form.data, form.fields

    def add_error(self, field: str | None, error: Any) -> None:
        self.outer.add_error(None, error)


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Tell it in your own words"), max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=gettext_lazy("We read it once and suggest what could go into your report. The text is not kept. "
                               "This works in English."),
    )


class NewReportForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("What did you take or do?"), max_length=120,
                           widget=forms.TextInput(attrs={"list": "known-treatments"}))


STEPS: dict[str, tuple[type[Step], Any]] = {
    "helped": (HelpedStep, gettext_lazy("What it did")),
    "effects": (EffectsStep, gettext_lazy("Side effects")),
    "life": (LifeStep, gettext_lazy("Daily life")),
    "end": (EndStep, gettext_lazy("Going on or stopping")),
    "advice": (AdviceStep, gettext_lazy("Advice")),
}
SHARE = "share"
