"""A topic says what is looked for; its patterns mean the same wherever they run."""

from __future__ import annotations

import json

import duckdb
import pytest
import re2

from dayroom.engines.meaning import BrokenTopic, TopicDefinition, compile_topic, folded, topic_from_json
from dayroom.engines.meaning.sentences import SENTENCES

FLU = TopicDefinition(
    "Flu",
    {"en": ("flu", "flu shot*", "h3n2"), "es": ("gripe", "engripad*"), "any": ("грипп", "🤒")},
    hashtags=("FluSeason", "#gripe2025"),
    symptoms=("fever",),
    exclusions=("flu game", "bird flu"),
)
POSTS = {
    "I have the FLU.": True,
    "flu-shot day!": True,
    "got my flushot": False,
    "#flu everywhere": True,
    "#fluseason": True,
    "fluseason is here": False,
    "the flu game of 1997": False,
    "bird flu": False,
    "Bird-flu or flu?": False,
    "Toda la oficina engripada": True,
    "Tengo fiebre": True,
    "influenced": False,
    "у меня грипп": True,
    "гриппом": False,
    "sick🤒again": True,
    "": False,
}


def test_a_topic_is_written_as_it_is_read() -> None:
    assert topic_from_json(FLU.as_json()) == TopicDefinition(
        FLU.name, FLU.terms, FLU.hashtags, FLU.symptoms, FLU.exclusions, ()
    )


def test_its_patterns_mean_the_same_in_python_in_re2_and_in_duckdb() -> None:
    pattern = compile_topic(FLU)
    wanted, unwanted = re2.compile(pattern.wanted), re2.compile(pattern.unwanted)
    for text, is_in in POSTS.items():
        low = folded(text)
        assert pattern.matches(low) is is_in, text
        assert (bool(wanted.search(low)) and not unwanted.search(low)) is is_in, text
        asked = [low, pattern.wanted, low, pattern.unwanted]
        row = duckdb.execute("select regexp_matches(?, ?) and not regexp_matches(?, ?)", asked).fetchone()
        assert row == (is_in,), text


def test_nothing_left_out_leaves_nothing_out() -> None:
    pattern = compile_topic(TopicDefinition("Flu", {"en": ("flu",)}))
    assert pattern.matches("flu")
    assert not re2.search(pattern.unwanted, "flu")
    assert duckdb.execute("select regexp_matches('flu', ?)", [pattern.unwanted]).fetchone() == (False,)


def test_languages_are_a_filter() -> None:
    pattern = compile_topic(TopicDefinition("Flu", {"en": ("flu",)}, languages=("en",)))
    assert [pattern.matches("flu", language) for language in ("en", "de", "")] == [True, False, True]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "name"),
        ({"name": 7}, "name must be a text"),
        ({"terms": {}}, "at least one"),
        ({"terms": ["flu"]}, "under the names of languages"),
        ({"terms": {"english": ["flu"]}}, "“english” is no code"),
        ({"terms": {"en": "flu"}}, "list of words"),
        ({"terms": {"en": ["!!"]}}, "“!!” holds no word"),
        ({"terms": {"en": ["fl*"]}}, "“fl*” would match too many"),
        ({"terms": {"en": ["f*u"]}}, "“f*u” has a *"),
        ({"terms": {"en": ["the and"]}}, "“the and” stands in nearly every post"),
        ({"terms": {"en": ["the*"]}}, "“the*” stands in nearly every post"),
        ({"terms": {"en": ["x" * 61]}}, "too long"),
        ({"terms": {"en": [f"w{n}" for n in range(201)]}}, "at most 200"),
        ({"hashtags": ["two words"]}, "“two words” is no hashtag"),
        ({"symptoms": ["sadness-of-robots"]}, "“sadness-of-robots” is no symptom"),
        ({"exclusions": ["flu"]}, "would find nothing"),
        ({"exclusoins": []}, "“exclusoins” is no field"),
    ],
)
def test_a_wrong_line_is_named(changed: dict[str, object], said: str) -> None:
    told = {"name": "Flu", "terms": {"en": ["flu"]}, **changed}
    with pytest.raises(BrokenTopic) as refused:
        topic_from_json(json.dumps(told))
    assert said in str(refused.value)
    assert [problem for problem in refused.value.problems if said in str(problem)]


def test_every_sentence_stands_in_spanish_too() -> None:
    assert SENTENCES["en"].keys() == SENTENCES["es"].keys()
    assert all(("{words}" in SENTENCES["es"][key]) == ("{words}" in said) for key, said in SENTENCES["en"].items())


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"name": "\\ud800"}'])
def test_what_is_no_definition_is_refused(text: str) -> None:
    with pytest.raises(BrokenTopic):
        topic_from_json(text)


def test_patterns_stay_linear_in_a_long_text() -> None:
    pattern = compile_topic(FLU)
    assert not pattern.matches("flu-" * 0 + "fl ... " * 30_000)
