"""What the reader of report sentences looks at: words, pairs of words, and how listed words stand together.

errs   the same features are used for training and for reading: a change here needs new weights
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

from .lexicon import Found, drugs, look_up
from .sentences import Token, tokens

# tokens behind "not" that it denies, and around "less" and "more" that they change
_NOT, _LESS, _MORE = 4, 4, 3
_CHANGED = frozenset({"effect", "disorder", "helps"})
_VERBS = frozenset(
    {
        "is",
        "was",
        "were",
        "am",
        "are",
        "have",
        "had",
        "has",
        "did",
        "do",
        "felt",
        "feel",
        "took",
        "take",
        "taking",
        "got",
        "get",
    }
)


def features(text: str) -> set[str]:
    """Feature names of one sentence."""
    words = [Token("thedrug" if token.word in drugs() else token.word, *token[1:]) for token in tokens(text)]
    found = look_up(words)
    made = _word_features([token.word for token in words]) | _kind_features(found)
    made.add(f"commas={min(4, text.count(','))}")
    if not any(token.word in _VERBS for token in words):
        made |= {"noverb", f"noverb&commas={min(4, text.count(','))}"}
        made |= {f"noverb&{one.kind}" for one in found}
    return made


def _word_features(words: list[str]) -> set[str]:
    framed = ["<s>", *words, "</s>"]
    made = {f"u={word}" for word in words} | {f"p={word[:5]}" for word in words if len(word) > 5}
    made |= {f"b={a}_{b}" for a, b in pairwise(framed)}
    made |= {f"s={a}_{b}" for a, b in zip(framed, framed[2:], strict=False)}
    return made | {f"len={min(6, len(framed) // 5)}"}


def _kind_features(found: list[Found]) -> set[str]:
    counts = Counter(one.kind for one in found)
    states = changed(found)
    made = {f"c={kind}" for kind in counts} | {f"c{kind}>{min(n, 4)}" for kind, n in counts.items()} | states
    return made | {f"x={a}&{b}" for a, b in combinations(sorted({*counts, *states}), 2)}


def changed(found: list[Found]) -> set[str]:
    """Which kinds are denied, lessened or heightened: "neg:effect", "less:disorder", "more:disorder"."""
    at = {kind: [one.first for one in found if one.kind == kind] for kind in ("not", "less", "more")}
    made = set()
    for one in found:
        if one.kind != "not" and any(0 < one.first - place <= _NOT for place in at["not"]):
            made.add(f"neg:{one.kind}")
        if one.kind in ("effect", "disorder") and any(0 < abs(one.first - place) <= _LESS for place in at["less"]):
            made.add(f"less:{one.kind}")
        if one.kind in _CHANGED and any(0 < one.first - place <= _MORE for place in at["more"]):
            made.add(f"more:{one.kind}")
    return made
