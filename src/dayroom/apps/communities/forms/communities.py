"""What somebody fills in to open a community, look after it, or come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.actions.communities import About
from dayroom.apps.communities.models import Community
from dayroom.apps.communities.vocabulary import Audience, JoinPolicy, Visibility
from dayroom.apps.screening.actions import house_words, look_at_fields

LANGUAGE_CODES = (
    "en", "es", "ar", "bn", "cs", "da", "de", "el", "fa", "fi", "fr", "he", "hi", "hu", "it", "ja", "ko", "nb", "nl",
    "pl", "pt", "ro", "ru", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh-hans",
)
JOIN_CHOICES = (
    (JoinPolicy.OPEN, _("Anyone with an account can join")),
    (JoinPolicy.ASK, _("People ask, and a moderator answers")),
    (JoinPolicy.INVITED, _("By invitation only")),
)
VISIBILITY_CHOICES = (
    (Visibility.PUBLIC, _("Public: anyone can read")),
    (Visibility.HYBRID, _("Partly public: titles and pinned posts for anyone, the rest for members")),
    (Visibility.PRIVATE, _("Private: only members know that it exists")),
)
SLUG = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", _("Use small letters, numbers and single hyphens."))


def language_name(code: str) -> str:
    """A language by its own name."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in LANGUAGE_CODES]


def conditions_of(text: str) -> tuple[str, ...]:
    """Condition words as typed: separated by commas, semicolons or lines."""
    parts = text.replace(";", ",").replace("\n", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


class AboutForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("In the words people would use themselves."))
    description = forms.CharField(
        label=_("What is this place?"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or two plain sentences. The first one stands in the list of communities."),
    )
    conditions = forms.CharField(
        label=_("What it is about"), max_length=600, required=False,
        help_text=_("Words to find it by, with commas between: type 1 diabetes, carers."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    join_policy = forms.ChoiceField(label=_("How people come in"), choices=JOIN_CHOICES, widget=forms.RadioSelect)
    rules = forms.CharField(
        label=_("Rules"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Short and kind. You can use Markdown. Members are told when the rules change."),
    )
    welcome = forms.CharField(
        label=_("Welcome"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("New members see this first."),
    )
    crisis_rules = forms.BooleanField(
        label=_("People here may be in crisis"), required=False,
        help_text=_("Help lines stand above the topics, and worrying posts wait for a moderator."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ("name", "description", "conditions", "rules", "welcome"),
                       context=house_words(str(data.get("language", ""))))
        return data

    def about(self) -> About:
        data = self.cleaned_data
        return About(
            name=data["name"], description=data["description"], conditions=conditions_of(data["conditions"]),
            rules=data["rules"], welcome=data["welcome"], language=data["language"], join_policy=data["join_policy"],
            crisis_rules=data["crisis_rules"],
        )

    @staticmethod
    def initial_of(community: Community) -> dict[str, Any]:
        return {
            "name": community.name, "description": community.description,
            "conditions": ", ".join(community.conditions), "language": community.language,
            "join_policy": community.join_policy, "rules": community.rules, "welcome": community.welcome,
            "crisis_rules": community.crisis_rules,
        }


class CreateForm(AboutForm):
    slug = forms.CharField(
        label=_("Address"), max_length=60, required=False, validators=[SLUG],
        help_text=_("What stands after /c/ in the link. Leave it empty and it is made of the name."),
    )
    visibility = forms.ChoiceField(label=_("Who can read"), choices=VISIBILITY_CHOICES, widget=forms.RadioSelect)
    audience = forms.ChoiceField(label=_("Who it is for"), choices=[
        (Audience.EVERYONE, _("Everyone")), (Audience.CLINICIANS, _("Verified clinicians")),
    ])
    moderator = forms.CharField(
        label=_("Who looks after it"), max_length=24, required=False,
        help_text=_("A member's handle. Leave it empty and it is you."),
    )
    field_order = ("name", "slug", "description", "conditions", "language", "visibility", "audience", "join_policy",
                   "moderator", "rules", "welcome", "crisis_rules")

    def __init__(self, *args: Any, young: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if young:
            # only where the operator has allowed it, and for stewards: the door to it is not shown to others
            offered = self.fields["audience"]
            offered.choices += [(Audience.YOUNG, _("Children under 13, with a guardian's consent"))]  # type: ignore[attr-defined]  # a choice field

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug and Community.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("There is a community with this address. Choose another one."))
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("visibility") == Visibility.PRIVATE and data.get("join_policy") == JoinPolicy.OPEN:
            self.add_error("join_policy", _("A private community takes people in by invitation or after they ask."))
        closed = (data.get("visibility"), data.get("join_policy")) == (Visibility.PRIVATE, JoinPolicy.INVITED)
        if data.get("audience") == Audience.YOUNG and not closed:
            self.add_error("audience", _("A community for members under 13 is private and takes people in by "
                                         "invitation."))
        return data


class AskForm(forms.Form):
    note = forms.CharField(
        label=_("A word to the moderators"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why you would like to join. Only the moderators read this. No names or numbers, please."),
    )


class VisibilityForm(forms.Form):
    visibility = forms.ChoiceField(label=_("Who can read"), choices=VISIBILITY_CHOICES, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("Kept in the record."))


class AwayForm(forms.Form):
    away_from = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    away_until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    cover = forms.CharField(
        label=_("Who watches meanwhile"), max_length=24, required=False,
        help_text=_("A member's handle. They become a moderator here; change that back when you return."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("away_from") and data.get("away_until") and data["away_until"] < data["away_from"]:
            self.add_error("away_until", _("The last day comes before the first one."))
        return data


class HandOverForm(forms.Form):
    to = forms.CharField(label=_("To whom"), max_length=24, help_text=_("A member's handle. They become a moderator."))
    step_down = forms.BooleanField(label=_("Step down as a moderator myself"), required=False)


class InvitationForm(forms.Form):
    days = forms.IntegerField(label=_("Good for how many days"), min_value=1, max_value=60, initial=14)
    uses = forms.IntegerField(
        label=_("For how many people"), min_value=1, max_value=1000,
        help_text=_("A link can be passed on. One person for each link is safest; for a public place, 25 is plenty."),
    )


class AnnouncementForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=140)
    body = forms.CharField(
        label=_("What you want to say"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Short is good. It stands above the topics for a month."),
    )


class MeetupForm(AnnouncementForm):
    meets_at = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        help_text=_("In your own time zone."),
    )
    meets_where = forms.CharField(
        label=_("Where"), max_length=200,
        help_text=_("A public place or a link. Never somebody's home."),
    )
    field_order = ("title", "meets_at", "meets_where", "body")
