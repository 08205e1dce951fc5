"""Whose name it is decides what follows; diseases, drugs and public talk are left alone."""

from __future__ import annotations

import time

import pytest

from dayroom.engines.guard import DEFAULT_PACKS, Action, Author, Context, Family, Place, decide, screen
from dayroom.engines.guard.detectors import BEHIND, DETECTORS, open_gates
from dayroom.engines.guard.folding import fold
from dayroom.engines.guard.safe_harbor import restricted_areas, safe_zip

MEMBER = Context()
PROFESSIONAL = Context(author=Author.PROFESSIONAL)
ORGANISATION = Context(author=Author.ORGANISATION)


def names(text, context=MEMBER):
    return [text[f.start : f.end] for f in screen(text, context=context).findings if f.klass == "NAME"]


def action(text, context):
    report = screen(text, context=context)
    mine = [f for f in report.findings if f.family is Family.IDENTIFIER]
    return decide(type(report)(tuple(mine), report.tier, report.engine_version, True, report.language), context).action


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name is ann larkin", "ann larkin"),
        ("Dr. Okoye was kind", "Okoye"),
        ("my son Jake is six", "Jake"),
        ("my doctor Ngozi Okoye helps", "Ngozi Okoye"),
        ("Please help.\nThanks,\nCarl Larkin", "Carl Larkin"),
        ("Please help.\nthanks,\ncarl", "carl"),
        ("me llamo Ana Torres", "Ana Torres"),
        ("My name is Hank. I worked nights", "Hank"),
    ],
)
def test_a_name_is_found_behind_what_announces_it(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "I have Crohn's, my sister has Hashimoto's and my father Parkinson's",
        "Wilson disease and Down syndrome",
        "Lyme disease, West Nile virus, Spanish flu",
        "I take Humira, Lyrica and Tylenol",
        "it got worse in May and better in June",
        "my husband I'd rather not wake",
        "I'm civil, I'm hopeful, I'm done",
        "The surgeon drew them on paper",
        "- refrigerators\n- fans\n- doors",
        "Hodgkin lymphoma; Bell's palsy; Ehlers-Danlos syndrome",
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [
        ("Thanks, Carl", MEMBER, Action.ALLOW),
        ("My name is Hank and I am new here", MEMBER, Action.ALLOW),
        ("I loved the new song by Taylor Swift", MEMBER, Action.ALLOW),
        ("Dr Okoye was wonderful", MEMBER, Action.ALLOW),
        ("Please help.\nThanks,\nAnn Larkin", MEMBER, Action.NUDGE),
        ("My neighbor Anna Kowalski came by", MEMBER, Action.NUDGE),
        ("My neighbor Anna Kowalski has cancer", MEMBER, Action.HOLD),
        ("my son Jake is six", MEMBER, Action.NUDGE),
        ("Carl Larkin came to my clinic yesterday", PROFESSIONAL, Action.BLOCK),
        ("I know Carl from my clinic, his name is Carl Larkin", PROFESSIONAL, Action.BLOCK),
        ("My patient Carl has heart failure", PROFESSIONAL, Action.BLOCK),
        ("I saw Carl last week, he has cancer", PROFESSIONAL, Action.BLOCK),
        ("Hi Ann, that is a good question", PROFESSIONAL, Action.ALLOW),
        ("As Bev says, call the clinic first", PROFESSIONAL, Action.ALLOW),
        ("Ask your GP.\nBest wishes,\nNgozi Okoye", PROFESSIONAL, Action.ALLOW),
        ("Ask Dr Okoye or our nurse Maria Lopez", PROFESSIONAL, Action.ALLOW),
        ("Our clinic in Leeds opens on March 3, 2026", ORGANISATION, Action.ALLOW),
        ("Our practice is at 12 Elm Street", ORGANISATION, Action.ALLOW),
        ("The patient, a 67 year old man, was admitted on March 3, 2024", PROFESSIONAL, Action.HOLD),
    ],
)
def test_whose_name_it_is_decides_what_follows(text, context, wanted):
    assert action(text, context) is wanted


def test_a_reviewer_is_never_named():
    reply = Context(author=Author.ORGANISATION, place=Place.REVIEW_REPLY)
    assert action("Thank you, Anna Kowalski, for your visit", reply) is Action.BLOCK


def test_the_site_can_hand_in_the_names_of_its_members():
    text = "I think nightowl77 is really Brunhild Quarz from work"
    known = Context(known_names=frozenset({"brunhild quarz"}))
    (finding,) = (f for f in screen(text, context=known).findings if f.klass == "NAME")
    assert text[finding.start : finding.end] == "Brunhild Quarz"
    assert finding.confidence >= 0.75


def test_a_telephone_number_beside_an_nhs_number_is_a_telephone_number():
    text = "My NHS number is 943 476 5919 and my telephone number is 555-201-4433"
    assert [f.klass for f in screen(text, context=MEMBER).findings] == ["NHS_NUMBER", "PHONE"]


@pytest.mark.parametrize("number", ["202-555-0189", "555-201-4433"])
@pytest.mark.parametrize("label", ["NHS no 943 476 5919", "NPI 1234567893", "SIN 046 454 286"])
def test_a_label_names_the_number_beside_it_and_no_other(label, number):
    assert [f.klass for f in screen(f"{label}, call me on {number}", context=MEMBER).findings][1] == "PHONE"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(rule, text, id=f"{rule.id}: {text}")
        for pack in DEFAULT_PACKS
        for rule in pack.rules
        if rule.detector
        for text in rule.match
    ],
)
def test_what_a_detector_can_find_opens_its_gate(rule, text):
    assert rule.detector not in BEHIND or BEHIND[rule.detector] in open_gates(fold(text))


def test_every_gate_belongs_to_a_detector():
    assert set(BEHIND) <= set(DETECTORS)


def test_the_areas_of_few_people_are_the_seventeen_of_the_guidance():
    assert len(restricted_areas()) == 17
    assert {safe_zip(f"{area}01") for area in restricted_areas()} == {"000"}


@pytest.mark.parametrize("piece", ["my son Jake ", "\nAnn", "Dr. ", "12 Elm Street ", "1/2 "])
def test_reading_takes_time_in_proportion_to_the_length(piece):
    def seconds(length):
        """The quickest of three: a collection of garbage in a long test run is no property of the reader."""
        text, packs, took = (piece * length)[:length], [one for one in DEFAULT_PACKS if one.name == "core"], []
        for _time in range(3):
            started = time.process_time()
            screen(text, context=MEMBER, packs=packs)
            took.append(time.process_time() - started)
        return min(took)

    seconds(2_000)
    # eight times as long: 8 where it is linear, 64 where it is not
    assert seconds(24_000) < 24 * max(seconds(3_000), 0.01)
