"""Forms for conditions, treatments and events of a life."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayroom.apps.screening.actions import OWN_ASKS, house_words, look_at_fields
from dayroom.apps.tracking.forms.remembered import RememberedField
from dayroom.apps.tracking.rules.remembered import DateAhead, EndFirst, check_order, check_past
from dayroom.apps.tracking.rules.told import DATES, ORDERS, coded
from dayroom.apps.tracking.vocabulary import Audience, Certainty
from dayroom.apps.tracking.vocabulary.reports import WhyStopped
from dayroom.apps.tracking.vocabulary.told import NOUN_OF, SUGGESTED, TITLE
from dayroom.engines.measures.terms import SOUGHT_MOST, Term, find_terms, term

LINE_MOST, NOTE_MOST = 120, 2000
PURPOSES_MOST = 6
# with these audiences others than carers read the name
READ_BY_OTHERS = frozenset({Audience.CHOSEN, Audience.PLACE})


class ToldForm(forms.Form):
    """What the three forms share. `before` is the item as it stands, as plain values."""

    kind = ""

    def __init__(self, *args: Any, before: dict[str, Any] | None = None, today: Any, audience: str = "", **more: Any):
        self.before, self.today, self.audience = before or {}, today, audience
        more.setdefault("initial", self.as_initial(self.before))
        super().__init__(*args, **more)
        if self.kind in SUGGESTED:
            noun, title = NOUN_OF[self.kind], TITLE[self.kind]
            self.fields[title].widget.attrs.update({
                "hx-post": reverse("health-terms", kwargs={"noun": noun}), "hx-trigger": "input changed delay:300ms",
                "hx-target": "#terms", "hx-params": f"csrfmiddlewaretoken,{title}",
            })

    @staticmethod
    def as_initial(before: dict[str, Any]) -> dict[str, Any]:
        return dict(before)

    def suggestions(self) -> list[Term]:
        """Lines of the list that fit what was typed; for the page that comes back after "Look up"."""
        kind, typed = SUGGESTED.get(self.kind, ""), str(self.data.get(TITLE[self.kind], ""))
        return find_terms(typed, kind=kind, language=get_language() or "en") if kind else []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in DATES[self.kind]:
            try:
                check_past(data.get(name) or "", self.today)
            except DateAhead as fault:
                self.add_error(name, str(fault))
        for start, end in ORDERS[self.kind]:
            try:
                check_order(data.get(start) or "", data.get(end) or "")
            except EndFirst as fault:
                self.add_error(end, str(fault))
                break
        if self.audience in READ_BY_OTHERS:
            # what others than carers read: the name, the stage, what it is taken for
            look_at_fields(self, [TITLE[self.kind], "stage", "purposes"], context=house_words(), asks=OWN_ASKS)
        return data

    def values(self) -> dict[str, Any]:
        """What is sealed; read after `is_valid`."""
        told = {name: said for name, said in self.cleaned_data.items() if name in self.base_fields}
        if self.kind in SUGGESTED:
            title, list_name = TITLE[self.kind], SUGGESTED[self.kind]
            picked = term(str(self.data.get("picked", ""))[:SOUGHT_MOST], kind=list_name)
            before = (self.before.get(title, ""), self.before.get("code", ""), self.before.get("system", ""))
            told[title], told["code"], told["system"] = coded(
                told[title], picked, before, get_language() or "en"
            )
        return told


def _note() -> forms.CharField:
    return forms.CharField(label=_("Notes for yourself"), max_length=NOTE_MOST, required=False,
                           widget=forms.Textarea(attrs={"rows": 3}))


class ConditionForm(ToldForm):
    kind = "condition"

    text = forms.CharField(label=_("What is it?"), max_length=LINE_MOST,
                           help_text=_("In your own words. You can pick a name from our list; you do not have to."),
                           widget=forms.TextInput(attrs={"autocomplete": "off"}))
    certainty = forms.ChoiceField(label=_("How sure is it?"), choices=Certainty.choices, initial=Certainty.DIAGNOSED)
    first_seen_on = RememberedField(label=_("First noticed"), required=False,
                                    help_text=_("As far as you remember. A year is enough."))
    diagnosed_on = RememberedField(label=_("Diagnosed"), required=False)
    diagnosed_by = forms.CharField(label=_("Diagnosed by"), max_length=LINE_MOST, required=False,
                                   help_text=_("For example a family doctor, or a hospital."))
    stage = forms.CharField(label=_("Stage or type"), max_length=LINE_MOST, required=False)
    ended_on = RememberedField(label=_("Over since"), required=False)
    note = _note()

    @staticmethod
    def as_initial(before: dict[str, Any]) -> dict[str, Any]:
        return {"certainty": Certainty.DIAGNOSED, **before}


class TreatmentForm(ToldForm):
    kind = "treatment"

    name = forms.CharField(label=_("What do you take or do?"), max_length=LINE_MOST,
                           help_text=_("A medicine, a therapy, a device, a diet. In your own words, or from our list."),
                           widget=forms.TextInput(attrs={"autocomplete": "off"}))
    purposes = forms.CharField(label=_("What for?"), max_length=600, required=False,
                               widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One purpose per line."))
    dose = forms.CharField(label=_("Dose"), max_length=LINE_MOST, required=False,
                           help_text=_("As it stands on the box or the plan, for example “500 mg”."))
    schedule = forms.CharField(label=_("When"), max_length=LINE_MOST, required=False,
                               help_text=_("For example “with breakfast and supper”."))
    started_on = RememberedField(label=_("Started"), required=False)
    stopped_on = RememberedField(label=_("Stopped"), required=False, help_text=_("Leave it empty while it goes on."))
    why_stopped = forms.MultipleChoiceField(label=_("Why it stopped"), choices=WhyStopped.choices, required=False,
                                            widget=forms.CheckboxSelectMultiple)
    note = _note()

    @staticmethod
    def as_initial(before: dict[str, Any]) -> dict[str, Any]:
        return {**before, "purposes": "\n".join(before.get("purposes", ())),
                "why_stopped": list(before.get("why_stopped", ()))}

    def clean_purposes(self) -> list[str]:
        lines = [line.strip()[:LINE_MOST] for line in self.cleaned_data["purposes"].splitlines() if line.strip()]
        if len(lines) > PURPOSES_MOST:
            raise forms.ValidationError(_("Please name six purposes at most."))
        return lines

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("why_stopped") and not data.get("stopped_on") and "stopped_on" not in self.errors:
            self.add_error("stopped_on", _("Please say when it stopped; the year is enough."))
        return data


class EventForm(ToldForm):
    kind = "lifeevent"

    title = forms.CharField(label=_("What happened?"), max_length=LINE_MOST,
                            help_text=_("For example an operation, a move, a birth, a loss."))
    on = RememberedField(label=_("When?"), help_text=_("A year is enough."))
    note = _note()


FORMS: dict[str, type[ToldForm]] = {form.kind: form for form in (ConditionForm, TreatmentForm, EventForm)}
