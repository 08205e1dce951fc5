"""Apple Health exports: the zip as the phone makes it, or the XML inside.

Read as a stream, in pieces: memory stays the same however long the file is. The document type in front, which phones
have written wrongly for years, is never given to the parser; so no entity can be declared, and nothing is ever fetched.
A record that is damaged is counted, and reading goes on with the next one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import IO
from xml.parsers import expat

from ..errors import BrokenFile, EntityTrick, FileBomb, NotAnExport
from .checking import EARLIEST_YEAR, number_in, times_fault
from .vocabulary import Fault, Reading, Summary

PIECE = 1 << 18  # bytes read at a time
_PROLOG = 1 << 20  # bytes before the first element; the document type of a real export has some 10,000
_MOST_BYTES = 32 << 30  # of XML; ten years of a watch are below three
# XML of readings packs to a twentieth or a fortieth; what packs better was made to burst
_MOST_RATIO = 400
_BOMB_FROM = 64 << 20  # bytes; below it no ratio does harm
# bytes without a new element, and elements within elements; the parser holds what is open, so what never closes would
# fill the memory. A real export goes five deep
_QUIET_MOST, _DEPTH_MOST = 4 << 20, 64
# damaged places; a file with more of them is none
MOST_DAMAGED = 100_000
# bytes at the end of a piece in which a record may begin
_TAIL = 32
_NEXT = re.compile(rb"<(?:Record|Workout|Correlation|ActivitySummary|Me|ExportDate)\s")
_OPENING = re.compile(rb"<HealthData[\s>]")
_QUANTITY = "HKQuantityTypeIdentifier"
KINDS = {
    f"{_QUANTITY}{name}": key
    for name, key in (
        ("BodyMass", "weight"), ("Height", "height"), ("BodyMassIndex", "bmi"), ("WaistCircumference", "waist"),
        ("HeartRate", "heart_rate"), ("RestingHeartRate", "resting_heart_rate"), ("BloodGlucose", "glucose"),
        ("BloodPressureSystolic", "bp_systolic"), ("BloodPressureDiastolic", "bp_diastolic"),
        ("BodyTemperature", "temperature"), ("OxygenSaturation", "oxygen_saturation"),
        ("RespiratoryRate", "respiratory_rate"), ("PeakExpiratoryFlowRate", "peak_flow"), ("StepCount", "steps"),
        ("DistanceWalkingRunning", "distance"), ("ActiveEnergyBurned", "active_energy"),
    )
}  # fmt: skip
_SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
_ASLEEP = "HKCategoryValueSleepAnalysisAsleep"
# shares are written as 0.98 and called percent; a body mass index is called a count
_SHARE, _BODY_MASS = "oxygen_saturation", "bmi"
_OWN_UNITS = frozenset({_SHARE, _BODY_MASS})
_new = tuple.__new__


def read_apple(file: IO[bytes], *, now: datetime, skip: int = 0, summary: Summary | None = None) -> Iterator[Reading]:
    """Readings of an export, in the order of the file.

    file      opened for reading bytes, a zip or an XML file
    now       what lies behind it is in the future
    skip      records that were read before: they are passed over, to go on where an import stopped
    summary   is filled while reading; `summary.records` is what `skip` takes to go on
    returns   readings; records of other kinds are counted by kind
    raises    NotAnExport, EntityTrick, FileBomb, BrokenFile
    source    Apple HealthKit export format 11 to 14, as found in public fixtures
    errs      leaves a damaged record out and says so; guesses nothing
    """
    for found in read_apple_pieces(file, now=now, skip=skip, summary=summary):
        yield from found


def read_apple_pieces(
    file: IO[bytes], *, now: datetime, skip: int = 0, summary: Summary | None = None
) -> Iterator[list[Reading]]:
    """As `read_apple`, for who keeps many readings at once: all those of one piece of the file.

    `summary` speaks of the whole piece when it is handed on, so that `skip` may begin after any.
    """
    return _Export(now, skip, summary if summary is not None else Summary()).read(file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The XML, piece by piece, from a plain or a packed file."""
    try:
        head = file.read(4)
        file.seek(0)
        if head == b"PK\x03\x04":
            with zipfile.ZipFile(file) as packed, packed.open(_member(packed)) as inner:
                yield from _limited(inner)
        else:
            yield from _limited(file)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise BrokenFile from fault


