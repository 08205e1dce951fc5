"""Times other people's detectors on the same texts. Runs in an environment of its own, see speed.py.

usage     python rivals.py NAME < texts.json
names     presidio-blank, presidio-tagger, scrubadub
prints    one JSON object: texts, processor seconds
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

WARM_UP = 50
RUNS = 2
EPOCHS = 2


def presidio(model: object) -> Callable[[str], object]:
    """Presidio's analyzer with its default recognizers over a spaCy pipeline."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Loaded(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": model}

    engine = AnalyzerEngine(nlp_engine=Loaded(), supported_languages=["en"])
    return lambda text: engine.analyze(text=text, language="en")


def blank() -> object:
    import spacy

    return spacy.blank("en")


def tagger() -> object:
    """A small stand-in for a trained tagger: as fast as one, and quoted for its speed only."""
    import spacy
    from spacy.training import Example

    model = spacy.blank("en")
    model.add_pipe("ner")
    examples = []
    for row in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")):
        document = model.make_doc(row["text"])
        examples.append(Example.from_dict(document, {"entities": [tuple(span) for span in row["spans"]]}))
    optimizer = model.initialize(lambda: examples)
    for _ in range(EPOCHS):
        for start in range(0, len(examples), 32):
            model.update(examples[start : start + 32], sgd=optimizer)
    return model


def scrubadub() -> Callable[[str], object]:
    """scrubadub as it comes."""
    import scrubadub as package

    cleaner = package.Scrubber()
    return cleaner.clean


RIVALS: dict[str, Callable[[], Callable[[str], object]]] = {
    "presidio-blank": lambda: presidio(blank()),
    "presidio-tagger": lambda: presidio(tagger()),
    "scrubadub": scrubadub,
}


def main() -> None:
    read = RIVALS[sys.argv[1]]()
    texts = json.load(sys.stdin)
    for text in texts[:WARM_UP]:
        read(text)
    seconds = []
    for _ in range(RUNS):
        started = time.process_time()
        for text in texts:
            read(text)
        seconds.append(time.process_time() - started)
    print(json.dumps({"texts": len(texts), "seconds": min(seconds)}))


if __name__ == "__main__":
    main()
