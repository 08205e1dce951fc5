"""What is an identifier and what only looks like one: the published test values, as tables.

| class | is one | is none |
Each row says in which words the value stands, because an ambiguous run of digits needs a word beside it.
"""

from __future__ import annotations

import pytest

from dayroom.engines.guard import DEFAULT_POLICY, Action, Context, decide, screen
from dayroom.engines.guard.detectors.aba import is_aba, is_sin
from dayroom.engines.guard.detectors.card import is_card
from dayroom.engines.guard.detectors.dea import is_dea
from dayroom.engines.guard.detectors.device import is_gtin14, is_imei, is_vin
from dayroom.engines.guard.detectors.iban import is_iban
from dayroom.engines.guard.detectors.mbi import is_mbi
from dayroom.engines.guard.detectors.nhs_number import is_nhs_number
from dayroom.engines.guard.detectors.npi import is_npi
from dayroom.engines.guard.detectors.ssn import is_ssn

CHECKS = {
    "SSN": (
        is_ssn,
        ["536904399"],
        ["000123456", "666123456", "900123456", "123004567", "123450000", "078051120", "219099999"],
    ),
    "NPI": (is_npi, ["1234567893", "1993999998", "2234567891"], ["1234567890", "0123456789", "123456789", ""]),
    "DEA": (is_dea, ["AP5836727", "F91234563"], ["AB1234567", "AP583672", "5836727"]),
    "MBI": (is_mbi, ["1EG4-TE5-MK73", "1EG4TE5MK73", "1eg4te5mk73"], ["1SG4TE5MK73", "0EG4TE5MK73", "1EG4-TE5MK73"]),
    "NHS_NUMBER": (
        is_nhs_number,
        ["943 476 5919", "401 023 2137", "9434765919"],
        ["943 476 5910", "0000000000", "9999999999", "943476591"],
    ),
    "CARD": (is_card, ["4111111111111111", "378282246310005"], ["4111111111111112", "0000000000000000", "4111"]),
    "IBAN": (
        is_iban,
        ["GB82WEST12345698765432", "DE89370400440532013000", "NO9386011117947", "gb82 west 1234 5698 7654 32"],
        ["GB82WEST12345698765431", "GB82WEST1234569876543", "XX82WEST12345698765432"],
    ),
    "IMEI": (is_imei, ["490154203237518"], ["490154203237517", "49015420323751"]),
    "VIN": (is_vin, ["1M8GDM9AXKP042788", "11111111111111111"], ["1M8GDM9A0KP042788", "IOQ1M8GDM9AXKP042"]),
    "UDI": (is_gtin14, ["51022222233336"], ["51022222233330", "51022222233337", "5102222223333"]),
    "ABA": (is_aba, ["021000021"], ["123456789", "02100002"]),
    "SIN": (is_sin, ["046 454 286", "046454286"], ["046 454 287", "000000000"]),
}


@pytest.mark.parametrize(
    ("check", "value"), [pytest.param(c, v, id=f"{k} {v}") for k, (c, good, _) in CHECKS.items() for v in good]
)
def test_a_valid_number_passes_its_check(check, value):
    assert check(value)


@pytest.mark.parametrize(
    ("check", "value"), [pytest.param(c, v, id=f"{k} {v}") for k, (c, _, bad) in CHECKS.items() for v in bad]
)
def test_an_invalid_number_fails_its_check(check, value):
    assert not check(value)


# what stands in the text, the class it must get (None: no finding at all)
IN_WORDS = [
    ("my number is 202-555-0189", "PHONE"),
    ("202-555-0189", "PHONE"),
    ("the NHS line says call 202-555-0189", "PHONE"),
    ("NHS number 943 476 5919", "NHS_NUMBER"),
    ("4010232137", None),
    ("9434765919", "PHONE"),
    ("NPI 1234567893", "NPI"),
    ("1234567893", None),
    ("SSN: 000-12-3456", "SSN"),
    ("000-12-3456", None),
    ("536-90-4399", "SSN"),
    ("536904399", None),
    ("my social is 536904399", "SSN"),
    ("routing 021000021", "ABA"),
    ("021000021", None),
    ("MRN 00482917", "RECORD_NUMBER"),
    ("room 204", None),
    ("192.0.2.7", "IP_ADDRESS"),
    ("2001:db8::1", "IP_ADDRESS"),
    ("999.1.1.1", None),
    ("version 1.2.3.4", None),
    ("v1.2.3.4", None),
    ("SIN 046 454 286", "SIN"),
    ("1EG4-TE5-MK73", "MBI"),
    ("AP5836727", "DEA"),
    ("call 07700 900123", "PHONE"),
    ("+44 7700 900999", "PHONE"),
    ("call 988", None),
    ("Samaritans are on 116 123", None),
    ("the old line was 1-800-273-8255", None),
]

