"""A note under somebody's words is rare: of all that the people of the demo tell, one sentence gets one."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from dayroom.engines import guard

CONTENT = Path(guard.__file__).parents[2] / "demo" / "content"


def posts() -> list[str]:
    told = []
    for path in sorted(CONTENT.glob("*.toml")):
        for topic in tomllib.loads(path.read_text(encoding="utf-8")).get("topic", []):
            told += [one["body"] for one in (topic, *topic.get("post", [])) if one.get("body")]
    return told


def test_only_the_myth_itself_is_labelled() -> None:
    register = guard.ClaimRegister(guard.shipped_claims(), today=date(2026, 11, 21))
    told = posts()
    labelled = [
        (finding.rule_id, body[finding.start : finding.end])
        for body in told
        for finding in guard.screen(body, context=guard.Context(), packs=(), register=register).findings
        if finding.family is guard.Family.CLAIM
    ]
    assert len(told) > 600
    assert labelled == [("claim.diabetes.cinnamon-cures", "Cinnamon cures diabetes.")]
