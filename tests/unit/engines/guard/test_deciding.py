"""Who writes about whom, and what follows: the action table cell by cell."""

from __future__ import annotations

import pytest

from dayroom.engines.guard import (
    DEFAULT_POLICY,
    Action,
    Author,
    Context,
    Family,
    Finding,
    Place,
    Policy,
    Report,
    Subject,
    Tier,
    decide,
    screen,
)
from dayroom.engines.guard.sentences import SENTENCES

M, P, O = Author.MEMBER, Author.PROFESSIONAL, Author.ORGANISATION  # noqa: E741 - the columns of the table


def finding(klass, *, family=Family.IDENTIFIER, confidence=0.9, about=Subject.UNKNOWN, start=0):
    return Finding(family, klass, start, start + 4, confidence, f"rule.{klass.lower()}", 1, "A sentence.", about)


def report(*findings, tier=Tier.T0, checked=True):
    return Report(tuple(findings), tier, "test", checked, "en")


def action(author, subject, klass, **context):
    return decide(report(finding(klass)), Context(author=author, subject=subject, **context)).action


TABLE = [
    # author, subject, direct identifier, age over 89
    (M, Subject.SELF, "NUDGE", "ALLOW"),
    (M, Subject.UNKNOWN, "NUDGE", "ALLOW"),
    (M, Subject.OTHER_ADULT, "NUDGE", "ALLOW"),
    (M, Subject.MINOR, "HOLD", "NUDGE"),
    (M, Subject.CLINICIAN, "NUDGE", "ALLOW"),
    (M, Subject.PATIENT, "NUDGE", "ALLOW"),
    (M, Subject.REVIEWER, "NUDGE", "ALLOW"),
    (P, Subject.PATIENT, "BLOCK", "HOLD"),
    (P, Subject.UNKNOWN, "BLOCK", "HOLD"),
    (P, Subject.OTHER_ADULT, "BLOCK", "HOLD"),
    (P, Subject.MINOR, "BLOCK", "HOLD"),
    (P, Subject.REVIEWER, "BLOCK", "BLOCK"),
    (P, Subject.SELF, "NUDGE", "ALLOW"),
    (P, Subject.CLINICIAN, "NUDGE", "ALLOW"),
    (O, Subject.REVIEWER, "BLOCK", "BLOCK"),
    (O, Subject.PATIENT, "BLOCK", "HOLD"),
    (O, Subject.UNKNOWN, "BLOCK", "HOLD"),
    (O, Subject.MINOR, "BLOCK", "HOLD"),
    (O, Subject.OTHER_ADULT, "BLOCK", "HOLD"),
    (O, Subject.SELF, "NUDGE", "ALLOW"),
    (O, Subject.CLINICIAN, "NUDGE", "ALLOW"),
]


@pytest.mark.parametrize(("author", "subject", "direct", "quasi"), TABLE)
def test_the_action_table(author, subject, direct, quasi):
    assert action(author, subject, "NHS_NUMBER") is Action[direct]
    assert action(author, subject, "AGE_OVER_89") is Action[quasi]


def test_every_cell_of_author_and_subject_has_a_row():
    assert {(author, subject) for author, subject, _, _ in TABLE} == {(a, s) for a in Author for s in Subject}


@pytest.mark.parametrize("klass", sorted(DEFAULT_POLICY.always_masked))
@pytest.mark.parametrize("author", Author)
@pytest.mark.parametrize("subject", Subject)
def test_what_opens_a_purse_is_masked_whoever_it_belongs_to(klass, author, subject):
    decision = decide(report(finding(klass)), Context(author=author, subject=subject))
    assert decision.action is Action.BLOCK
    assert [f.klass for f in decision.must_mask] == [klass]
    assert not decision.may_override


def test_a_member_may_go_ahead_only_after_a_nudge():
    nudge = decide(report(finding("PHONE")), Context())
    assert nudge.action is Action.NUDGE
    assert nudge.may_override
    assert nudge.must_mask == ()
    assert nudge.reasons == ("rule.phone",)
    assert not decide(report(finding("PHONE")), Context(subject=Subject.MINOR)).may_override
    assert not decide(report(), Context()).may_override


def test_nothing_found_is_allowed_without_words():
    decision = decide(report(), Context())
    assert (decision.action, decision.sentence, decision.reasons, decision.show_help) == (Action.ALLOW, "", (), False)


