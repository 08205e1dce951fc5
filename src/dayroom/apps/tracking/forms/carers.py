"""Ask to act for somebody, or let somebody act; and keep a record for a person without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.queries import member_by_handle
from dayroom.apps.tracking.vocabulary import Authority, Scope
from dayroom.apps.tracking.vocabulary.carers import NAME_MOST
from dayroom.kernel.errors import NotFound

SCOPE_WORDS = (
    (Scope.SEE, _("see what is meant for carers")),
    (Scope.ENTER, _("enter and change")),
    (Scope.SHARE, _("decide who else sees something")),
)


class GivenForm(forms.Form):
    """What is given, and until when."""

    scopes = forms.MultipleChoiceField(label=_("They may"), choices=SCOPE_WORDS, initial=[Scope.SEE],
                                       widget=forms.CheckboxSelectMultiple)
    until_on = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
                               help_text=_("Leave it empty for “until one of us ends it”."))


class AskForm(GivenForm):
    side = forms.ChoiceField(
        label=_("Who helps whom?"), widget=forms.RadioSelect, initial="owner",
        choices=(("owner", _("They help me with my record")), ("carer", _("I help them with their record"))),
    )
    handle = forms.CharField(label=_("Their handle here"), max_length=40,
                             widget=forms.TextInput(attrs={"autocomplete": "off"}))
    authority = forms.ChoiceField(label=_("Why may they?"), choices=Authority.choices,
                                  help_text=_("It is written down as you say it. We do not check it with an office."))
    field_order = ("side", "handle", "authority", "scopes", "until_on")

    def clean_handle(self) -> Any:
        """The member; somebody who cannot be found is not there, for whatever reason."""
        try:
            return member_by_handle(self.cleaned_data["handle"].strip().lstrip("@"))
        except NotFound as fault:
            raise forms.ValidationError(_("We know nobody of that handle here.")) from fault


class KeptForm(forms.Form):
    name = forms.CharField(label=_("What do you call them?"), max_length=NAME_MOST,
                           help_text=_("For example “Dad”. Only you see it."),
                           widget=forms.TextInput(attrs={"autocomplete": "off"}))
    authority = forms.ChoiceField(label=_("Why may you keep their record?"), choices=Authority.choices)
    sure = forms.BooleanField(
        label=_("They know of it and agree, or I decide for them by law. I will hand it over when they ask."),
    )


class TakeOverForm(forms.Form):
    scopes = forms.MultipleChoiceField(label=_("From now on they may"), choices=SCOPE_WORDS, required=False,
                                       widget=forms.CheckboxSelectMultiple,
                                       help_text=_("Leave all of it empty if nobody should act for you."))
