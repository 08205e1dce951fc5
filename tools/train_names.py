"""Make the word list and the weights of the name tagger.

`python tools/train_names.py words MODEL_FOLDER` writes data/names/words.gz; MODEL_FOLDER holds `model.safetensors` and
`vocab.txt` of a sentence model under a free licence, from whose input embeddings the word clusters are made.
`python tools/train_names.py folds FOLDER` trains three taggers there, each without one third of the rows; with
DAYROOM_NAME_FOLDS=FOLDER `python -m bench.guard identifiers` reads every text with the tagger that does not know it.
`python tools/train_names.py weights FOLDER` trains on all development rows and writes data/names/tagger.gz.

Only sets marked redistributable are read, and of those only the development halves. Whatever a set labels beside
persons and places (organisations, works) is learned too, so that it is not taken for a person; it is never reported.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from dayroom.engines.guard.folding import fold
from dayroom.engines.guard.names.features import casing, features, read_words
from dayroom.engines.guard.names.lexicon import DATA as NAMES
from dayroom.engines.guard.names.lexicon import Lexicon, lexicon
from dayroom.engines.guard.names.tokens import tokens

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FOLDS = 3
SEED = 20261121
BROAD, NARROW = 96, 640
# how each set calls what we call a person (P), a place (L), an organisation and other names (O)
LABELS = {
    "phi_filled_consumer_messages": {"NAME": "P", "LOCATION": "L"},
    "phi_wnut17": {"PERSON": "P", "LOCATION": "L", "ORG": "O", "GROUP": "G", "PRODUCT": "W", "WORK": "W"},
    "phi_btc": {"PERSON": "P", "LOCATION": "L", "ORG": "O"},
    "phi_asq_clinical_queries": {"NAME": "P", "LOCATION": "L"},
    "phi_presidio_synth": {"PERSON": "P", "LOCATION": "L", "GPE": "L", "ORGANIZATION": "O"},
    "phi_meddocan_es": {
        "NOMBRE_SUJETO_ASISTENCIA": "P", "NOMBRE_PERSONAL_SANITARIO": "P", "TERRITORIO": "L", "HOSPITAL": "L",
        "INSTITUCION": "O", "CENTRO_SALUD": "O",
    },
    "edu_medquad": {},
}  # fmt: skip
# the row's field that keeps versions of one text on one side of a fold
KEYS = {"phi_filled_consumer_messages": "message", "phi_presidio_synth": "template_id", "edu_medquad": "focus"}


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The development half of one set."""
    for path in (DATA / name / "dev.jsonl.gz", DATA / name / "dev.jsonl"):
        if path.exists():
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
                yield from map(json.loads, lines)
            return
    raise SystemExit(f"{name}: the set is not beside the project")


def fold_of(name: str, row: dict[str, Any]) -> int:
    """On which side of the cross-validation a row stands; fixed by its key."""
    key = f"{name}|{row.get(KEYS.get(name, ''), row['id'])}"
    return hashlib.sha256(key.encode()).digest()[1] % FOLDS


# --- the word list


def words(model_folder: Path) -> None:
    """Write data/names/words.gz: flags from the gazetteers and everyday texts, clusters from word embeddings."""
    flags: dict[str, set[str]] = {}
    _gazetteer(lambda text, flag: flags.setdefault(text, set()).add(flag) if text else None)
    for text, count in everyday().items():
        flags.setdefault(text, set()).add("3" if count >= 60 else "2" if count >= 12 else "1")
    broad, narrow = clusters(model_folder)
    alike: dict[str, list[str]] = {}
    for text in sorted({*flags, *broad}):
        marks = "".join(sorted(flags.get(text, ()))) or "-"
        known = "_" if "_" in text else f"{marks} {broad.get(text, '-')} {narrow.get(text, '-')}"
        alike.setdefault(known, []).append(text)
    lines = [" ".join([known, *texts]) for known, texts in sorted(alike.items())]
    NAMES.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), 9, mtime=0)
    (NAMES / "words.gz").write_bytes(packed)
    print(f"{sum(map(len, alike.values()))} words, {len(packed)} bytes")


