"""What apps may ask, and what kind of file somebody brought: read without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayroom.apps.tracking.rules.apps import BadSearch, read_search, span
from dayroom.apps.tracking.rules.imports import FileEmpty, FileTooLarge, check_size, head_columns, kind_of
from dayroom.apps.tracking.vocabulary import BatchKind
from dayroom.engines.measures.errors import NotAnExport


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"PK\x03\x04...", BatchKind.APPLE),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', BatchKind.APPLE),
        (b' {"resourceType": "Bundle"}', BatchKind.FHIR),
        (b'[{"header": {}, "body": {}}]', BatchKind.OPEN_MHEALTH),
        (b"Day,Value\n1,2\n", BatchKind.TABLE),
    ],
)
def test_a_file_is_known_by_its_first_bytes(head: bytes, kind: BatchKind) -> None:
    assert kind_of(head) == kind


@pytest.mark.parametrize("head", [b"a\0b,c\n", b"\xff\xfe,x\n", b"one column\n", b"Day,Day\n1,2\n"])
def test_what_is_no_table_is_not_taken_for_one(head: bytes) -> None:
    with pytest.raises(NotAnExport):
        head_columns(head)


def test_nothing_and_too_much_are_said() -> None:
    with pytest.raises(FileEmpty):
        kind_of(b" \n")
    with pytest.raises(FileTooLarge):
        check_size(BatchKind.FHIR, 100 << 20, most=2 << 30)
    check_size(BatchKind.APPLE, 1 << 30, most=2 << 30)


@pytest.mark.parametrize("text", ["", "ge", "2024-13", "0001-01-01T00:00:00+14:00", "9999-12-31", "2024-05-01T08:00:00", "xx2024"])
def test_a_date_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BadSearch):
        span(text)


@given(st.dictionaries(st.sampled_from(["_id", "_count", "code", "date", "category", "_after", "patient", "x"]), st.lists(st.text(), min_size=1)))
def test_whatever_is_asked_is_read_or_refused(asked: dict[str, list[str]]) -> None:
    try:
        found = read_search(asked, ["code", "date", "category"])
    except BadSearch:
        return
    assert 1 <= found.count <= 500
    assert "x" not in asked