def _member(packed: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The export itself: its name is in the language of the phone, so the largest XML that is no clinical document."""
    found = [i for i in packed.infolist() if i.filename.lower().endswith(".xml") and "cda" not in i.filename.lower()]
    if not found:
        raise NotAnExport
    best = max(found, key=lambda info: info.file_size)
    if best.file_size > _MOST_BYTES:
        raise FileBomb
    if best.file_size > _BOMB_FROM and best.file_size > _MOST_RATIO * max(1, best.compress_size):
        raise FileBomb
    return best


def _limited(file: IO[bytes]) -> Iterator[bytes]:
    total = 0
    while piece := file.read(PIECE):
        total += len(piece)
        if total > _MOST_BYTES:
            raise FileBomb
        yield piece


class _Export:
    """One pass over one file."""

    def __init__(self, now: datetime, skip: int, summary: Summary) -> None:
        # in UTC: against a zone with its own rules every record would be asked for its offset
        self.now, self.skip, self.summary = now.astimezone(UTC), skip, summary
        self.found: list[Reading] = []
        self.fed = 0
        self.damaged = 0
        self.quiet = self.depth = 0
        self.parser = self._parser()

    def read(self, file: IO[bytes]) -> Iterator[list[Reading]]:
        pieces = _pieces(file)
        try:
            for piece in self._after_prolog(pieces):
                self._feed(piece)
                yield self._handed_on()
        except BrokenFile:
            # a packed file that is cut: what came out of it before stands
            if not self.summary.records:
                raise
            self._note(Fault.CUT)
        else:
            self._finish()
        yield self._handed_on()

    def _handed_on(self) -> list[Reading]:
        """What was found since the last time, counted."""
        found, self.found = self.found, []
        self.summary.read += len(found)
        return found

    def _after_prolog(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The document from its first element on; the rest of the prolog is looked at and thrown away."""
        head = b""
        for piece in pieces:
            head += piece
            if match := _OPENING.search(head):
                prolog = head[: match.start()].upper()
                if b"<!ENTITY" in prolog:
                    raise EntityTrick
                if match.start() and b"ENCODING" in prolog and b"UTF-8" not in prolog:
                    raise NotAnExport
                yield head[match.start() :]
                yield from pieces
                return
            if len(head) > _PROLOG:
                break
        raise NotAnExport

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.buffer_text = True
        self.fed, self.depth = 0, 0
        return parser

    def _feed(self, whole: bytes) -> None:
        self.quiet += len(whole)
        if self.quiet > _QUIET_MOST:
            raise FileBomb
        piece = memoryview(whole)
        while piece:
            try:
                self.parser.Parse(piece, False)
            except expat.ExpatError:
                piece = self._after_fault(piece)
            else:
                self.fed += len(piece)
                return

    def _after_fault(self, piece: memoryview) -> memoryview:
        """What is left of a piece from the next record on, with a new parser in front of it."""
        self._note(Fault.DAMAGED)
        self.damaged += 1
        if self.damaged > MOST_DAMAGED:
            raise NotAnExport
        at = max(0, self.parser.ErrorByteIndex - self.fed)
        self.parser = self._parser()
        self.parser.Parse(b"<HealthData>", False)
        self.fed = len(b"<HealthData>")
        if match := _NEXT.search(piece, at + 1):
            return piece[match.start() :]
        # the next record may begin in the last bytes of this piece and go on in the next one
        last = max(at + 1, len(piece) - _TAIL)
        opened = bytes(piece[last:]).rfind(b"<")
        return piece[last + opened :] if opened >= 0 else piece[len(piece) :]

    def _finish(self) -> None:
        try:
            self.parser.Parse(b"", True)
        except expat.ExpatError:
            self._note(Fault.CUT)

    def _note(self, fault: Fault) -> None:
        if self.summary.records >= self.skip:
            self.summary.note(self.summary.records, fault)

    def _start(self, name: str, record: dict[str, str]) -> None:
        self.quiet = 0
        self.depth += 1
        if self.depth > _DEPTH_MOST:
            raise FileBomb
        if name == "Record":
            summary = self.summary
            summary.records = number = summary.records + 1
            if number > self.skip:
                self._record(record)
        elif name == "Correlation":
            # its records stand in the file a second time, on their own
            self.parser.StartElementHandler, self.parser.EndElementHandler = None, self._end_apart

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _end_apart(self, name: str) -> None:
        """Within a correlation."""
        if name == "Correlation":
            self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
            self.depth -= 1

    def _record(self, record: dict[str, str]) -> None:
        kind = record.get("type", "")
        key = KINDS.get(kind)
        if key is not None:
            made: Reading | Fault | None = self._quantity(key, record)
        elif kind == _SLEEP:
            made = self._sleep(record)
        else:
            self.summary.pass_over(kind)
            return
        if type(made) is Reading:
            self.found.append(made)
        elif isinstance(made, Fault):
            self._note(made)

    def _quantity(self, key: str, record: dict[str, str]) -> Reading | Fault:
        times = self._times(record)
        if isinstance(times, Fault):
            return times
        value, unit = record.get("value", ""), record.get("unit", "")
        read = number_in(value, key, unit if key not in _OWN_UNITS else _own_unit(key, value, unit))
        if isinstance(read, Fault):
            return read
        # as Reading(…), without a call in between
        return _new(Reading, (key, *read, *times, record.get("sourceName", "")))

    def _sleep(self, record: dict[str, str]) -> Reading | Fault | None:
        if not record.get("value", "").startswith(_ASLEEP):
            self.summary.pass_over(record.get("value", ""))
            return None
        times = self._times(record)
        if isinstance(times, Fault):
            return times
        hours = Decimal((times[1] - times[0]).total_seconds()) / 3600
        if hours > 24:
            return Fault.IMPOSSIBLE
        return Reading("sleep", round(hours, 4), "h", times[0], times[1], record.get("sourceName", ""))

    def _times(self, record: dict[str, str]) -> tuple[datetime, datetime] | Fault:
        started, ended = record.get("startDate", ""), record.get("endDate", "")
        try:
            # "2016-04-18 08:25:32 -0700": the blank before the zone is no ISO 8601
            start = datetime.fromisoformat(started[:19] + started[20:])
            end = start if ended == started else datetime.fromisoformat(ended[:19] + ended[20:])
            if start is end and start < self.now and start.year >= EARLIEST_YEAR:
                return start, end
            return times_fault(start, end, self.now) or (start, end)
        except (ValueError, TypeError, OverflowError):
            # a time without a zone is no moment
            return Fault.NO_DATE


def _own_unit(key: str, value: str, unit: str) -> str:
    if key == _BODY_MASS:
        return "kg/m2"
    return "1" if unit == "%" and _is_share(value) else unit


def _is_share(value: str) -> bool:
    try:
        return 0 <= float(value) <= 1
    except ValueError:
        return False