EVERYDAY = [
    "my sugar was 110, 120 and 131 this morning",
    "blood pressure 118/76, pulse 64",
    "150/90 140/85 135/80 130/82",
    "I take 500 mg twice and 20 mg once",
    "HbA1c 7.2 % then 6.8 %",
    "since 03/15/2024 or 2024-03-15",
    "15.03.2024 at 10:30",
    "surgery on 12 March 2019 and again 4/5/21",
    "ISBN 978-0-306-40615-7",
    "PMID 31452104, doi 10.1000/182",
    "ClinicalTrials NCT04280705",
    "NDC 0555-0952-02",
    "LDL 134, HDL 45, TSH 2.451, T4 1.12",
    "I walked 10,000 steps and 12000 yesterday",
    "from 2019-2023 and 1998 - 2004",
    "my score went from 24 to 12 in 6 weeks",
    "page 112 of 340, chapter 4.2.1",
    "it cost $1,250,000 or 1 250 000 euros",
    "ICD-10 E11.9 and CPT 99213",
    "order 2025550123",
    "COVID-19 in 2020, flu A(H1N1)",
    "serum B12 245 pg/ml; ferritin 12.5",
    "37.5 C, 98.6 F, 100.4 F",
    "1:30 pm to 2:45 pm",
    "carbs 30-45-60 per meal",
]


@pytest.mark.parametrize(("text", "klass"), IN_WORDS, ids=[text for text, _ in IN_WORDS])
def test_the_words_around_a_number_say_what_it_is(text, klass):
    classes = [f.klass for f in screen(text, context=Context()).findings if f.confidence >= DEFAULT_POLICY.nudge_from]
    assert classes == ([klass] if klass else [])


@pytest.mark.parametrize(
    "text",
    [
        "202-555-0143 202-555-0144",
        "(202) 555-0143 (202) 555-0144",
        "2025550143 2025550144",
        "202-555-0143/202-555-0144",
    ],
)
def test_two_numbers_in_a_row_are_two(text):
    assert [f.klass for f in screen(text, context=Context()).findings] == ["PHONE", "PHONE"]


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("gb", "020 7946 0018"),
        ("UK", "07700 900123"),
        ("ES", "612 345 678"),
        ("IN", "98765 43210"),
        ("AU", "0491 570 156"),
        ("", "202-555-0143"),
        ("xx", "+44 20 7946 0018"),
    ],
)
def test_a_number_is_read_as_it_is_written_where_the_writer_lives(country, text):
    (finding,) = screen(text, context=Context(country=country)).findings
    assert (finding.klass, finding.start, finding.end) == ("PHONE", 0, len(text))


@pytest.mark.parametrize("text", EVERYDAY)
def test_what_stands_in_every_health_post_is_left_alone(text):
    report = screen(text, context=Context())
    # a date about the writer is seen, because a professional's text must not carry it, and has no consequence
    assert {finding.klass for finding in report.findings} <= {"DATE"}
    assert decide(report, Context()).action is Action.ALLOW


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("２０２-５５５-０１８９", "２０２-５５５-０１８９"),
        ("call ٢٠٢-٥٥٥-٠١٨٩", "٢٠٢-٥٥٥-٠١٨٩"),
        ("call 202\u200b-555\u200b-0189 now", "202\u200b-555\u200b-0189"),
        ("ann\u2060@exаmple.org", "ann\u2060@exаmple.org"),
        ("call \u202e202-555-0189\u202c", "202-555-0189"),
        ("é call 202–555–0189", "202–555–0189"),
        ("write ann at example dot com", "ann at example dot com"),
        ("ann (at) example (dot) com", "ann (at) example (dot) com"),
    ],
)
def test_disguise_does_not_hide_an_identifier_and_the_span_is_the_readers(text, seen):
    (finding,) = screen(text, context=Context()).findings
    assert text[finding.start : finding.end] == seen
