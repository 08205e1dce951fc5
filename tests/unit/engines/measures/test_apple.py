"""Apple Health exports: read as a stream, with everything that goes wrong in the wild."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest

from dayroom.engines.measures.errors import BrokenFile, EntityTrick, FileBomb, NotAnExport
from dayroom.engines.measures.reading import (
    Fault,
    Reading,
    Summary,
    apple,
    read_apple,
    read_apple_pieces,
    without_overlaps,
)
from tests.unit.engines.measures.files import HEAD, NOW, export, packed, record

FAULTY = [
    record(70),
    b' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="A & B" value="71"/>\n',
    record(72, minute=1),
    b" <Record type='HKQuantityTypeIdentifierHeartRate' value=\x01 />\n",
    b" <Record type=<broken>\n",
    record(73, minute=2),
    b' <Record type="HKQuantityTypeIdentifierHeartRate" value="&nothing;"/>\n',
    record(74, minute=3),
]


def read(file: io.BytesIO, **options: int) -> tuple[list[Reading], Summary]:
    summary = Summary()
    return list(read_apple(file, now=NOW, summary=summary, **options)), summary


@pytest.mark.parametrize("pack", [False, True])
def test_readings_come_with_their_value_unit_time_and_source(pack: bool) -> None:
    file = export(
        record(72),
        record("98.6", "BodyTemperature", "degF", 5),
        record("0.97", "OxygenSaturation", "%", 6),
        record(5, "Dietary"),
    )
    readings, summary = read(packed(file) if pack else file)
    assert [(one.measure, one.value, one.unit) for one in readings] == [
        ("heart_rate", Decimal(72), "/min"),
        ("temperature", Decimal("98.6"), "[degF]"),
        ("oxygen_saturation", Decimal("0.97"), "1"),
    ]
    assert (summary.records, summary.read, summary.unknown) == (4, 3, {"HKQuantityTypeIdentifierDietary": 1})
    assert readings[0].source == "Watch"


@pytest.mark.parametrize("size", [7, 64, 1000, 1 << 18])
def test_damaged_records_are_counted_and_the_rest_is_read_whatever_the_pieces(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apple, "PIECE", size)
    readings, summary = read(export(*FAULTY))
    assert [int(one.value) for one in readings] == [70, 72, 73, 74]
    assert summary.broken[Fault.DAMAGED] >= 3


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (record(900), Fault.IMPOSSIBLE), (record("seven"), Fault.NO_NUMBER), (record("NaN"), Fault.NO_NUMBER),
        (record(70, unit="furlong"), Fault.UNKNOWN_UNIT), (record(70, startDate="yesterday"), Fault.NO_DATE), (record(70, startDate="2026-01-01 00:00:00", endDate="2026-01-01 00:00:00"), Fault.NO_DATE),
        (record(70, startDate="2030-01-01 00:00:00 +0000", endDate="2030-01-01 00:00:00 +0000"), Fault.FUTURE),
        (record(70, startDate="2026-02-01 00:00:00 +0000"), Fault.END_BEFORE_START),
        (record(70, startDate="0001-01-01 00:00:00 +0000"), Fault.NO_DATE), (b' <Record type="HKQuantityTypeIdentifierHeartRate"/>', Fault.NO_DATE),
    ],
)  # fmt: skip
def test_what_cannot_be_is_listed_with_its_reason_and_the_rest_kept(bad: bytes, fault: Fault) -> None:
    readings, summary = read(export(record(70), bad, record(71)))
    assert len(readings) == 2
    assert summary.first_broken == [(2, fault)]


def test_a_file_that_is_cut_gives_what_came_before() -> None:
    whole = export(*(record(70, minute=n) for n in range(100))).getvalue()
    readings, summary = read(io.BytesIO(whole[: len(whole) // 2]))
    assert 40 < len(readings) < 60
    assert Fault.CUT in summary.broken
    cut = packed(export(*(record(n % 50 + 50, minute=n) for n in range(5000)))).getvalue()
    with pytest.raises(BrokenFile):
        read(io.BytesIO(cut[: len(cut) // 2]))


def test_reading_goes_on_where_it_stopped() -> None:
    file = export(*(record(60 + n, minute=n) for n in range(20)))
    first, summary = read(file)
    file.seek(0)
    rest, _ = read(file, skip=12)
    assert rest == first[12:]
    assert summary.records == 20


@pytest.mark.parametrize(
    "trick",
    [
        b'<!DOCTYPE HealthData [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><HealthData>&c;</HealthData>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!entity % p SYSTEM "file:///etc/passwd">]><HealthData></HealthData>',
    ],
)
def test_entities_are_refused_before_anything_is_read(trick: bytes) -> None:
    with pytest.raises(EntityTrick):
        read(io.BytesIO(trick))


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"hello",
        b"<html></html>",
        b"PK\x03\x04nonsense",
        b"x" * (3 << 20),
        b'<?xml version="1.0" encoding="UTF-16"?><HealthData/>',
    ],
)
def test_what_is_no_export_is_said_to_be_none(other: bytes) -> None:
    with pytest.raises((NotAnExport, BrokenFile)):
        read(io.BytesIO(other))


@pytest.mark.parametrize("body", [b'<Record type="' + b"x" * (6 << 20), b"<a>" * 100])
def test_what_never_closes_does_not_fill_the_memory(body: bytes) -> None:
    with pytest.raises(FileBomb):
        read(io.BytesIO(HEAD + body))


def test_a_file_that_bursts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apple, "_BOMB_FROM", 1 << 20)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("export.xml", HEAD + b" " * (4 << 20))
    made.seek(0)
    with pytest.raises(FileBomb):
        read(made)


def test_memory_does_not_grow_with_the_file() -> None:
    file = export(*(record(60 + n % 40, minute=n) for n in range(8_000)))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    assert sum(1 for _ in read_apple(file, now=NOW)) == 8_000
    assert tracemalloc.get_traced_memory()[1] - before < 4 << 20
    tracemalloc.stop()


def test_sleep_becomes_hours_and_records_in_a_correlation_count_once() -> None:
    night = b' <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="W" value="HKCategoryValueSleepAnalysisAsleepCore" startDate="2026-01-01 22:00:00 +0000" endDate="2026-01-02 05:30:00 +0000"/>'
    pair = b'<Correlation type="x" sourceName="W">' + record(120, "BloodPressureSystolic", "mmHg") + b"</Correlation>"
    readings, _ = read(export(night, pair, record(120, "BloodPressureSystolic", "mmHg")))
    assert [(one.measure, float(one.value)) for one in readings] == [("sleep", 7.5), ("bp_systolic", 120.0)]


def steps(source: str, minute: int, length: int, value: int = 100) -> Reading:
    at = NOW - timedelta(days=1) + timedelta(minutes=minute)
    return Reading("steps", Decimal(value), "{steps}", at, at + timedelta(minutes=length), source)


def test_of_two_devices_at_the_same_time_the_one_further_up_counts() -> None:
    watch = [steps("Watch", 0, 10), steps("Watch", 10, 10), steps("Watch", 40, 10)]
    phone = [steps("Phone", 5, 10), steps("Phone", 20, 10)]
    found = without_overlaps([*phone, *watch])
    assert found.kept == [watch[0], watch[1], phone[1], watch[2]]
    assert found.left_out == [phone[0]]
    other = without_overlaps([*phone, *watch], ["Phone"])
    assert [one.source for one in other.kept] == ["Phone", "Phone", "Watch"]


def test_the_same_reading_twice_counts_once() -> None:
    one = steps("Watch", 0, 10)
    assert len(without_overlaps([one, one]).kept) == 1


def test_reading_in_pieces_may_stop_after_any_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apple, "PIECE", 1000)
    whole = export(*(record(60 + n, minute=n) for n in range(20)))
    summary = Summary()
    found: list[Reading] = []
    for piece in read_apple_pieces(whole, now=NOW, summary=summary):
        found += piece
        assert summary.records == summary.read == len(found)
        whole_again = io.BytesIO(whole.getvalue())
        assert len(found) + len(read(whole_again, skip=summary.records)[0]) == 20
