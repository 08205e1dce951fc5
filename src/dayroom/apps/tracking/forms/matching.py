from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.rules.matching import PARTS, kept_weights

# one for each of rules.matching.WEIGHTS
WEIGHT_WORDS = (_("does not matter"), _("a little"), _("matters"), _("matters most"))
PART_WORDS = {
    "condition": _("The same condition"), "stage": _("The same stage"), "treatment": _("The same treatments"),
    "age": _("A similar age"), "sex": _("The same sex"),
}


class CardForm(forms.Form):
    """What to show; only what stands in the own record can be chosen."""

    conditions = forms.MultipleChoiceField(label=_("Conditions to be found by"), required=False,
                                           widget=forms.CheckboxSelectMultiple)
    stages = forms.BooleanField(label=_("Show the stage of these too, where I wrote one"), required=False)
    treatments = forms.MultipleChoiceField(label=_("Treatments to be found by"), required=False,
                                           widget=forms.CheckboxSelectMultiple)
    age = forms.BooleanField(label=_("Show my age group"), required=False)
    sex = forms.BooleanField(label=_("Show my sex"), required=False)

    def __init__(
        self, *args: Any, conditions: Sequence[tuple[str, str]], treatments: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, choices in (("conditions", conditions), ("treatments", treatments)):
            # choice fields: a form knows its fields by name only, and so does the type checker
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]
        if not conditions:
            del self.fields["stages"]


class WeightForm(forms.Form):
    def __init__(self, *args: Any, weights: dict[str, int], **more: Any) -> None:
        super().__init__(*args, **more)
        for part in PARTS.values():
            self.fields[part] = forms.ChoiceField(
                label=PART_WORDS[part], choices=list(enumerate(WEIGHT_WORDS)), initial=weights.get(part, 2),
            )

    def weights(self) -> dict[str, int]:
        return kept_weights(self.cleaned_data)
