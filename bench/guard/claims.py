"""Claims: is the right fact check found, is only an assertion labelled, and what does it cost?"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dayroom.engines import guard
from dayroom.engines.guard.claims.keeping import KeptVectors
from dayroom.engines.guard.claims.meaning import Embedder, find_embedder
from dayroom.engines.guard.claims.ranking import average_precision, reciprocal_rank
from dayroom.engines.guard.claims.reading import roots

from .rows import Measured, rows, share

PART = "claims"
SPEC = Path(__file__).resolve().parents[2] / "tests" / "spec" / "claims_in_context.jsonl"
VECTORS = Path(tempfile.gettempdir()) / "dayroom-bench-vectors"
TODAY = date(2026, 11, 21)
DEPTH = 5
MANY = 20_000
WORDS = 120
# every fifth reply: enough for an interval of two points
REPLY_STEP = 5
SPEAKERS = ("ASKS", "QUOTES", "DENIES")
# our own frames around other people's claims: one asserts, three must not be labelled
FRAMES = {
    "asserts": ("{}", "I know for a fact that {}", "Everyone should know this: {}"),
    "asks": ("Is it true that {}?", "Does anyone know whether {}"),
    "denies": ("It is a myth that {}", "There is no evidence that {}", "{} That is false."),
    "quotes": ("My neighbor keeps telling me that {}", "I read on the internet that {}"),
}


def measure() -> list[Measured]:
    """All rows of this part."""
    found = [*_retrieval("claimmatch_checkthat2020", ">= 0.90"), *_retrieval("claimmatch_checkthat2022_extra", "")]
    return [*found, *_spec(), *_spec(by_words=True), *_frames(), *_replies(), *_evidence(), *_cost()]


def _embedder() -> Embedder | None:
    model = find_embedder()
    return KeptVectors(model, VECTORS) if model is not None else None


def _register(claims: Iterable[guard.Claim], *, today: date | None = None) -> guard.ClaimRegister:
    return guard.ClaimRegister(claims, embedder=_embedder(), today=today)


def _claims_of(name: str) -> list[guard.Claim]:
    return [guard.Claim(str(r["claim_id"]), r["claim"], title=r.get("title") or "") for r in rows(name, "claims")]


def _retrieval(name: str, reach: str) -> list[Measured]:
    claims, texts = _claims_of(name), list(rows(name))
    if not claims or not texts:
        return []
    register = _register(claims)
    ranks = []
    for row in texts:
        wanted = {str(one) for one in row["claim_ids"]}
        hits = [number for number, m in enumerate(register.match(row["text"]), 1) if m.claim_id in wanted]
        ranks.append((hits, len(wanted), row["health"]))
    kinds = {"all rows": ranks, "health rows": [item for item in ranks if item[2]]}
    return [figure for kind, chosen in kinds.items() for figure in _ranked(f"{name}, {kind}", chosen, reach)]


def _ranked(dataset: str, ranks: Sequence[tuple[list[int], int, bool]], reach: str) -> list[Measured]:
    total = len(ranks)
    precision = sum(average_precision(hits, wanted, DEPTH) for hits, wanted, _ in ranks) / total
    reciprocal = sum(reciprocal_rank(hits, DEPTH) for hits, _, _ in ranks) / total
    return [
        Measured(PART, "claim retrieval", dataset, "MAP@5", precision, total, reach=reach),
        Measured(PART, "claim retrieval", dataset, "MRR@5", reciprocal, total),
        share((PART, "claim retrieval", dataset), "P@1", sum(1 in hits for hits, _, _ in ranks), total),
    ]


def _spec(*, by_words: bool = False) -> list[Measured]:
    cases = [json.loads(line) for line in SPEC.read_text(encoding="utf-8").splitlines()]
    model = None if by_words else _embedder()
    register = guard.ClaimRegister(guard.shipped_claims(), embedder=model, today=TODAY)
    labelled = {case["id"]: {match.claim_id for match in register.labels(case["text"])} for case in cases}
    where = (PART, "labels in context", "own spec, by words only" if by_words else "own spec")
    told = [case for case in cases if case["label"]]
    others = [case for case in cases if case["stance"] in SPEAKERS]
    silent = [case for case in cases if case["stance"] == "UNCLEAR"]
    hits = sum(case["claim_id"] in labelled[case["id"]] for case in told)
    return [
        share(where, "assertions labelled", hits, len(told), reach=">= 0.70"),
        share(where, "false labels", sum(bool(labelled[c["id"]]) for c in others), len(others), reach="<= 0.02"),
        share(where, "labels on other posts", sum(bool(labelled[c["id"]]) for c in silent), len(silent)),
    ]


def _frames() -> list[Measured]:
    claims = [
        guard.Claim(row["id"], row["text"])
        for row in rows("covid19_rumor", "veracity_dev")
        if row["label"] == "false" and row["source"] != "twitter"
    ]
    if not claims:
        return []
    register = _register(claims)
    counts = {kind: [0, 0] for kind in FRAMES}
    for number, claim in enumerate(claims[::8]):
        for kind, frames in FRAMES.items():
            text = frames[number % len(frames)].format(claim.claim.rstrip(".!? "))
            counts[kind][0] += _is_asserted(register, text, claim.id)
            counts[kind][1] += 1
    where = (PART, "labels in context", "covid19_rumor claims in our frames")
    false = [sum(counts[kind][place] for kind in ("asks", "denies", "quotes")) for place in (0, 1)]
    note = "Framed claims: rumours of the set as they stand, put by us into a question, a denial or a report."
    return [
        share(where, "assertions labelled", *counts["asserts"], reach=">= 0.70", note=note),
        share(where, "false labels", *false, reach="<= 0.02"),
    ]


def _is_asserted(register: guard.ClaimRegister, text: str, claim_id: str) -> bool:
    return any(m.claim_id == claim_id and m.stance is guard.Stance.ASSERTS for m in register.match(text))


def _replies() -> list[Measured]:
    texts = [row for row in rows("covid19_rumor") if row["stance"] != "comment"][::REPLY_STEP]
    claims = {row["claim_id"]: guard.Claim(row["claim_id"], row["claim"]) for row in texts}
    return _stances("covid19_rumor replies", texts, list(claims.values()), ("query", "deny"), REPLIES)


REPLIES = (
    'Replies of covid19_rumor: {said} of the {total} that support a rumor hold half of its words; the others ("thank '
    'you") do not say it, so there is nothing to label, and the reach cannot be met by the nature of the set.'
)
EVIDENCE = (
    "HealthVer pairs a claim with a sentence of a paper; support means that the finding agrees. {said} of the {total} "
    "supporting sentences hold half of the claim's words; the others report a figure or a hedge, which is not said by "
    "anybody, so the reach cannot be met by the nature of the set."
)


def _evidence() -> list[Measured]:
    texts = list(rows("claims_healthver"))
    claims = {row["claim_id"]: guard.Claim(row["claim_id"], row["claim"]) for row in texts}
    return _stances("claims_healthver", texts, list(claims.values()), ("refute",), EVIDENCE)


def _stances(
    name: str, texts: list[dict[str, Any]], claims: list[guard.Claim], no: tuple[str, ...], note: str
) -> list[Measured]:
    if not texts:
        return []
    register = _register(claims)
    said = [row for row in texts if row["stance"] == "support"]
    other = [row for row in texts if row["stance"] in no]
    hits = sum(_is_asserted(register, row["text"], row["claim_id"]) for row in said)
    false = sum(_is_asserted(register, row["text"], row["claim_id"]) for row in other)
    where = (PART, "labels in context", name)
    repeated = sum(_repeats(row["text"], row["claim"]) for row in said)
    note = note.format(said=repeated, total=len(said))
    return [
        share(where, "assertions labelled", hits, len(said), reach=">= 0.70", note=note),
        share(where, "false labels", false, len(other), reach="<= 0.02"),
    ]


def _repeats(text: str, claim: str) -> bool:
    wanted = set(roots(claim))
    return bool(wanted) and 2 * len(wanted & set(roots(text))) >= len(wanted)


def _cost() -> list[Measured]:
    """Each in a process of its own: memory only grows."""
    found = []
    for size, name in ((0, "shipped register"), (MANY, "20,000 claims")):
        done = subprocess.run(
            [sys.executable, "-m", "bench.guard.claims", str(size)], capture_output=True, text=True, check=True
        )
        facts = json.loads(done.stdout.splitlines()[-1])
        if not facts:
            continue
        found += [
            Measured(PART, "cost", name, "screen of 120 words, p50, ms of processor time", facts["p50"], facts["n"]),
            Measured(
                PART,
                "cost",
                name,
                "screen of 120 words, p99, ms of processor time",
                facts["p99"],
                facts["n"],
                reach="<= 40",
            ),
            Measured(PART, "cost", name, "memory, MB", facts["memory"], 1, reach="<= 400"),
        ]
    return found


def _load(size: int) -> dict[str, float]:
    claims = [*guard.shipped_claims()]
    if size:
        pool = [*_claims_of("claimmatch_checkthat2020"), *_claims_of("claimmatch_checkthat2022_extra")]
        source = guard.ClaimSource("bench", "bench")
        claims += [
            guard.Claim(f"n{n}", one.claim, title=one.title, sources=(source,), checked=TODAY, review_by=TODAY)
            for n, one in enumerate(pool)
        ][: size - len(claims)]
    register = _register(claims, today=TODAY)
    posts = [" ".join(row["text"].split()[:WORDS]) for row in rows("patientqa_forums")]
    posts = [post for post in posts if len(post.split()) >= WORDS // 2][:400]
    spent = []
    for post in posts:
        started = time.process_time()
        guard.screen(post, context=guard.Context(), register=register)
        spent.append((time.process_time() - started) * 1000)
    # the first ones load patterns and the model
    spent = sorted(spent[10:])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if not spent:
        return {}
    return {"p50": spent[len(spent) // 2], "p99": spent[int(len(spent) * 0.99)], "n": len(spent), "memory": memory}


if __name__ == "__main__":
    print(json.dumps(_load(int(sys.argv[1]))))
