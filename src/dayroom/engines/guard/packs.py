"""Rule packs: versioned TOML files that say what is looked for, why, and with which examples.

A pack names detectors (Python, by name) or patterns (regular expressions over the folded,
lower-cased, accent-free text). Every rule carries a source, a date, a sentence for the person,
examples that must match and near misses that must not; both are tested by generation.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import re2

from .anchors import anchors_of
from .detectors import DETECTORS
from .errors import BrokenPack
from .phrases import PhraseIndex, keep_anchors
from .vocabulary import Author, Context, Family, Place, Tier

PACK_FOLDER = Path(__file__).parent / "data" / "packs"
# the same packs as a machine reads them, six times as fast, with the anchors of their patterns; written by sources.py
READ_PACKS = PACK_FOLDER.parent / "packs.json"
# who a pattern of a crisis rule speaks of, or what else it is; see crisis and advice.py
SPEAKERS = frozenset(
    {"any", "first", "weary", "other", "past", "idiom", "aside", "method", "cue", "dark", "calm"}
    | {"advice", "guidance", "question", "promise"}
)
_REQUIRED = ("id", "version", "family", "class", "source", "date", "sentence", "match", "miss")
_TEXTS = ("id", "family", "class", "source", "sentence", "detector", "tier", "speaker", "better")
_LISTS = ("match", "miss", "patterns", "places", "authors", "tags")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for."""

    id: str
    version: int
    family: Family
    klass: str
    source: str
    date: str
    sentence: str
    match: tuple[str, ...]
    miss: tuple[str, ...]
    confidence: float = 0.8
    detector: str | None = None
    patterns: tuple[str, ...] = ()
    tier: Tier = Tier.T0
    speaker: str = "any"
    needs: int = 0
    weight: int = 1
    places: tuple[Place, ...] = ()
    authors: tuple[Author, ...] = ()
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)
    tags: frozenset[str] = frozenset()
    better: str = ""
    better_translations: Mapping[str, str] = field(default_factory=dict, hash=False)

    def applies(self, context: Context) -> bool:
        """Whether the rule speaks of this author in this place and community; most speak of all."""
        return (
            (not self.places or context.place in self.places)
            and (not self.authors or context.author in self.authors)
            and (not self.tags or not self.tags.isdisjoint(context.tags))
        )

    def sentence_in(self, language: str) -> str:
        """The sentence for the person, in their language where we have it."""
        return self.translations.get(language.split("-", maxsplit=1)[0].lower(), self.sentence)

    def better_in(self, language: str) -> str:
        """What one could write instead, in the person's language where we have it; empty for most rules."""
        return self.better_translations.get(language.split("-", maxsplit=1)[0].lower(), self.better)


@dataclass(frozen=True)
class Pack:
    """A set of rules with a name, a version and the languages it can read ("*" for formats)."""

    name: str
    version: str
    title: str
    languages: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def patterns(self) -> list[str]:
        """All patterns, in the order of the rules."""
        return [pattern for rule in self.rules for pattern in rule.patterns]

    @cached_property
    def phrases(self) -> PhraseIndex | None:
        """All patterns of the pack compiled for one pass over the text; built when first needed."""
        entries = [(rule, pattern) for rule in self.rules for pattern in rule.patterns]
        return PhraseIndex(entries) if entries else None


def pack_paths() -> list[Path]:
    """The packs that ship with the engine, in the order they are read."""
    return sorted(PACK_FOLDER.glob("*.toml"))


@lru_cache(maxsize=1)
def _read_before() -> dict[str, Any]:
    return dict(json.loads(READ_PACKS.read_text("utf-8"))) if READ_PACKS.exists() else {}


def read_packs() -> dict[str, Any]:
    """What `READ_PACKS` should hold: each shipped pack as it reads, its checksum, and the anchors of its patterns."""
    read = {}
    for path in pack_paths():
        raw = path.read_bytes()
        data = tomllib.loads(raw.decode())
        pack = _pack_from(data, raw.decode(), path.stem)
        anchors = [[sorted(strings) for strings in anchors_of(pattern)] for pattern in pack.patterns]
        read[path.name] = {"sha256": hashlib.sha256(raw).hexdigest(), "data": data, "anchors": anchors}
    return read


def _as_read_before(path: Path) -> Pack | None:
    """A shipped pack that has not changed since it was read and found whole; None for all others."""
    known = _read_before().get(path.name) if path.parent == PACK_FOLDER else None
    if known is None or hashlib.sha256(path.read_bytes()).hexdigest() != known["sha256"]:
        return None
    pack = _pack_from(known["data"], None, path.stem)
    keep_anchors(pack.patterns, known["anchors"])
    return pack


