"""``dayroom match``: which claims each text of a stream may speak of. JSON lines in, JSON lines out, in order.

Nothing is kept on disk, unless a folder for the claims' vectors is named.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dayroom.engines import guard
from dayroom.engines.guard.lines import is_name
from dayroom.kernel.errors import DayroomError

if TYPE_CHECKING:
    from dayroom.engines.guard.claims.meaning import Embedder

EXIT_CLEAR, EXIT_MISUSE = 0, 2
LIMIT = 10


def match_file(claims: str, texts: str, *, by_words: bool, vectors: str) -> int:
    """Match the texts of a file, or of standard input, against the claims of a file; 2 when a line was not matched."""
    try:
        known = _read_claims(claims)
    except (OSError, UnicodeDecodeError, DayroomError) as fault:
        print(fault if isinstance(fault, DayroomError) else f"{claims}: cannot be read as UTF-8 text", file=sys.stderr)
        return EXIT_MISUSE
    register = guard.ClaimRegister(known, embedder=None if by_words else _embedder(vectors), today=None)
    print(_opening(register), file=sys.stderr)
    code = EXIT_CLEAR
    try:
        with _opened(texts) as lines:
            for answer in _answers(lines, register):
                print(_as_line(answer), flush=True)
                # the stream goes on, but whoever started it must not take the answers for all of them
                code = EXIT_MISUSE if "error" in answer else code
    except BrokenPipeError:
        # whoever read the answers has seen enough; what is still in the pipe goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        print(f"{texts}: cannot be read", file=sys.stderr)
        return EXIT_MISUSE
    if code != EXIT_CLEAR:
        print(f"{texts}: some lines could not be matched; each says why", file=sys.stderr)
    return code


def match_lines(lines: Iterable[str], register: guard.ClaimRegister) -> Iterator[str]:
    """One line out for each line in; a line that cannot be read is answered with an error and the next is read."""
    return (_as_line(answer) for answer in _answers(lines, register))


def claims_from_lines(lines: Iterable[str], name: str = "claims") -> list[guard.Claim]:
    """Claims from JSON lines with `claim_id`, `claim` and an optional `title`; raises BrokenClaim with the row.

    A name that comes twice is one claim that is said in two ways.
    """
    found: dict[str, guard.Claim] = {}
    for row, line in enumerate(lines, 1):
        if line.strip():
            claim = _claim_from(line, name, row)
            known = found.get(claim.id)
            found[claim.id] = replace(known, variants=(*known.variants, claim.claim)) if known else claim
    if not found:
        raise guard.BrokenClaim(name, None, "", "there is no claim in it")
    return list(found.values())


def _claim_from(line: str, name: str, row: int) -> guard.Claim:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise guard.BrokenClaim(name, row, "", "this line is not JSON") from error
    if not isinstance(data, dict):
        raise guard.BrokenClaim(name, row, "", "this line is not an object")
    claim_id = data.get("claim_id")
    if isinstance(claim_id, bool) or not isinstance(claim_id, str | int) or claim_id == "":
        raise guard.BrokenClaim(name, row, "claim_id", "text or a whole number is needed here")
    words, title = data.get("claim"), data.get("title") or ""
    if not isinstance(words, str) or not words.strip():
        raise guard.BrokenClaim(name, row, "claim", "a text is needed here")
    if not isinstance(title, str):
        raise guard.BrokenClaim(name, row, "title", "this is not a text")
    return guard.Claim(id=str(claim_id), claim=words, title=title)


def _answers(lines: Iterable[str], register: guard.ClaimRegister) -> Iterator[dict[str, Any]]:
    return (_matched(line, register) for line in lines if line.strip())


def _as_line(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _matched(line: str, register: guard.ClaimRegister) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "this line is not JSON"}
    if not isinstance(data, dict):
        return {"id": None, "error": "this line is not an object with a text"}
    name = data.get("id")
    if not is_name(name):
        return {"id": None, "error": "the id is neither text nor a number"}
    if not isinstance(data.get("text"), str):
        return {"id": name, "error": "this line is not an object with a text"}
    try:
        matches = register.match(data["text"], LIMIT)
    except DayroomError as error:
        return {"id": name, "error": str(error)}
    return {
        "id": name,
        "matches": [{"claim_id": m.claim_id, "score": m.score, "stance": m.stance.value} for m in matches],
    }


def _embedder(folder: str) -> Embedder | None:
    # half a second and 150 MB: only where claims are matched by meaning
    from dayroom.engines.guard.claims.keeping import KeptVectors  # noqa: PLC0415
    from dayroom.engines.guard.claims.meaning import find_embedder  # noqa: PLC0415

    model = find_embedder()
    return KeptVectors(model, Path(folder)) if model is not None and folder else model


def _read_claims(path: str) -> list[guard.Claim]:
    with Path(path).open(encoding="utf-8") as lines:
        return claims_from_lines(lines, Path(path).name)


def _opened(name: str) -> AbstractContextManager[Iterable[str]]:
    # what is not UTF-8 becomes a sign of that: one bad letter does not stop a stream
    if name == "-":
        return nullcontext(TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"))
    return Path(name).open(encoding="utf-8", errors="replace")


def _opening(register: guard.ClaimRegister) -> str:
    how = "words and meaning" if register.by_meaning else "words only (`dayroom embeddings install` adds meaning)"
    return f"{len(register.claims)} claims, matched by {how}"
