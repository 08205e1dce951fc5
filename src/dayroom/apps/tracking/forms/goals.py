"""Forms for goals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.actions.goals import GoalWords
from dayroom.apps.tracking.vocabulary.goals import GOAL_LINE_MOST, GOAL_NOTE_MOST, GoalShown


class GoalForm(forms.Form):
    """What, why, how will I know. Only the first is needed."""

    what = forms.CharField(
        label=_("What do you want to do?"), max_length=GOAL_LINE_MOST,
        help_text=_("Small is fine. “Walk to the bakery and back” is a goal."),
    )
    why = forms.CharField(label=_("Why does it matter to you?"), max_length=GOAL_LINE_MOST, required=False)
    know = forms.CharField(label=_("How will you know that it is better?"), max_length=GOAL_LINE_MOST, required=False)
    steps = forms.CharField(
        label=_("Steps"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line, if you like steps."),
    )
    tracker = forms.ChoiceField(label=_("A tracker that tells"), required=False)
    target = forms.CharField(label=_("The number you hope for"), max_length=40, required=False)

    def __init__(self, *args: Any, trackers: list[tuple[str, str]], before: GoalShown | None = None, **more: Any):
        if before is not None:
            more.setdefault("initial", {
                "what": before.what, "why": before.why, "know": before.know, "tracker": before.tracker,
                "target": before.target, "steps": "\n".join(step.title for step in before.steps),
            })
        super().__init__(*args, **more)
        field = self.fields["tracker"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("none")), *trackers]

    def words(self) -> GoalWords:
        """Read after `is_valid`."""
        told = self.cleaned_data
        return GoalWords(
            told["what"], told["why"], told["know"], told["tracker"], told["target"],
            tuple(line for line in told["steps"].splitlines() if line.strip()),
        )


class GoalNoteForm(forms.Form):
    text = forms.CharField(
        label=_("How is it going?"), max_length=GOAL_NOTE_MOST, widget=forms.Textarea(attrs={"rows": 3})
    )
