"""CAP 1.2: what we write is valid, what is not valid is refused with the name of the element."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from dayroom.apps.outreach.rules.cap import Alert, Area, CapWrong, Info, Reference, cap_time, read_cap, write_cap

SENT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
INFO = Info(
    language="en-US", event="Measles case", urgency="Expected", severity="Moderate", certainty="Observed",
    expires=SENT + timedelta(days=3), headline="Measles in Riverside", description="One case was confirmed.",
    instruction="Look for the vaccine record.", responses=("Assess",),
    areas=(Area("Riverside", polygon=((52.0, 4.0), (52.1, 4.0), (52.1, 4.1), (52.0, 4.0))),
           Area("Old town", circle=(52.05, 4.05, 3.0))),
)
ALERT = Alert(identifier="dayroom-1", sender="alerts@example.org", sent=SENT, infos=(INFO,))


def text() -> str:
    return write_cap(ALERT).decode()


def test_what_is_written_is_read_again() -> None:
    assert read_cap(write_cap(ALERT)) == ALERT
    assert "<sent>2026-11-21T09:30:00-00:00</sent>" in text()


def test_an_update_names_what_it_changes() -> None:
    update = replace(ALERT, identifier="dayroom-2", message="Update",
                     references=(Reference("alerts@example.org", "dayroom-1", SENT),))
    assert "<references>alerts@example.org,dayroom-1,2026-11-21T09:30:00-00:00</references>" in write_cap(update).decode()
    assert read_cap(write_cap(update)) == update


def test_times_keep_their_offset() -> None:
    assert cap_time(datetime(2026, 7, 1, 8, 0, tzinfo=timezone(timedelta(hours=2)))) == "2026-07-01T08:00:00+02:00"
    assert read_cap(text().replace("-00:00</sent>", "+00:00</sent>").encode()).sent == SENT


@pytest.mark.parametrize(
    ("old", "new", "element"),
    [
        ("-00:00</sent>", "Z</sent>", "sent"),
        ("<severity>Moderate</severity>", "", "severity"),
        ("<severity>Moderate</severity>", "<severity>Terrible</severity>", "severity"),
        ("<status>Actual</status>", "", "status"),
        ("<identifier>dayroom-1</identifier>", "<identifier>day room</identifier>", "identifier"),
        ("<msgType>Alert</msgType>", "<msgType>Cancel</msgType>", "references"),
        ("<scope>Public</scope>", "<scope>Restricted</scope>", "restriction"),
        ("<event>Measles case</event>", "<event>Measles case</event><event>More</event>", "event"),
        ("<expires>2026-11-24T09:30:00-00:00</expires>", "", "expires"),
        ("<expires>2026-11-24", "<expires>2026-11-20", "expires"),
        ("<expires>2026-11-24", "<expires>2026-13-24", "expires"),
        ("<urgency>Expected</urgency>", "<urgency>Expected</urgency><shout>!</shout>", "shout"),
        ("<category>Health</category><event>Measles case</event>", "<event>x</event><category>Health</category>",
         "category"),
        ("52.0,4.0</polygon>", "52.0,4.1</polygon>", "polygon"),
        ("<circle>52.05,4.05 3.0</circle>", "<circle>everywhere</circle>", "circle"),
    ],
)
def test_what_does_not_fit_is_named(old: str, new: str, element: str) -> None:
    assert old in text()
    with pytest.raises(CapWrong) as fault:
        read_cap(text().replace(old, new, 1).encode())
    assert fault.value.element == element


@pytest.mark.parametrize(
    "data",
    [
        b"", b"not xml", b"<alert/>", b"\xff\xfe<",
        b'<!DOCTYPE a [<!ENTITY x "y">]><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">&x;</alert>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"/>',
    ],
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(CapWrong):
        read_cap(data)


def test_an_invalid_message_is_never_written() -> None:
    with pytest.raises(CapWrong):
        write_cap(replace(ALERT, infos=(replace(INFO, severity="Huge"),)))