def load_pack(path: str | Path) -> Pack:
    """Read one pack; raises BrokenPack with the name and the line of what is wrong."""
    path = Path(path)
    try:
        known = _as_read_before(path)
        if known is not None:
            return known
        raw = path.read_text(encoding="utf-8")
        data = tomllib.loads(raw)
    except OSError as error:
        raise BrokenPack(path.stem, None, "the file cannot be read") from error
    except UnicodeDecodeError as error:
        raise BrokenPack(path.stem, None, "the file is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenPack(path.stem, _line_in(str(error)), "not valid TOML") from error
    return _pack_from(data, raw, path.stem)


def _pack_from(data: dict[str, Any], raw: str | None, stem: str) -> Pack:
    """A pack from its values; without its text the patterns have been tried before and are not tried again."""
    for key in ("name", "version", "title", "languages"):
        if not data.get(key):
            raise BrokenPack(stem, 1, f"`{key}` is missing")
    if not isinstance(data["name"], str) or not isinstance(data["title"], str) or not _is_texts(data["languages"]):
        raise BrokenPack(stem, 1, "`name` and `title` are texts, `languages` is a list of texts")
    lines = [number for number, line in enumerate((raw or "").splitlines(), 1) if line.strip() == "[[rule]]"]
    entries, given = data.get("rule", []), data.get("words", {})
    if not isinstance(entries, list) or not isinstance(given, Mapping):
        raise BrokenPack(data["name"], 1, "rules stand below [[rule]], word lists below [words]")
    lines += [1] * (len(entries) - len(lines))
    words = {f"{{{key}}}": str(value) for key, value in given.items()}
    rules = tuple(_rule_from(entry, words, data["name"], line) for entry, line in zip(entries, lines, strict=False))
    if raw is not None:
        for rule, line in zip(rules, lines, strict=False):
            for number, pattern in enumerate(rule.patterns, 1):
                _check_pattern(pattern, f"pattern {number} of {rule.id}", data["name"], line)
    if len({rule.id for rule in rules}) != len(rules):
        raise BrokenPack(data["name"], 1, "two rules have the same id")
    return Pack(data["name"], str(data["version"]), data["title"], tuple(data["languages"]), rules)


def _rule_from(entry: Mapping[str, Any], words: Mapping[str, str], pack: str, line: int) -> Rule:
    if not isinstance(entry, Mapping):
        raise BrokenPack(pack, line, "rules stand below [[rule]]")
    missing = [key for key in _REQUIRED if key not in entry]
    if missing:
        raise BrokenPack(pack, line, f"the rule lacks {', '.join(missing)}")
    wrong = [key for key in _TEXTS if not isinstance(entry.get(key, ""), str)]
    wrong += [key for key in _LISTS if not _is_texts(entry.get(key, []))]
    if wrong:
        raise BrokenPack(pack, line, f"of the wrong kind: {', '.join(wrong)}")
    if not entry["match"]:
        raise BrokenPack(pack, line, "the rule has no example that must match")
    detector = entry.get("detector")
    patterns = tuple(_expanded(pattern, words) for pattern in entry.get("patterns", ()))
    if (detector is None) == (not patterns):
        raise BrokenPack(pack, line, "a rule has either a detector or patterns")
    if detector is not None and detector not in DETECTORS:
        raise BrokenPack(pack, line, f"no detector is called {detector!r}")
    if entry.get("speaker", "any") not in SPEAKERS:
        raise BrokenPack(pack, line, "the speaker is not one of the known words")
    try:
        return Rule(
            id=entry["id"],
            version=int(entry["version"]),
            family=Family(entry["family"]),
            klass=entry["class"],
            source=entry["source"],
            date=str(entry["date"]),
            sentence=entry["sentence"],
            match=tuple(entry["match"]),
            miss=tuple(entry["miss"]),
            confidence=float(entry.get("confidence", 0.8)),
            detector=detector,
            patterns=patterns,
            tier=Tier[entry.get("tier", "T0")],
            speaker=entry.get("speaker", "any"),
            needs=int(entry.get("needs", 0)),
            weight=int(entry.get("weight", 1)),
            places=tuple(map(Place, entry.get("places", ()))),
            authors=tuple(map(Author, entry.get("authors", ()))),
            translations={key[9:]: value for key, value in entry.items() if key.startswith("sentence_")},
            tags=frozenset(entry.get("tags", ())),
            better=entry.get("better", ""),
            better_translations={key[7:]: value for key, value in entry.items() if key.startswith("better_")},
        )
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise BrokenPack(pack, line, "a value of the rule is of the wrong kind") from error


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _expanded(pattern: str, words: Mapping[str, str]) -> str:
    # twice, because a word list may use another one
    for _ in range(2):
        for key, value in words.items():
            pattern = pattern.replace(key, f"(?:{value})")
    return pattern


def _check_pattern(pattern: str, which: str, pack: str, line: int) -> None:
    options = re2.Options()
    options.log_errors = False  # the sentence below says it; the library would print lines of its own before
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        raise BrokenPack(pack, line, f"{which} cannot be read: {_said(error)}") from error
    missing = re.search(r"\{[a-z_]+\}", pattern)
    if missing:
        raise BrokenPack(pack, line, f"{which} uses a word list that the pack does not have: {missing.group()}")


def _said(error: re2.error) -> str:
    """What RE2 says is wrong; it speaks in bytes."""
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _line_in(message: str) -> int | None:
    match = re.search(r"line (\d+)", message)
    return int(match.group(1)) if match else None
