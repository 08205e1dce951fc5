"""How suicide, eating disorders and side effects are spoken of: a nudge and better words, never a refusal."""

from __future__ import annotations

import pytest

from dayroom.engines.guard import Action, Author, Context, decide, redact, screen

EATING = Context(tags=frozenset({"eating-disorders"}))

NUDGED = [
    "My cousin committed suicide in March",
    "After her failed suicide attempt she moved home",
    "a successful suicide",
    "He hanged himself last year",
    "That bridge is a known suicide spot",
    "His suicide note said that he was tired",
    "Bullying drove him to suicide",
    "The suicide epidemic in our town",
    "Suicide is selfish",
    "Mi primo cometió suicidio",
    "Una ola de suicidios en la ciudad",
]
LEFT_ALONE = [
    "My cousin died by suicide in March",
    "She survived a suicide attempt",
    "Please do not say committed suicide",
    "We write died by suicide instead of committed suicide",
    "The flu epidemic is over",
    "She committed to the training plan",
    "Mi primo murió por suicidio",
]


def classes(text, context=None):
    return {finding.klass for finding in screen(text, context=context or Context()).findings}


@pytest.mark.parametrize("text", NUDGED)
def test_words_that_mislead_get_better_ones(text):
    context = Context()
    report = screen(text, context=context)
    found = [finding for finding in report.findings if finding.klass == "SAFE_MESSAGING"]
    assert found
    assert all(finding.better for finding in found)
    assert decide(report, context).action is not Action.BLOCK


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_plain_words_are_left_alone(text):
    assert "SAFE_MESSAGING" not in classes(text)


def test_better_words_come_in_the_language_of_the_reader():
    report = screen("cometió suicidio", context=Context(language="es"))
    assert [f.better for f in report.findings if f.klass == "SAFE_MESSAGING"] == ["murió por suicidio"]


@pytest.mark.parametrize(
    ("text", "author", "missing"),
    [
        ("Every year many people die by suicide. Read our report.", Author.ORGANISATION, True),
        ("Every year many people die by suicide. Read our report.", Author.PROFESSIONAL, True),
        ("Every year many people die by suicide. Read our report.", Author.MEMBER, False),
        ("Suicide can be prevented. Call or text 988: talking helps.", Author.ORGANISATION, False),
        ("El suicidio se puede prevenir. Llama al 024, hay ayuda.", Author.ORGANISATION, False),
        ("Our clinic opens at nine.", Author.ORGANISATION, False),
    ],
)
def test_who_writes_for_many_names_a_helpline_and_hope(text, author, missing):
    assert ("MISSING_HELPLINE" in classes(text, Context(author=author))) is missing


@pytest.mark.parametrize(
    "text", ["my BMI is 15.2 now", "I ate 400 kcal", "I weigh 42 kg", "lost 3 kg this week", "peso 40 kilos"]
)
def test_numbers_are_masked_among_people_with_eating_disorders_and_nowhere_else(text):
    report = screen(text, context=EATING)
    assert decide(report, EATING).action is Action.NUDGE
    masked = redact(text, report)
    assert "[number removed]" in masked
    assert not any(char.isdigit() for char in masked)
    assert redact(masked, screen(masked, context=EATING)) == masked
    assert "ED_NUMBER" not in classes(text)


@pytest.mark.parametrize("text", ["my goal weight is near", "tips to skip meals please", "any fasting buddy here?"])
def test_goals_and_tips_wait_there(text):
    assert decide(screen(text, context=EATING), EATING).action is Action.HOLD
    assert "ED_TIPS" not in classes(text)


@pytest.mark.parametrize("text", ["I ate with my family for the first time", "I was ill for 3 years", "call me at 10"])
def test_a_story_without_numbers_is_no_concern_there(text):
    assert decide(screen(text, context=EATING), EATING).action is Action.ALLOW


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("I started lisinopril last week and now I have a rash all over", True),
        ("Cymbalta gave me terrible nausea", True),
        ("My son took amoxicillin and had hives the same night", True),
        ("Desde que tomo metformina tengo náuseas", True),
        ("Does lisinopril cause a rash?", False),
        ("I have a rash", False),
        ("I started sertraline last week and feel better", False),
        ("The leaflet of ibuprofen lists nausea", False),
    ],
)
def test_a_side_effect_is_signposted_when_all_four_parts_are_there_and_stops_nothing(text, event):
    report = screen(text, context=Context())
    assert ("ADVERSE_EVENT" in {f.klass for f in report.findings}) is event
    assert decide(report, Context()).action is Action.ALLOW
