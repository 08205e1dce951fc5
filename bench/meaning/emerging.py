"""How often a planted phrase is found, how often chance shows one, and how fast phrases are counted.

Real posts are shuffled, so that nothing rises, and parted into a past of three quarters and a recent quarter; then made
phrases are put at the end of recent posts of so many authors.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import blake2b

from dayroom.engines.meaning import Phrases, folded, phrases, rising

from .rows import Measured, microseconds, rows, share

SET = "tweets_pfizer_vaccine"
ROUNDS = 40
AUTHORS = (11, 15, 25)


def measure() -> list[Measured]:
    texts = [folded(str(row["text"])) for row in rows(SET, "all")]
    if not texts:
        return []
    rand = random.Random(20261121)
    chance, found = 0, dict.fromkeys(AUTHORS, 0)
    for turn in range(ROUNDS):
        rand.shuffle(texts)
        recent, past = texts[: len(texts) // 4], texts[len(texts) // 4 :]
        before = _counted(past, f"past{turn}-")
        chance += bool(rising(_counted(recent, f"recent{turn}-"), before))
        for authors in AUTHORS:
            planted = f"zalbora{turn} fever"
            told = [f"{text} {planted}" if at < authors else text for at, text in enumerate(recent)]
            found[authors] += any(planted in one.phrase for one in rising(_counted(told, f"recent{turn}-"), before))
    few = "How many authors there are is known at least, not exactly: of 11, one in five times only 10 are counted."
    note = "Nothing rises in shuffled posts; the limit is set for 5 % of comparisons that show any phrase at all."
    measured = [share(("emerging", "shuffled posts", SET), "comparisons that show a phrase", chance, ROUNDS, note=note)]
    for authors, hits in found.items():
        where = ("emerging", f"a new phrase of {authors} authors among {len(texts) // 4:,} recent posts", SET)
        measured.append(share(where, "found", hits, ROUNDS, reach=">= 0.9" if authors > AUTHORS[0] else "", note=few))
    window = Phrases()
    took = microseconds(lambda text: window.add(text, text), texts)
    held = len({phrase for text in texts for phrase in phrases(text)})
    speed = Measured("emerging", "counting", SET, "µs per 150 characters", took, len(texts))
    return [*measured, speed, Measured("emerging", "counting", SET, "different phrases", held, len(texts))]


def _counted(texts: Sequence[str], window: str) -> Phrases:
    counted = Phrases()
    # each post is of somebody else
    counted.add_many((text, blake2b(f"{window}{at}".encode()).hexdigest()) for at, text in enumerate(texts))
    return counted
