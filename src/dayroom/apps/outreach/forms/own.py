"""What a clinician fills in for a post on an account of their own elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.forms.messages import LANGUAGES, MomentField, moment_text
from dayroom.apps.outreach.models import Message
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.vocabulary.campaigns import TITLE_MAX, AiRole
from dayroom.apps.outreach.vocabulary.channels import ChannelKind


class OwnForm(forms.Form):
    title = forms.CharField(label=_("A name for it, for you"), max_length=TITLE_MAX)
    body = forms.CharField(label=_("The text"), max_length=10_000, strip=False,
                           widget=forms.Textarea(attrs={"rows": 8}))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    interests = forms.CharField(label=_("Your interests"), max_length=400,
                                help_text=_("Who pays you for what this is about; “none” is an answer."))
    sources = forms.CharField(label=_("Sources"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    ai_role = forms.ChoiceField(label=_("Did a machine write any of it?"), choices=AiRole.choices)
    ai_reviewed_by = forms.CharField(label=_("Who checked what the machine wrote"), max_length=80, required=False)
    publish_at = MomentField(label=_("When you want to post it"))
    channels = forms.MultipleChoiceField(label=_("Where you want to post it"), widget=forms.CheckboxSelectMultiple,
                                         help_text=_("Treat every one of them as public, whatever its settings say."))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["channels"].choices = [  # type: ignore[attr-defined]
            (name, one.label) for name, one in CHANNELS if one.kind == ChannelKind.BY_HAND]

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "channels"}


def filled_own(row: Message) -> dict[str, Any]:
    plain = ("title", "body", "language", "interests", "sources", "ai_role", "ai_reviewed_by")
    return {name: getattr(row, name) for name in plain} | {
        "publish_at": moment_text(row.publish_at), "channels": [one.channel for one in row.variants.all()]}