def test_the_strongest_finding_decides_and_each_gives_its_reason():
    decision = decide(report(finding("PHONE"), finding("SSN", start=9)), Context())
    assert decision.action is Action.BLOCK
    assert decision.reasons == ("rule.phone", "rule.ssn")
    assert [f.klass for f in decision.must_mask] == ["SSN"]


def test_an_unsure_finding_is_shown_and_has_no_consequence():
    assert decide(report(finding("URL", confidence=0.4)), Context()).action is Action.ALLOW
    assert decide(report(finding("URL", confidence=0.4)), Context(), Policy(nudge_from=0.3)).action is Action.NUDGE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My NHS number is 943 476 5919.", "NUDGE"),
        ("call me on 202-555-0189", "NUDGE"),
        ("my son has a new phone, 202-555-0143", "HOLD"),
        ("my daughter's email is lily@example.org", "HOLD"),
        ("my sister said her number is 202-555-0143", "NUDGE"),
        ("my SSN is 536-90-4399", "BLOCK"),
        ("my card is 4111 1111 1111 1111", "BLOCK"),
        ("read https://www.cdc.gov/flu and https://news.example.org/flu", "ALLOW"),
        ("my gran is 93 years old and walks daily", "ALLOW"),
    ],
)
def test_the_words_nearby_say_whose_it_is(text, expected):
    context = Context()
    assert decide(screen(text, context=context), context).action is Action[expected]


@pytest.mark.parametrize(
    ("author", "place", "text", "expected"),
    [
        (P, Place.MEMBERS, "my patient's number is 202-555-0143", "BLOCK"),
        (P, Place.MEMBERS, "the patient, MRN 00482917, did well", "BLOCK"),
        (P, Place.MEMBERS, "please call our clinic on 202-555-0143", "ALLOW"),
        (O, Place.REVIEW_REPLY, "Please contact us on 202-555-0143 so that we can listen", "ALLOW"),
        (O, Place.REVIEW_REPLY, "We reached Carl on 202-555-0143 in May", "BLOCK"),
        (O, Place.REVIEW_REPLY, "We are sorry about your recent visit", "BLOCK"),
        (O, Place.REVIEW_REPLY, "We take all feedback to heart. Please call us on 202-555-0143", "ALLOW"),
        (P, Place.REVIEW_REPLY, "As our patient you know that we listen", "BLOCK"),
        (O, Place.MEMBERS, "Bring a list of questions to your appointment", "ALLOW"),
        (M, Place.REVIEW_REPLY, "Bring a list of questions to your appointment", "ALLOW"),
        (O, Place.CAMPAIGN, "Flu clinic, 202-555-0143", "ALLOW"),
        (O, Place.CAMPAIGN, "Member id XQH100482917", "BLOCK"),
        (P, Place.PROFILE, "NPI 1234567893", "ALLOW"),
    ],
)
def test_a_practice_may_say_how_to_reach_it_and_nothing_of_a_patient(author, place, text, expected):
    context = Context(author=author, place=place)
    assert decide(screen(text, context=context), context).action is Action[expected]


@pytest.mark.parametrize(
    ("tier", "action", "help_shown", "limited"),
    [
        (Tier.T0, "ALLOW", False, False),
        (Tier.T1, "ALLOW", True, False),
        (Tier.T2, "ALLOW", True, False),
        (Tier.T3, "HOLD", True, True),
        (Tier.T4, "HOLD", True, True),
    ],
)
def test_each_tier_has_its_action(tier, action, help_shown, limited):
    cry = finding("PLAN", family=Family.CRISIS)
    decision = decide(report(cry, tier=tier), Context())
    assert decision.tier is tier
    assert decision.action is Action[action]
    assert decision.show_help is help_shown
    assert decision.limit_to_members is limited
    assert bool(decision.sentence) is help_shown
    assert decision.reasons == (("rule.plan",) if tier else ())


@pytest.mark.parametrize("tier", [Tier.T2, Tier.T3, Tier.T4])
@pytest.mark.parametrize("author", Author)
def test_a_person_in_danger_is_never_refused(tier, author):
    decision = decide(report(finding("SSN"), tier=tier), Context(author=author))
    assert decision.action is Action.HOLD
    assert [f.klass for f in decision.must_mask] == ["SSN"]


