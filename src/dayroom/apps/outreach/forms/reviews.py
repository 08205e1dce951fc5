from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.vocabulary.reviews import BODY_MOST, Relation, RemovalGround, ReviewWords
from dayroom.apps.screening.actions import house_words, look_at_fields
from dayroom.engines import guard

STARS = [(str(star), str(star)) for star in range(5, 0, -1)]


class ReviewForm(forms.Form):
    stars = forms.ChoiceField(label=_("Stars"), choices=STARS, widget=forms.RadioSelect,
                              help_text=_("5 is best, 1 is worst."))
    title = forms.CharField(label=_("In one line"), max_length=120, required=False)
    body = forms.CharField(label=_("How was it?"), max_length=BODY_MOST, widget=forms.Textarea(attrs={"rows": 7}),
                           help_text=_("You need not say why you were there. Leave out other people’s names."))
    relation = forms.ChoiceField(label=_("Who are you?"), choices=Relation.choices, widget=forms.RadioSelect)
    incentive = forms.BooleanField(label=_("I was given something for writing this"), required=False)
    incentive_words = forms.CharField(label=_("What was it?"), max_length=160, required=False)
    code = forms.CharField(label=_("Code from your visit"), max_length=20, required=False,
                           help_text=_("It shows that you were there. It is not kept with what you write."))

    def clean(self) -> dict[str, Any]:
        """What gives somebody away is asked about once, as it is under a post; what is held waits after it is sent."""
        data = super().clean() or {}
        context = guard.Context(
            author=guard.Author.MEMBER, place=guard.Place.PUBLIC, subject=guard.Subject.UNKNOWN,
            language=(get_language() or "en").split("-")[0], country=settings.DEFAULT_COUNTRY,
        )
        look_at_fields(self, ["title", "body", "incentive_words"], context=context, asks={guard.Action.NUDGE}, always={
            # the same for a good word as for a bad one: whoever is named cannot answer here
            "NAME": _("You name somebody. Say what they do there instead, such as the nurse; the place knows who it "
                      "was. If the name has to stand, say so below."),
        })
        return data

    def words(self) -> ReviewWords:
        """Read after ``is_valid``."""
        data = self.cleaned_data
        return ReviewWords(
            stars=int(data["stars"]), title=data["title"], body=data["body"], relation=data["relation"],
            incentive=data["incentive"], incentive_words=data["incentive_words"],
            language=(get_language() or "en").split("-")[0],
        )


class RemovalForm(forms.Form):
    ground = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect,
                               choices=[one for one in RemovalGround.choices if one[0] != RemovalGround.AUTHOR])
    words = forms.CharField(label=_("In your words"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ["words"], context=house_words())
        return data


class ReplyForm(forms.Form):
    words = forms.CharField(label=_("Your answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                            help_text=_("It must not tell that anybody was cared for here."))


class PlaceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    what = forms.CharField(label=_("What it is"), max_length=300, required=False)
    contact = forms.CharField(label=_("Where complaints go"), max_length=160,
                              help_text=_("A number or an address. It stands in the ready answers."))


class CodesForm(forms.Form):
    count = forms.IntegerField(label=_("How many codes"), min_value=1, max_value=200, initial=20)


class ImportForm(forms.Form):
    origin = forms.CharField(label=_("Where they were written"), max_length=80)
    file = forms.FileField(label=_("CSV file"), help_text=_("With the columns stars, text, date, and maybe title."))
