"""Feed the guard with texts nobody would write, for as long as one likes, guided by which lines they reach.

`python tools/fuzz_guard.py seeds FOLDER` writes the first texts, made from spec files and the examples of the packs.
`python tools/fuzz_guard.py run FOLDER --seconds 3600` lets atheris change them; what fails is kept in FOLDER/found, a
few for each place of the code. It needs atheris in an environment of its own (DEVELOPERS.md): the site never needs it.
`python tools/fuzz_guard.py replay FOLDER` reads what was found and the whole corpus again, without atheris.

The first three bytes of an input say which part reads it and who writes where; the rest is the text, as UTF-8 with
half letters allowed. No exception may leave the guard but those its docstrings name; no place may lie outside the
text; taking out twice is taking out once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
import time
import tomllib
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
LONGEST = 3_000  # bytes of an input; longer ones are read by the tests of linear time
KEPT_PER_PLACE = 10
STYLES = ("mask", "label", "surrogate")


def seeds(folder: Path) -> int:
    """Write the first inputs; the same files on every machine."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for number, data in enumerate(_first_inputs()):
        (folder / hashlib.sha256(data).hexdigest()[:20]).write_bytes(data)
        count = number + 1
    return count


def _first_inputs() -> Iterator[bytes]:
    from dayroom.engines import guard

    texts = sorted(
        {example for pack in guard.DEFAULT_PACKS for rule in pack.rules for example in rule.match + rule.miss}
    )
    spec = tomllib.loads((HERE / "tests/spec/guard/identifiers.toml").read_text("utf-8"))
    marked = [row for rows in spec.values() if isinstance(rows, list) for row in rows if isinstance(row, str)]
    texts += [re.sub(r"\{[A-Z_]+:([^}]*)\}", r"\1", row) for row in marked]
    cases = (HERE / "tests/spec/claims_in_context.jsonl").read_text("utf-8").splitlines()
    texts += [str(json.loads(case).get("text", "")) for case in cases if case.strip()]
    for number, text in enumerate(texts):
        yield bytes([0, number % 251, number % 7]) + text.encode()
        if number % 9 == 0:
            yield bytes([8, 0, 0]) + json.dumps({"id": number, "text": text, "place": "PUBLIC"}).encode()
    for row in ("Garlic cures flu,City Hospital,2026-11-01,1", '"a, b",City Hospital,2026-11-01,5'):
        yield bytes([9, 0, 0]) + f"claim,body,checked,rating\n{row}\n".encode()
    review = {"@type": "ClaimReview", "claimReviewed": "Garlic cures flu", "author": {"name": "City Hospital"},
              "datePublished": "2026-11-01", "url": "https://example.org/1",
              "reviewRating": {"ratingValue": 1, "alternateName": "False"}}  # fmt: skip
    yield bytes([10, 0, 0]) + json.dumps(review).encode()
    yield bytes([10, 0, 0]) + json.dumps([{"@graph": [review]}]).encode()
    for pack in sorted((HERE / "src/dayroom/engines/guard/data/packs").glob("*.toml")):
        parts = pack.read_text("utf-8").split("[[rule]]")
        for part in parts[1:]:
            yield bytes([11, 0, 0]) + f"{parts[0]}[[rule]]{part}".encode()[:LONGEST]
    for table in sorted((HERE / "src/dayroom/engines/guard/data/claims").glob("*.toml")):
        yield bytes([12, 0, 0]) + table.read_bytes()[:LONGEST]


def one_input(data: bytes) -> None:
    """Read one input with the part it asks for; raises AssertionError or what should not leave the guard."""
    if len(data) < 3:  # bytes of the head
        return
    part, who, where = data[:3]
    text = _text_of(data[3:])
    parts: dict[int, Callable[[str], None]] = {
        8: _read_line, 9: _read_csv, 10: _read_reviews, 11: _read_pack, 12: _read_claims,
    }  # fmt: skip
    reader = parts.get(part % 13)
    if reader is not None:
        reader(text)
    else:
        _read_text(text, who, where, STYLES[part % 3])


