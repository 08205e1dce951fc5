"""Ann's chart in a post: Carl and Mo see it, a visitor does not, and taken back it is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.visits import Visit, own_word

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
CHART = "Blood sugar: chart of the last 90 days"


def test_ann_attaches_her_chart_carl_and_mo_see_it_and_taken_back_it_is_gone(visit: Callable[..., Visit]) -> None:
    ann, word = visit("ann", **PHONE), own_word()
    topic = ann.opens_a_topic("diabetes", f"Mornings {word}", "How are yours?")
    ann.go(topic)
    ann.page.fill("#c-body", f"Mine look like this, {word}.")
    ann.press("Attach from My health")
    expect(ann.page.locator("#c-body")).to_have_value(f"Mine look like this, {word}.")
    assert violations(ann.page) == []
    ann.page.get_by_label(CHART).check()
    ann.press("Post reply")
    card = ann.page.locator(".post-card")
    expect(card.locator("svg.chart--n")).to_be_visible()
    card.get_by_text("The chart as a table").click()
    expect(card.locator("table")).to_be_visible()
    assert violations(ann.page) == []
    assert ann.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

    others = {name: visit(name, **PHONE) for name in ("carl", "mo")} | {"": visit(**PHONE)}
    for name, other in others.items():
        other.go(topic)
        expect(other.page.locator(".health-card")).to_have_count(1 if name else 0)
    ann.go("/health/me/shown/")
    ann.sees(f"Mornings {word}")
    ann.go(topic)
    ann.press("Take this card back")
    expect(ann.page.get_by_text("Nobody can open it any more")).to_be_visible()
    for other in (ann, *others.values()):
        other.go(topic)
        other.sees(f"Mine look like this, {word}.")
        expect(other.page.locator(".health-card")).to_have_count(0)
    assert not any(other.elsewhere for other in (ann, *others.values()))