def _gazetteer(add: Callable[[str, str], object]) -> None:
    """F and f given names (common, rare), S surnames, C and c cities (large, small), D words of long place names,
    U states and their short forms, N countries."""
    folder = DATA / "gazetteers"

    def lines(name: str) -> Iterator[str]:
        opened = gzip.open if name.endswith(".gz") else open
        with opened(folder / name, "rt", encoding="utf-8-sig") as file:
            yield from (line.strip().lower() for line in file)

    for name, flag in (
        ("first_names_us.txt", "F"), ("first_names_all.txt", "f"), ("surnames_us.txt.gz", "S"),
        ("surnames_eus.txt", "E"),
    ):  # fmt: skip
        for text in lines(name):
            if len(text) > 1 and " " not in text:
                add(text, flag)
                add(_plain(text), flag)
    with gzip.open(folder / "geonames_cities15000.tsv.gz", "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            columns = line.rstrip("\n").split("\t")
            flag = "C" if int(columns[6] or 0) >= 150_000 else "c"
            _place(columns[1], flag, add)
    for state in json.loads((folder / "geonames_us_states.json").read_text("utf-8")).values():
        _place(state["name"], "U", add)
        add(state["code"].lower(), "u")
    for county in json.loads((folder / "geonames_us_counties.json").read_text("utf-8")):
        _place(county["name"].removesuffix(" County"), "D", add)
    for country in json.loads((folder / "geonames_countries.json").read_text("utf-8")).values():
        _place(country["name"], "N", add)


def _place(name: str, flag: str, add: Callable[[str, str], object]) -> None:
    parts = re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", name.lower())
    if 1 < len(parts) <= 4:
        add("_".join(parts), "")
        add(_plain("_".join(parts)), "")
    for part in parts:
        if len(part) > 2 or len(parts) == 1:
            add(part, flag if len(parts) == 1 else "D")
            add(_plain(part), flag if len(parts) == 1 else "D")


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def everyday() -> Counter[str]:
    """How often a word stands in lower case in everyday and health texts: names hardly ever do."""
    counts: Counter[str] = Counter()
    for row in rows("support_offmychest"):
        counts.update(re.findall(r"(?<![\w'@#])[a-z]+(?:-[a-z]+)*(?![\w'])", row["text"]))
    foci = {row["focus"] for row in rows("edu_medquad")}
    with gzip.open(DATA / "edu_medquad" / "qa_with_answers.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["focus"] in foci:
                counts.update(re.findall(r"(?<![\w'@#])[a-z]+(?:-[a-z]+)*(?![\w'])", row["answer"]))
    for name in LABELS:
        for row in rows(name) if name != "edu_medquad" else ():
            counts.update(_unlabelled(row))
    return Counter({text: count for text, count in counts.items() if count >= 4})


def _unlabelled(row: dict[str, Any]) -> list[str]:
    """The words in lower case of a row that stand outside all labels."""
    text = row["text"]
    for span in row["spans"]:
        text = text[: span["start"]] + " " * (span["end"] - span["start"]) + text[span["end"] :]
    return re.findall(r"(?<![\w'@#./])[a-z]+(?:-[a-z]+)*(?![\w'])", text)


def clusters(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Two clusterings (k-means) of the whole words among a sentence model's input embeddings."""
    import numpy as np
    from safetensors.numpy import load_file

    vocabulary = (folder / "vocab.txt").read_text("utf-8").splitlines()
    weights = load_file(folder / "model.safetensors")
    table = next(value for key, value in weights.items() if key.endswith("word_embeddings.weight"))
    kept = [i for i, text in enumerate(vocabulary) if text.isalpha() and len(text) > 1]
    vectors = table[kept].astype(np.float32)
    vectors -= vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = []
    for size in (BROAD, NARROW):
        random_state = np.random.default_rng(SEED)
        centres = vectors[random_state.choice(len(kept), size, replace=False)]
        for _ in range(25):
            nearest = (vectors @ centres.T).argmax(axis=1)
            for number in range(size):
                members = vectors[nearest == number]
                if len(members):
                    centre = members.mean(axis=0)
                    centres[number] = centre / np.linalg.norm(centre)
        found.append({vocabulary[i]: str(number) for i, number in zip(kept, nearest, strict=True)})
    return found[0], found[1]


# --- the training rows


def examples(name: str, row: dict[str, Any], known: Lexicon) -> tuple[list[list[str]], list[str]]:
    """One row as features and labels."""
    return labelled(
        row["text"], [(s["start"], s["end"], LABELS[name].get(s["label"], "")) for s in row.get("spans", ())], known
    )


def labelled(text: str, spans: Iterable[tuple[int, int, str]], known: Lexicon) -> tuple[list[list[str]], list[str]]:
    folded = fold(text)
    pieces = tokens(folded.text)
    reading = read_words((piece.text for piece in pieces), known, casing(folded.text))
    labels = ["O"] * len(pieces)
    for start, end, kind in spans:
        if not kind:
            continue
        first = True
        for index, piece in enumerate(pieces):
            left, right = folded.span(piece.start, piece.end)
            if left < end and right > start and piece.text not in {"\n", "@"}:
                labels[index] = f"{'B' if first else 'I'}-{kind}"
                first = False
    return features(reading, 0, len(pieces)), labels


def variants(name: str, row: dict[str, Any], chance: random.Random) -> Iterator[dict[str, Any]]:
    """The row itself, and versions with other names from the lists, in lower case, or both."""
    yield row
    if name == "edu_medquad" or not row.get("spans"):
        return
    if name in {"phi_filled_consumer_messages", "phi_asq_clinical_queries"}:
        for _ in range(3 if name.startswith("phi_filled") else 1):
            yield _refilled(name, row, chance)
    if name in {"phi_wnut17", "phi_btc", "phi_presidio_synth", "phi_asq_clinical_queries"} and chance.random() < 0.25:
        yield {**row, "text": row["text"].lower()} if len(row["text"].lower()) == len(row["text"]) else row


def _refilled(name: str, row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    first, last, cities = _lists()
    text, spans, position = [], [], 0
    length = 0
    lowered = chance.random() < 0.45
    for span in sorted(row["spans"], key=lambda s: s["start"]):
        if span["start"] < position:
            continue
        kind = LABELS[name].get(span["label"])
        value = row["text"][span["start"] : span["end"]]
        if kind == "P":
            value = " ".join(_same_kind(part, index, chance, first, last) for index, part in enumerate(value.split()))
        elif kind == "L" and chance.random() < 0.6 and name.startswith("phi_filled"):
            value = chance.choice(cities) if "," not in value else f"{chance.choice(cities)},{value.split(',', 1)[1]}"
        if lowered and kind:
            value = value.lower()
        before = row["text"][position : span["start"]]
        text += [before, value]
        length += len(before)
        spans.append({**span, "start": length, "end": length + len(value)})
        length += len(value)
        position = span["end"]
    text.append(row["text"][position:])
    return {**row, "text": "".join(text), "spans": spans}


def _same_kind(part: str, index: int, chance: random.Random, first: list[str], last: list[str]) -> str:
    if len(part.strip(".")) <= 1 or part.lower().strip(".") in {"dr", "mr", "mrs", "ms", "miss", "sr", "jr"}:
        return part
    return chance.choice(first if index == 0 else last)


def _lists() -> tuple[list[str], list[str], list[str]]:
    if not _CACHE:
        folder = DATA / "gazetteers"
        first = (folder / "first_names_us.txt").read_text("utf-8-sig").split()
        with gzip.open(folder / "surnames_us.txt.gz", "rt", encoding="utf-8-sig") as file:
            last = [text.strip().title() for text in file if text.strip()]
        with gzip.open(folder / "geonames_cities15000.tsv.gz", "rt", encoding="utf-8") as file:
            cities = [line.split("\t")[1] for line in file][1:]
        _CACHE.extend([first, last, cities])
    return _CACHE[0], _CACHE[1], _CACHE[2]


_CACHE: list[list[str]] = []


def train(path: Path, without: int | None) -> None:
    """Train on all rows but those of one fold."""
    import pycrfsuite

    known = lexicon()
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    chance = random.Random(SEED)  # noqa: S311 - draws training examples, the same each time
    seen: set[str] = set()
    for name in LABELS:
        for row in rows(name):
            if without is not None and fold_of(name, row) == without:
                continue
            if name == "edu_medquad":
                if row["focus"] in seen:
                    continue
                seen.add(row["focus"])
            for variant in variants(name, row, chance):
                xs, ys = examples(name, variant, known)
                if xs and (len(xs) < 400 or name == "phi_meddocan_es"):
                    trainer.append(xs[:400], ys[:400])
    trainer.set_params({"c1": 0.35, "c2": 0.3, "max_iterations": 120, "feature.minfreq": 2})
    trainer.train(str(path))
    print(path, path.stat().st_size, len(gzip.compress(path.read_bytes())))


def main(arguments: list[str]) -> None:
    """The command; see the module."""
    command = arguments[0] if arguments else ""
    if command == "words":
        words(Path(arguments[1]))
    elif command == "folds":
        for number in range(FOLDS):
            train(Path(arguments[1]) / f"fold{number}.crf", number)
    elif command == "weights":
        trained = Path(arguments[1]) / "all.crf"
        train(trained, None)
        (NAMES / "tagger.gz").write_bytes(gzip.compress(trained.read_bytes(), 9, mtime=0))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