def _text_of(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _context(who: int, where: int) -> Any:
    from dayroom.engines.guard import Author, Context, Place, Subject

    context = Context(
        author=list(Author)[who % 3],
        place=list(Place)[where % 7],
        language=("en", "es", "en-GB", "de")[(who // 3) % 4],
        country=("US", "GB", "ES", "CA", "DE")[(who // 12) % 5],
        tags=frozenset({"eating-disorders"}) if where & 64 else frozenset(),
        known_names=frozenset({"mo", "rosalind"}) if where & 128 else frozenset(),
    )
    return replace(context, subject=list(Subject)[where % 7]) if who & 128 else context


def _read_text(text: str, who: int, where: int, style: Any) -> None:
    from dayroom.engines import guard

    context = _context(who, where)
    try:
        report = guard.screen(text, context=context, register=_register())
    except guard.NotText:
        _must(any("\ud800" <= char <= "\udfff" for char in text), "refused as no text, and it is one")
        return
    original = unicodedata.normalize("NFC", text)
    _places_lie_inside(((found.start, found.end) for found in report.findings), original)
    decision = guard.decide(report, context)
    _must(set(decision.must_mask) <= set(report.findings), "something is masked that was not found")
    guard.redact(text, report, only=guard.removable(report.findings))
    guard.redact(text, report, only=decision.must_mask)
    once = guard.redact(text, report, style=style)
    again = guard.redact(once, guard.screen(once, context=context), style=style)
    _must(again == once, f"{style}: taking out twice is not taking out once")
    for result in guard.check_conduct(original, report, guard.ConductFacts(is_reply_to_person=bool(where & 32))):
        _places_lie_inside(result.spans, original)
    guard.readability(original, context.language)
    for match in _register().match(original):
        _places_lie_inside([(match.start, match.end)], original)


def _places_lie_inside(places: Any, original: str) -> None:
    for start, end in places:
        _must(0 <= start < end <= len(original), "a place outside the text")


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


@cache
def _register() -> Any:
    from dayroom.engines import guard

    return guard.ClaimRegister(guard.shipped_claims(), today=date(2026, 11, 21))


def _read_line(text: str) -> None:
    from dayroom import checking
    from dayroom.engines import guard

    for line in guard.check_lines(text.split("\n")):
        json.loads(line.encode())
    try:
        seen = checking.Read("a.txt", text, guard.check_text(text))
    except guard.NotText:
        return
    json.dumps(checking.sarif([seen])).encode()


def _read_csv(text: str) -> None:
    _refused_or_taken(text, "claims_from_csv")


def _read_reviews(text: str) -> None:
    _refused_or_taken(text, "claims_from_reviews")


def _refused_or_taken(text: str, name: str) -> None:
    from dayroom.engines import guard

    try:
        claims = getattr(guard, name)(text)
    except guard.BrokenClaim:
        return
    register = guard.ClaimRegister(claims, today=date(2026, 11, 21))
    register.labels(claims[0].claim if claims else "")


def _read_pack(text: str) -> None:
    from dayroom.engines import guard

    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(text.encode("utf-8", "surrogatepass"))
        file.flush()
        try:
            pack = guard.load_pack(file.name)
        except guard.BrokenPack:
            return
    report = guard.screen("My son takes 20 mg, call 202-555-0143.", context=guard.Context(), packs=[pack])
    guard.decide(report, guard.Context())


def _read_claims(text: str) -> None:
    from dayroom.engines import guard

    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(text.encode("utf-8", "surrogatepass"))
        file.flush()
        try:
            guard.load_claims(Path(file.name))
        except guard.BrokenClaim:
            return


class Finds:
    """Keeps what fails, a few times for each place of the code, and goes on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counts: dict[str, int] = {}
        self.executions = 0

    def try_one(self, data: bytes) -> None:
        """Read one input; a failure is kept and does not end the run."""
        self.executions += 1
        try:
            one_input(data)
        except Exception as fault:  # whatever leaves the guard is what is looked for
            self._keep(data, fault)

    def _keep(self, data: bytes, fault: BaseException) -> None:
        calls = [call for call in traceback.extract_tb(fault.__traceback__) if call.name != "_must"]
        what = str(fault).split(":")[0][:20] if isinstance(fault, AssertionError) else ""
        place = re.sub(
            r"[^\w-]", "_", f"{type(fault).__name__}-{Path(calls[-1].filename).stem}-{calls[-1].lineno}-{what}"
        )
        self._counts[place] = self._counts.get(place, 0) + 1
        if self._counts[place] <= KEPT_PER_PLACE:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{place}-{self._counts[place]}").write_bytes(data)
            print(f"found: {place}", file=sys.stderr, flush=True)

    def summary(self) -> str:
        """One line for the log."""
        kinds = ", ".join(f"{place} ({count})" for place, count in sorted(self._counts.items())) or "nothing"
        return f"{self.executions} inputs read; found: {kinds}"


def run(folder: Path, seconds: int) -> None:
    """Let atheris change the seeds for so many seconds."""
    try:
        import atheris
    except ModuleNotFoundError:
        sys.exit("atheris is not installed here: see DEVELOPERS.md, which says how to make an environment for it.")
    with atheris.instrument_imports(include=["dayroom"]):
        from dayroom import checking  # noqa: F401 - imported here so that its lines are counted
        from dayroom.engines import guard
        from dayroom.engines.guard.claims import register  # noqa: F401
    words = folder / "words.txt"
    texts = {example for pack in guard.DEFAULT_PACKS for rule in pack.rules for example in rule.match}
    tokens = sorted({word for text in texts for word in re.findall(r"[!-\[\]-~]{3,20}", text) if '"' not in word})
    words.write_text("".join(f'"{token}"\n' for token in tokens))
    finds, started = Finds(folder / "found"), time.monotonic()

    def read(data: bytes) -> None:
        finds.try_one(data)
        if finds.executions % 10_000 == 0:
            print(f"{time.monotonic() - started:.0f} s: {finds.summary()}", file=sys.stderr, flush=True)

    options = [
        *("-timeout=30", "-rss_limit_mb=3000", "-print_final_stats=1", "-len_control=0"),
        *(f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-dict={words}", f"-artifact_prefix={folder}/"),
    ]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], read)
    atheris.Fuzz()


def replay(folder: Path) -> int:
    """Read again what was found and the corpus; the number of inputs that fail."""
    failed = 0
    for path in sorted([*(folder / "found").glob("*"), *(folder / "corpus").glob("*")]):
        try:
            one_input(path.read_bytes())
        except Exception as fault:
            failed += 1
            print(f"{path.name}: {type(fault).__name__}: {fault}")
    return failed


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=["seeds", "run", "replay"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=3600)
    asked = parser.parse_args()
    if asked.command == "seeds":
        print(f"{seeds(asked.folder / 'corpus')} first texts")
    elif asked.command == "run":
        run(asked.folder, asked.seconds)
    else:
        sys.exit(1 if replay(asked.folder) else 0)


if __name__ == "__main__":
    main()
