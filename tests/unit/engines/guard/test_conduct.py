"""The checks S1-S17, each as pass, fail and not applicable, and the replies that say nothing of care."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dayroom.engines.guard import Action, Author, Context, Place, decide, screen
from dayroom.engines.guard.conduct import (
    CONDUCT_SENTENCES,
    AiRole,
    ConductFacts,
    Conflict,
    ImageShows,
    Outcome,
    check_conduct,
    decide_conduct,
    neutral_replies,
    referral_text,
)
from dayroom.engines.guard.conduct.cues import conduct_pack, read_cues
from dayroom.engines.guard.folding import flow, fold

CLEAN = ConductFacts(conflicts=(), audience_shown=True)
PAID = (Conflict(party="Penwright", kind="speaker fee", product="Glidepen"),)
IMAGE = replace(CLEAN, has_image=True, image_shows=ImageShows.NO_PERSON, image_alt="A pen", image_is_original=True)
REPLY = replace(CLEAN, is_reply_to_person=True)
COLLEAGUE = replace(CLEAN, replies_to_professional=True)
PLAIN = "Our clinic has a talk on sleep in May. All are welcome."
HARD = (
    "Multidisciplinary rehabilitation necessitates comprehensive longitudinal evaluation of functional capacity. " * 5
)

ROWS = [
    ("S1", PLAIN, CLEAN, "PASS"),
    ("S1", PLAIN, replace(CLEAN, credential_current=False), "FAIL BLOCK"),
    ("S1", PLAIN, replace(CLEAN, persona_is_professional=False), "FAIL BLOCK"),
    ("S2", PLAIN, CLEAN, "PASS"),
    ("S2", "The patient, MRN 00482917, did well.", CLEAN, "FAIL BLOCK"),
    ("S2", "Please call our clinic on 202-555-0143.", CLEAN, "PASS"),
    ("S2", "Flu clinic on Monday, 202-555-0143.", replace(CLEAN, is_campaign=True), "PASS"),
    ("S3", PLAIN, CLEAN, "NA"),
    ("S3", PLAIN, IMAGE, "PASS"),
    ("S3", PLAIN, replace(IMAGE, image_shows=ImageShows.NOT_SAID), "FAIL BLOCK"),
    ("S3", PLAIN, replace(IMAGE, image_shows=ImageShows.STAFF), "PASS"),
    ("S3", PLAIN, replace(IMAGE, image_shows=ImageShows.PERSON_AUTHORIZED), "FAIL BLOCK"),
    ("S3", PLAIN, replace(IMAGE, image_shows=ImageShows.PERSON_AUTHORIZED, authorization_valid=True), "PASS"),
    ("S3", "We saw a 54-year-old man with chest pain.", CLEAN, "FAIL BLOCK"),
    ("S3", "We saw a 54-year-old man with chest pain.", replace(CLEAN, authorization_valid=True), "PASS"),
    ("S4", PLAIN, IMAGE, "NA"),
    ("S4", PLAIN, replace(IMAGE, image_is_original=False), "FAIL BLOCK"),
    ("S4", PLAIN, replace(IMAGE, image_is_original=False, image_attribution="Oda"), "FAIL BLOCK"),
    ("S4", PLAIN, replace(IMAGE, image_is_original=False, image_attribution="Oda", image_license="CC BY 4.0"), "PASS"),
    ("S5", PLAIN, CLEAN, "PASS"),
    ("S5", PLAIN, replace(CLEAN, conflicts=PAID), "PASS"),
    ("S5", PLAIN, replace(CLEAN, conflicts=None), "FAIL BLOCK"),
    ("S6", "Ask about Glidepen.", CLEAN, "NA"),
    ("S6", PLAIN, replace(CLEAN, conflicts=PAID), "NA"),
    ("S6", "Ask about Glidepen.", replace(CLEAN, conflicts=PAID), "FAIL BLOCK"),
    ("S6", "Sponsored by Penwright\nAsk about Glidepen.", replace(CLEAN, conflicts=PAID), "PASS"),
    ("S6", "Ask about Glidepen.\nSponsored by Penwright", replace(CLEAN, conflicts=PAID), "FAIL BLOCK"),
    ("S6", "Ask about Ozempic.", replace(CLEAN, conflicts=PAID), "FAIL BLOCK"),
    ("S7", PLAIN, CLEAN, "NA"),
    ("S7", "A steroid shot works mostly where it is put.", CLEAN, "NA"),
    ("S7", "This gel reduces pain.", CLEAN, "FAIL HOLD"),
    ("S7", "This gel reduces pain. Side effects include a rash.", CLEAN, "PASS"),
    ("S7", "This gel reduces pain. More: https://example.org/gel", CLEAN, "PASS"),
    ("S8", PLAIN, CLEAN, "NA"),
    ("S8", "We offer stem cell injections.", CLEAN, "FAIL HOLD"),
    ("S8", "For this it is off-label.", CLEAN, "PASS"),
    ("S8", "For this it is off-label.", replace(CLEAN, conflicts=PAID), "FAIL HOLD"),
    ("S9", PLAIN, CLEAN, "NA"),
    ("S9", "This gel reduces pain.", CLEAN, "FAIL NUDGE"),
    ("S9", "This gel reduces pain.", replace(CLEAN, is_campaign=True), "FAIL HOLD"),
    ("S9", "This gel reduces pain (PMID: 12345678).", CLEAN, "PASS"),
    ("S9", "In my experience this gel reduces pain.", CLEAN, "PASS"),
    ("S10", PLAIN, CLEAN, "PASS"),
    ("S10", "A guaranteed cure for arthritis.", CLEAN, "FAIL HOLD"),
    ("S10", "See these before and after photos of our clients.", CLEAN, "FAIL HOLD"),
    ("S10", "See these before and after photos of our clients. Results may vary.", CLEAN, "PASS"),
    ("S11", "Stop your metformin tonight.", CLEAN, "NA"),
    ("S11", "Stop your metformin tonight.", REPLY, "FAIL HOLD"),
    ("S11", "Please ask your own doctor about it.", REPLY, "PASS"),
    ("S12", PLAIN, CLEAN, "NA"),
    ("S12", "I work at Riverside Hospital.", CLEAN, "FAIL NUDGE"),
    ("S12", "I work at Riverside Hospital. Views are my own.", CLEAN, "PASS"),
    ("S12", PLAIN, replace(CLEAN, employer_named=True, says_own_views=True), "PASS"),
    ("S12", PLAIN, replace(CLEAN, employer_named=True, employer_approved=False), "FAIL BLOCK"),
    ("S13", PLAIN, CLEAN, "PASS"),
    ("S13", "This text was written with ChatGPT.", CLEAN, "FAIL BLOCK"),
    ("S13", PLAIN, replace(CLEAN, ai_role=AiRole.ASSISTED), "FAIL BLOCK"),
    ("S13", PLAIN, replace(CLEAN, ai_role=AiRole.GENERATED, ai_reviewed_by="Dr Okoye"), "PASS"),
    ("S14", PLAIN, CLEAN, "PASS"),
    ("S14", "Vote for Smith on Tuesday.", CLEAN, "FAIL NUDGE"),
    ("S14", "We got so drunk last night.", CLEAN, "FAIL NUDGE"),
    ("S15", "You are simply wrong.", CLEAN, "NA"),
    ("S15", "You are simply wrong.", COLLEAGUE, "FAIL NUDGE"),
    ("S15", "Thank you for the correction.", COLLEAGUE, "PASS"),
    ("S16", PLAIN, CLEAN, "PASS"),
    ("S16", HARD, CLEAN, "FAIL NUDGE"),
    ("S16", PLAIN, replace(IMAGE, image_alt=""), "FAIL NUDGE"),
    ("S16", PLAIN, replace(IMAGE, image_alt="", image_is_decorative=True), "PASS"),
    ("S17", PLAIN, CLEAN, "PASS"),
    ("S17", PLAIN, replace(CLEAN, audience_shown=False), "FAIL ALLOW"),
]  # fmt: skip


def ask(text, facts, language="en"):
    report = screen(text, context=Context(author=Author.PROFESSIONAL, language=language))
    return {result.id: result for result in check_conduct(text, report, facts)}


@pytest.mark.parametrize(("name", "text", "facts", "expected"), ROWS)
def test_each_check(name, text, facts, expected):
    result = ask(text, facts)[name]
    outcome, _, action = expected.partition(" ")
    assert result.outcome is Outcome[outcome]
    assert result.action is Action[action or "ALLOW"]
    assert bool(result.sentence) is (outcome == "FAIL")
    assert all(0 <= start < end <= len(text) for start, end in result.spans)


def test_a_language_without_a_formula_is_not_measured():
    report = screen("Juo lasi vettä.", context=Context(language="fi"))
    assert {r.id: r.outcome for r in check_conduct("Juo lasi vettä.", report, CLEAN)}["S16"] is Outcome.NA


def test_there_are_seventeen_answers_in_order_and_the_strongest_decides():
    results = ask("This gel reduces pain.", replace(CLEAN, conflicts=None))
    assert list(results) == [f"S{number}" for number in range(1, 18)]
    assert decide_conduct(results.values()) is Action.BLOCK
    assert decide_conduct(ask(PLAIN, CLEAN).values()) is Action.ALLOW


def test_every_check_speaks_both_languages_without_blame():
    assert CONDUCT_SENTENCES["en"].keys() == CONDUCT_SENTENCES["es"].keys()
    assert ask(PLAIN, replace(CLEAN, conflicts=None), "es")["S5"].sentence.startswith("Di qué intereses")
    words = " ".join(CONDUCT_SENTENCES["en"].values()).lower()
    assert not any(word in words for word in ("violat", "forbidden", "illegal", "your fault"))


CUES = [(rule, text, True) for rule in conduct_pack().rules for text in rule.match]
CUES += [(rule, text, False) for rule in conduct_pack().rules for text in rule.miss]


@pytest.mark.parametrize(("rule", "text", "seen"), CUES, ids=[f"{rule.id}: {text}" for rule, text, _ in CUES])
def test_each_cue_sees_its_examples_and_leaves_its_near_misses_alone(rule, text, seen):
    occurrences = conduct_pack().phrases.occurrences(flow(fold(text)).text)
    assert (rule.id in {found.id for found, _, _ in occurrences}) is seen


def test_a_cue_stands_where_the_text_says_it():
    text = "Café: this gel reduces pain."
    ((start, end),) = read_cues(text)["BENEFIT"][:1]
    assert text[start:end].startswith("gel reduces")


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_neutral_reply_says_that_somebody_was_cared_for(language):
    replies = neutral_replies(language)
    assert len(replies) >= 4
    context = Context(author=Author.ORGANISATION, place=Place.REVIEW_REPLY, language=language)
    for reply in (*replies, neutral_replies("fr")[0]):
        text = reply.format(contact="our office on 202-555-0143")
        assert decide(screen(text, context=context), context).action is Action.ALLOW


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_referral_is_no_advice_itself(language):
    context = Context(author=Author.PROFESSIONAL, language=language)
    assert decide(screen(referral_text(language), context=context), context).action is Action.ALLOW