def test_a_method_is_masked_from_t3_on():
    method = finding("METHOD", family=Family.CRISIS)
    assert decide(report(method, tier=Tier.T2), Context()).must_mask == ()
    assert decide(report(method, tier=Tier.T3), Context()).must_mask == (method,)


def test_what_was_not_checked_is_said_to_members_and_held_for_professionals():
    unread = report(checked=False)
    member = decide(unread, Context(language="fi"))
    assert (member.action, member.sentence) == (Action.ALLOW, "We could not check this text in its language.")
    professional = decide(unread, Context(author=P, language="fi"))
    assert professional.action is Action.HOLD
    assert professional.reasons == ("guard.not-checked",)


@pytest.mark.parametrize(
    ("language", "text", "checked"),
    [
        ("en", "good morning", True),
        ("en-GB", "good morning", True),
        ("es-MX", "buenos días", True),
        ("fi", "hyvää huomenta", False),
        ("en", "Доброе утро всем", False),
        ("", "good morning", False),
    ],
)
def test_a_language_nobody_knows_is_not_checked(language, text, checked):
    result = screen(text, context=Context(language=language))
    assert result.checked is checked


def test_identifiers_are_found_in_any_language():
    result = screen("soita 202-555-0189", context=Context(language="fi"))
    assert [f.klass for f in result.findings] == ["PHONE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I will kill you", "HOLD"),
        ("selling leftover oxycodone, dm me", "HOLD"),
        ("DM me to buy the tea that helped me", "HOLD"),
        ("you are such an idiot", "NUDGE"),
    ],
)
def test_threats_and_selling_wait_and_insults_are_asked_about(text, expected):
    assert decide(screen(text, context=Context()), Context()).action is Action[expected]


def test_an_operator_may_change_the_table():
    strict = Policy(families={(Family.HARM, "HARASSMENT"): Action.HOLD})
    insult = report(finding("HARASSMENT", family=Family.HARM))
    assert decide(insult, Context()).action is Action.NUDGE
    assert decide(insult, Context(), strict).action is Action.HOLD


def test_the_person_is_spoken_to_in_their_language():
    spanish = decide(report(finding("PHONE")), Context(language="es-MX"))
    assert spanish.sentence.startswith("Algo aquí")
    assert decide(report(finding("PHONE")), Context(language="fr")).sentence.startswith("Something here")


def test_no_decision_blames_the_person():
    texts = [decide(report(tier=tier), Context()).sentence for tier in Tier]
    texts += [decide(report(finding(k)), Context(author=a)).sentence for k in ("PHONE", "SSN") for a in Author]
    assert not any(
        word in text.lower() for text in texts for word in ("violat", "forbidden", "illegal", "must not", "your fault")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Anna Kowalski lives in Springfield. Ring her at home on 202-555-0189.",
        "If you want to help, Peggy Marsh of Springfield has nobody; ring her at home on 202-555-0143 after six.",
    ],
)
def test_somebody_who_is_named_and_can_be_reached_is_asked_about_with_all_that_was_told(text):
    seen = screen(text, context=Context())
    decision = decide(seen, Context())
    assert decision.action is Action.NUDGE
    assert {f.klass for f in seen.findings if f.rule_id in decision.reasons} == {"NAME", "PLACE", "PHONE"}
    assert {f.about for f in seen.findings} == {Subject.OTHER_ADULT}
    assert decision.sentence.startswith("This names somebody else")


def test_somebody_who_is_named_ill_and_can_be_reached_waits_for_a_person():
    seen = screen("Anna Kowalski has bipolar. Ring her at home on 202-555-0189.", context=Context())
    assert decide(seen, Context()).action is Action.HOLD


def test_a_name_far_from_the_number_or_of_the_writer_is_not_somebody_elses():
    far = "Anna Kowalski wrote a fine book. " + "It rained all day here. " * 8 + "Ring her on 202-555-0189."
    mine = "My name is Ann Larkin. My sister is kind, ring her on 202-555-0189."
    for text in (far, mine):
        name = screen(text, context=Context()).findings[0]
        assert name.klass == "NAME"
        assert name.about is not Subject.OTHER_ADULT


def test_no_sentence_of_a_decision_needs_a_screen_to_tap():
    for words in SENTENCES.values():
        assert not [name for name, sentence in words.items() if " tap" in sentence or "toque" in sentence]
