"""Which words send somebody to look, and how soon: tiers T0 to T4, in sentences written for this test.

A reader should be able to say of each row: yes, that is how I would want it. Nothing here is taken
from anybody's post.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dayroom.engines.guard import Context, Tier, screen

TIERS = {
    Tier.T0: [
        "I nearly died laughing at the cat in the waiting room",
        "This physio is killing me, but in a good way",
        "I'm dying to know how your scan went",
        "my phone died in the middle of the video call",
        "My pump battery is dead again",
        "I could murder a cup of tea",
        "That hill will be the death of me",
        "World Suicide Prevention Day is on 10 September",
        "She works for the suicide prevention line and loves it",
        "We watched Suicide Squad on the ward",
        "I was so embarrassed I wanted the floor to swallow me",
        "I cut myself while chopping onions, nothing serious",
        "I hurt myself at the gym again",
        "The tumour is dead, says the surgeon",
        "My grandmother died in March, she was ninety",
        "I have never felt this tired after chemo",
        "Deadline for the form is tonight",
        "kill two birds with one stone: flu jab and blood test",
        "I take all my pills at once with breakfast",
        "the line went dead when I called the clinic",
        "I took 2 pills the first day and slept all afternoon",
        "I took 20 tablets for the first ten days, two each day",
        "I took all my meds with breakfast like a good girl",
        "Mosquito season: a deadly combination of heat and rain",
        "The nurse said that a fatal dose of this drug is far above mine",
        "I'd die for a decent night's sleep",
        "What is the point of fasting before this test?",
        "There is no way out of the car park after six",
        "I am scared of dying during the operation",
        "I want to live near the sea one day",
        "The new insulin is to die for, no more night lows",
    ],
    Tier.T1: [
        "I tried to kill myself when I was nineteen, and I am so glad it did not work",
        "Ten years ago I attempted suicide, today I run a peer group",
        "I used to be suicidal, medication and my sister got me through",
        "My friend told me she wants to kill herself, how do I talk to her?",
        "We lost my brother to suicide in the spring",
        "My son is suicidal and I do not know where to turn",
        "I am not suicidal, just worn out by the pain",
        "I would never kill myself, but I understand people who think of it",
        "I don't want to die, I want the pain to be treated",
        'He said "I want to die" and then laughed it off',
        "When I was a teenager I wanted to die, it got better",
    ],
    Tier.T2: [
        "I wish I was dead",
        "i just want to die",
        "Honestly I don't want to be here anymore",
        "I don't want to wake up tomorrow",
        "Everyone would be better off without me",
        "There is no reason for me to go on living",
        "I can't go on like this anymore",
        "im so tired of being alive",
        "I feel completely hopeless about everything",
        "I have been having suicidal thoughts again",
        "I keep thinking about killing myself",
        "Some nights I think about ending it all",
        "I want it all to end",
        "I wish I had never been born",
        "nobody would even notice if I was gone",
        "I started cutting myself again",
        "i feel suicidal",
        "My life isn't worth living since the diagnosis",
        "I can't stop thinking about suicide",
        "What's the point of living like this",
        "kms",
        "I hope I don't wake up",
        "I want to unalive myself",
        "she left me and i want to die",
        "he makes me want to disappear forever",
        "my kids deserve better, they would be better off without me",
        "You all have been kind but I don't see a future for myself",
        "I’ve lost all hope, I don’t want to live",
        "i cant do this anymore",
    ],
    Tier.T3: [
        "I have a plan to kill myself",
        "I keep thinking about jumping off the bridge near the hospital",
        "I've been saving up my pills to end it",
        "What is the most painless way to die?",
        "I know exactly how I would do it",
        "I'm going to kill myself",
        "I want to hang myself",
        "How many of these tablets would it take to kill me?",
        "I think about driving my car into a tree every day",
        "I want to die and I have a gun at home",
        "thinking of overdosing on my insulin",
        "I am planning my suicide",
        "I have decided to end my life",
    ],
    Tier.T4: [
        "I am going to kill myself tonight",
        "I just took the whole bottle of pills",
        "Goodbye everyone, thank you for being kind to me. I wont be here tomorrow",
        "The gun is in my hand",
        "By the time you read this I will be gone",
        "I've written my goodbye letter to the kids",
        "I'm standing on the bridge right now",
        "tonight is the night I end it",
        "This is my suicide note",
        "I swallowed all my sleeping pills an hour ago",
        "i took 40 paracetamol tablets",
        "my son just took all his pills, what do I do",
        "I'm about to do it, the rope is ready",
    ],
}
HERE = Path(__file__).parent


def spanish(name: str) -> dict[Tier, list[str]]:
    return {Tier[tier]: texts for tier, texts in tomllib.loads((HERE / name).read_text(encoding="utf-8")).items()}


def rows(table):
    return [pytest.param(tier, text, id=f"{tier.name} {text}") for tier, texts in table.items() for text in texts]


@pytest.mark.parametrize(("tier", "text"), rows(TIERS))
def test_the_tier_is_what_a_kind_reader_would_say(tier, text):
    assert screen(text, context=Context()).tier is tier


@pytest.mark.parametrize(("tier", "texts"), spanish("crisis-es.toml").items())
def test_the_tier_in_spanish_is_what_a_kind_reader_would_say(tier, texts):
    assert {
        text: found for text in texts if (found := screen(text, context=Context(language="es")).tier) is not tier
    } == {}


def test_floors_on_spanish_words_that_no_rule_was_mended_on():
    """See docs/reference/guard-quality.md; a miss among them is mended with a rule, and the text moves to the others."""
    found = [
        (tier >= Tier.T2, screen(text, context=Context(language="es")).tier >= Tier.T2)
        for tier, texts in spanish("crisis-es-unseen.toml").items()
        for text in texts
    ]
    alerts = [is_found for is_alert, is_found in found if is_alert]
    assert sum(alerts) / len(alerts) >= 0.65
    assert not any(is_found for is_alert, is_found in found if not is_alert)


@pytest.mark.parametrize(
    ("tier", "text"),
    [
        (Tier.T1, "You are not alone and you can get through this. Suicide is never the only answer for you."),
        (Tier.T2, "You are so kind, all of you, but I want to die."),
        (Tier.T2, "You know your pain, you know your way. I feel hopeless too."),
        (Tier.T0, "I cut myself off from my family for years."),
        (Tier.T0, "I am thinking about ending things with him after this weekend."),
    ],
)
def test_who_comforts_is_told_from_who_despairs(tier, text):
    assert screen(text, context=Context()).tier is tier


@pytest.mark.parametrize("text", [text for tier in (Tier.T2, Tier.T3, Tier.T4) for text in TIERS[tier]])
def test_an_alert_says_where_it_saw_what_and_by_which_rule(text):
    report = screen(text, context=Context())
    crisis = [finding for finding in report.findings if finding.family.value == "CRISIS"]
    assert crisis
    assert all(finding.rule_id.startswith("crisis.en.") and finding.sentence for finding in crisis)


@pytest.mark.parametrize(
    "around",
    [
        "Hello all, first post here. {} Sorry for the rant.",
        "{}\n\nThank you for reading, you are all so kind.",
        "My A1c was 7.2 and the nurse was nice. {} Anyway, how are you all?",
        "{} I don't know why I am writing this here.",
    ],
)
@pytest.mark.parametrize(
    "text", ["I wish I was dead.", "I'm going to kill myself.", "I am going to kill myself tonight."]
)
def test_small_talk_around_it_does_not_lower_the_tier(around, text):
    assert screen(around.format(text), context=Context()).tier >= screen(text, context=Context()).tier


@pytest.mark.parametrize(
    "disguise", ["i wаnt to die", "I want to d\u200bie", "Ｉ ｗａｎｔ ｔｏ ｄｉｅ", "I WANT TO DIE"]
)
def test_disguise_does_not_hide_a_cry(disguise):
    assert screen(disguise, context=Context()).tier >= Tier.T2


@pytest.mark.parametrize(
    "shape",
    [
        lambda text: text + "\n",
        lambda text: "\n\n" + text + " ",
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\r\n"),
        lambda text: "Hello\n" + text + "\nBye",
    ],
    ids=["line end", "lines before", "two spaces", "a word a line", "hard spaces", "windows lines", "between lines"],
)
@pytest.mark.parametrize("text", [text for tier in (Tier.T2, Tier.T3, Tier.T4) for text in TIERS[tier]])
def test_white_space_does_not_hide_a_cry(text, shape):
    shaped = shape(text)
    report = screen(shaped, context=Context())
    assert report.tier >= Tier.T2
    assert all(not shaped[f.start].isspace() for f in report.findings)
