"""What an analyst writes about a topic, and about a file of official counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.listening.actions.official import ToldSeries
from dayroom.apps.listening.actions.topics import ToldTopic
from dayroom.apps.listening.queries.desk import all_topics
from dayroom.apps.listening.rules.topics import lines_of
from dayroom.apps.listening.vocabulary.desk import Columns
from dayroom.engines.meaning.concepts import concepts
from dayroom.engines.meaning.errors import BrokenTopic
from dayroom.engines.meaning.topics import topic_from_dict

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Topic

LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]


def _lines(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=14_000,
                           widget=forms.Textarea(attrs={"rows": rows}))


class TopicForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    about = forms.CharField(label=_("What it is for"), max_length=300, required=False,
                            help_text=_("One sentence for those who look after you."))
    terms_en = _lines(_("English words"), _("One word or phrase on each line. With * at the end, any ending counts: "
                                            "vaccin* finds vaccine and vaccines."))
    terms_es = _lines(_("Spanish words"), _("One on each line."))
    terms_any = _lines(_("Words of any other language"), rows=2)
    hashtags = _lines(_("Hashtags"), _("One on each line. A word above finds its hashtag already."), rows=2)
    symptoms = forms.MultipleChoiceField(
        label=_("Symptoms, conditions and drugs"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Each brings its everyday words in both languages. Hold Ctrl or Cmd to choose more than one."))
    exclusions = _lines(_("Leave out posts that say"), _("One word or phrase on each line, such as “flu game”."))
    languages = forms.MultipleChoiceField(label=_("Only posts in"), choices=LANGUAGES, required=False,
                                          widget=forms.CheckboxSelectMultiple,
                                          help_text=_("Tick none to read every language."))
    is_public = forms.BooleanField(label=_("Confirmed alarms may stand on the public map"), required=False)

    def __init__(self, *args: Any, language: str = "en", **named: Any) -> None:
        super().__init__(*args, **named)
        self.definition: dict[str, Any] = {}
        named_concepts = sorted((one.name(language), one.code) for one in concepts())
        self.fields["symptoms"].choices = [(code, name) for name, code in named_concepts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Let the engine read the definition; each thing that is wrong becomes a sentence above the form."""
        data = super().clean() or {}
        terms = {language: lines_of(data.get(f"terms_{language}", "")) for language in ("en", "es", "any")}
        made = {
            "terms": {language: words for language, words in terms.items() if words},
            "hashtags": [line.lstrip("#") for line in lines_of(data.get("hashtags", ""))],
            "symptoms": list(data.get("symptoms", ())), "exclusions": lines_of(data.get("exclusions", "")),
            "languages": list(data.get("languages", ())),
        }
        try:
            topic_from_dict({**made, "name": data.get("name") or "–"})
        except BrokenTopic as fault:
            self.add_error(None, [str(problem) for problem in fault.problems])
        self.definition = made
        return data

    def told(self) -> ToldTopic:
        data = self.cleaned_data
        return ToldTopic(name=data["name"], about=data["about"], definition=self.definition,
                         is_public=data["is_public"])


def filled_topic(topic: Topic) -> dict[str, Any]:
    """A stored topic as the form shows it."""
    told = topic.definition
    terms = dict(told.get("terms", {}))
    others = [word for language, words in terms.items() if language not in ("en", "es") for word in words]
    return {
        "name": topic.name, "about": topic.about, "is_public": topic.is_public,
        "terms_en": "\n".join(terms.get("en", ())), "terms_es": "\n".join(terms.get("es", ())),
        "terms_any": "\n".join(others), "hashtags": "\n".join(told.get("hashtags", ())),
        "symptoms": list(told.get("symptoms", ())), "exclusions": "\n".join(told.get("exclusions", ())),
        "languages": list(told.get("languages", ())),
    }


PERIODS = [("", _("as the days lie apart")), ("day", _("a day")), ("week", _("a week")), ("month", _("a month")),
           ("year", _("a year"))]


class OfficialForm(forms.Form):
    file = forms.FileField(label=_("File (CSV, up to 8 MB)"))
    name = forms.CharField(label=_("Name"), max_length=120,
                           help_text=_("A file of the same name takes the place of the old one."))
    origin = forms.CharField(label=_("Who publishes it"), max_length=200,
                             help_text=_("The authority, and under what terms, such as: CDC FluView, public domain."))
    unit = forms.CharField(label=_("What is counted"), max_length=60, required=False,
                           help_text=_("Such as: cases, or visits in 100."))
    topic = forms.ChoiceField(label=_("Topic it belongs to"), required=False)
    period = forms.ChoiceField(label=_("One value is for"), choices=PERIODS, required=False)
    day = forms.CharField(label=_("Column with the day"), max_length=80, required=False,
                          help_text=_("Leave both columns empty and we look for them."))
    value = forms.CharField(label=_("Column with the value"), max_length=80, required=False)
    week = forms.CharField(label=_("Column with the number of the week"), max_length=80, required=False,
                           help_text=_("Only where the column with the day holds just a year."))
    where = forms.CharField(label=_("Only lines in which this column"), max_length=80, required=False)
    is_value = forms.CharField(label=_("… says"), max_length=80, required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.topics = {one.public_id: one for one in all_topics()}
        self.fields["topic"].choices = [  # type: ignore[attr-defined]
            ("", _("none")), *((key, one.name) for key, one in self.topics.items())]

    def told(self) -> ToldSeries:
        data = self.cleaned_data
        return ToldSeries(name=data["name"], origin=data["origin"], unit=data["unit"], period=data["period"],
                          topic=self.topics.get(data["topic"]))

    def columns(self, guessed: tuple[str, str]) -> Columns:
        data = self.cleaned_data
        return Columns(day=data["day"] or guessed[0], value=data["value"] or guessed[1], week=data["week"],
                       where=data["where"], is_value=data["is_value"])
